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
        text += Rendition.sequence(of: cell.style)
        style = cell.style
      }
      text += cell.style.attributes.contains(.lineDrawing) ? "\u{1B}(0\(cell.text)\u{1B}(B" : cell.text
    }
    return style == .default ? text : text + "\u{1B}[0m"
  }
}
