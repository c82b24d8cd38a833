/// Text from outside, made fit to be shown. The one function that every title, question and name goes through before
/// it enters an option, a table or a message.
public enum PlainText {
  /// One line of at most `limit` characters, without control characters, with white space runs as single blanks.
  ///
  /// Also left out: what a server's C library may not know how to print. A width format over such a character makes
  /// tmux 3.3a hang for ever, and our own formats cut titles by width. So a character must be assigned, visible, and
  /// old enough (Unicode 11, 2018) for the libraries that servers run on.
  public static func line(_ text: String, limit: Int) -> String {
    var result = ""
    var count = 0
    var hasGap = false
    for character in text {
      if character.isWhitespace {
        hasGap = !result.isEmpty
        continue
      }
      // What joined several into one may have been left out, and marks may be piled up without end.
      let kept = String(String.UnicodeScalarView(character.unicodeScalars.lazy.filter(isPrintable).prefix(scalarLimit)))
      guard let first = kept.unicodeScalars.first else { continue }
      // A mark has nothing to stand on there but a blank.
      if hasGap || result.isEmpty, isMark(first) { continue }
      if hasGap {
        result.append(" ")
        count += 1
        hasGap = false
      }
      guard count < limit else { return shortened(result, to: limit) }
      result.append(kept)
      count += kept.count
    }
    return result.count > limit ? shortened(result, to: limit) : result
  }

  /// At most this many code points make up one character.
  private static let scalarLimit = 8

  private static func shortened(_ text: String, to limit: Int) -> String {
    String(text.prefix(max(0, limit - 1))) + "…"
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    default: break
    }
    // Fillers and joiners are not seen; variation selectors ask for another presentation, whose width no two programs
    // agree on.
    guard !properties.isDefaultIgnorableCodePoint, let age = properties.age else { return false }
    return age.major <= 11
  }
}
