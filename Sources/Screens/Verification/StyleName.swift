import Terminal

/// A style in the words of tmux's own style syntax: `fg=colour1,bold`.
enum StyleName {
  private static let attributes: [(Attributes, String)] = [
    (.bold, "bold"), (.dim, "dim"), (.underline, "underscore"), (.blink, "blink"), (.reverse, "reverse"),
    (.hidden, "hidden"), (.italics, "italics"), (.lineDrawing, "acs"), (.strikethrough, "strikethrough"),
    (.doubleUnderline, "double-underscore"), (.curlyUnderline, "curly-underscore"),
    (.dottedUnderline, "dotted-underscore"), (.dashedUnderline, "dashed-underscore"), (.overline, "overline"),
  ]

  private static let colors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  static func text(_ style: Style) -> String {
    var words: [String] = []
    for (key, color) in [("fg", style.foreground), ("bg", style.background), ("us", style.underline)] {
      if let name = text(color) { words.append("\(key)=\(name)") }
    }
    words += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    return words.isEmpty ? "default" : words.joined(separator: ",")
  }

  private static func text(_ color: Color) -> String? {
    switch color {
    case .default: nil
    case .palette(let number): number < 8 ? colors[Int(number)] : "bright" + colors[Int(number % 8)]
    case .indexed(let number): "colour\(number)"
    case .rgb(let red, let green, let blue): "#" + [red, green, blue].map(hex).joined()
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
