/// Text from outside, made fit to be shown without losing anything of it: for where two texts are to be told apart.
public enum VisibleText {
  /// One line of at most `limit` characters. What cannot be seen, or would act on a terminal, is written `\u{1B}`; a
  /// backslash is written twice.
  public static func line(_ text: String, limit: Int) -> String {
    var result = ""
    var count = 0
    var hasBase = false
    for scalar in text.unicodeScalars {
      guard count < limit else { return result + "…" }
      if scalar == "\\" {
        result += "\\\\"
      } else if PlainText.isPrintable(scalar), hasBase || !PlainText.isMark(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
      hasBase = PlainText.isPrintable(scalar)
      count += 1
    }
    return result
  }
}
