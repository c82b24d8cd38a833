/// Text from outside where tmux takes a format: names of sessions and windows, directories. Values of options are no
/// such place, they are stored as they stand.
public enum FormatText {
  /// A format that expands to the text, so that `#(…)` runs nothing and `#{…}` stays what it is.
  ///
  /// Each `#` is doubled, but not those in front of a `[`: tmux leaves the start of a style as it stands.
  public static func literal(_ text: String) -> String { repeatingHashes(text, 2, beforeStyle: 1) }

  /// Each `#` so many times; other times where a run of them stands in front of a `[`.
  static func repeatingHashes(_ text: String, _ times: Int, beforeStyle styleTimes: Int) -> String {
    var format = ""
    var hashes = 0
    for scalar in text.unicodeScalars {
      if scalar == "#" {
        hashes += 1
        continue
      }
      format += String(repeating: "#", count: hashes * (scalar == "[" ? styleTimes : times))
      hashes = 0
      format.unicodeScalars.append(scalar)
    }
    return format + String(repeating: "#", count: hashes * times)
  }
}
