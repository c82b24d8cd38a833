/// How wide a name is that tmux writes itself.
enum NameWidth {
  /// In cells, as nearly as can be told without the server's own library: what is East Asian wide takes two, marks none.
  static func cells(_ name: String) -> Int {
    name.unicodeScalars.reduce(0) { $0 + cells($1) }
  }

  private static func cells(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: PlainText.isMark(scalar) ? 0 : 1
    }
  }
}
