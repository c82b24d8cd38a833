/// Text measured in terminal cells.
public enum CellText {
  /// How many cells the text takes. East Asian wide characters and emoji take two, marks none.
  public static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// The text, cut to so many cells, with `…` where something was cut.
  public static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    guard limit > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      let next = width(character)
      guard used + next < limit else { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  private static func width(_ character: Character) -> Int {
    character.unicodeScalars.first.map(cells) ?? 0
  }

  /// As nearly as can be told without the library of the server or of the terminal.
  static func cells(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: PlainText.isMark(scalar) ? 0 : 1
    }
  }
}
