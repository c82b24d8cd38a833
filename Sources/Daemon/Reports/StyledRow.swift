import Terminal

/// A row of a screen as a terminal would have to be told it.
enum StyledRow {
  static func text(_ row: Int, of terminal: borrowing Terminal) -> String {
    var end = terminal.columns
    while end > 0 {
      let cell = terminal.cell(row: row, column: end - 1)
      guard cell.text == " " || cell.text.isEmpty, cell.style == .default else { break }
      end -= 1
    }
    var text = ""
    var style = Style.default
    for column in 0..<end {
      let cell = terminal.cell(row: row, column: column)
      if cell.width == 0 { continue }
      if cell.style != style {
        text += sequence(cell.style)
        style = cell.style
      }
      text += cell.style.attributes.contains(.lineDrawing) ? "\u{1B}(0\(cell.text)\u{1B}(B" : cell.text
    }
    return style == .default ? text : text + "\u{1B}[0m"
  }

  /// From nothing: whatever was on before is off.
  private static func sequence(_ style: Style) -> String {
    var codes = ["0"]
    for (attribute, code) in attributes where style.attributes.contains(attribute) { codes.append(code) }
    codes += colour(style.foreground, base: 30) + colour(style.background, base: 40)
    switch style.underline {
    case .default: break
    case .palette(let number), .indexed(let number): codes.append("58;5;\(number)")
    case .rgb(let red, let green, let blue): codes.append("58;2;\(red);\(green);\(blue)")
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
