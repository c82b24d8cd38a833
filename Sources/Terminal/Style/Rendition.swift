/// Styles as SGR says them.
public enum Rendition {
  /// The sequence that leads to a style from any other: what was on before is off first.
  ///
  /// - Parameter isColoured: false leaves out the colours, and nothing else.
  public static func sequence(of style: Style, isColoured: Bool = true) -> String {
    var codes = ["0"]
    for (attribute, code) in attributes where style.attributes.contains(attribute) { codes.append(code) }
    if isColoured {
      codes += colour(style.foreground, base: 30) + colour(style.background, base: 40)
      switch style.underline {
      case .default: break
      case .palette(let number), .indexed(let number): codes.append("58;5;\(number)")
      case .rgb(let red, let green, let blue): codes.append("58;2;\(red);\(green);\(blue)")
      }
    }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private static let attributes: [(Attributes, String)] = [
    (.bold, "1"), (.dim, "2"), (.italics, "3"), (.underline, "4"), (.doubleUnderline, "4:2"), (.curlyUnderline, "4:3"),
    (.dottedUnderline, "4:4"), (.dashedUnderline, "4:5"), (.blink, "5"), (.reverse, "7"), (.hidden, "8"),
    (.strikethrough, "9"), (.overline, "53"),
  ]

  private static func colour(_ colour: Color, base: Int) -> [String] {
    switch colour {
    case .default: []
    case .palette(let number) where number < 8: ["\(base + Int(number))"]
    case .palette(let number): ["\(base + 52 + Int(number))"]
    case .indexed(let number): ["\(base + 8);5;\(number)"]
    case .rgb(let red, let green, let blue): ["\(base + 8);2;\(red);\(green);\(blue)"]
    }
  }
}
