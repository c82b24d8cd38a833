public import Terminal

extension ScreenText {
  /// Takes what recognition needs out of a terminal.
  ///
  /// Attributes are read only in rows that may be an input box: looking at every cell would cost more than all rules.
  public init(_ terminal: borrowing Terminal) {
    var rows: [Row] = []
    rows.reserveCapacity(terminal.rows)
    for row in 0..<terminal.rows {
      let text = terminal.text(row: row)
      var solid: String?
      if Self.mayHoldInput(text) { solid = Self.solidText(of: terminal, row: row) }
      rows.append(Row(text: text, isWrapped: terminal.isWrapped(row: row), solid: solid))
    }
    self.init(
      rows: rows, columns: terminal.columns, cursorRow: terminal.cursor.row, cursorColumn: terminal.cursor.column,
      title: terminal.title, isAlternate: terminal.isAlternate)
  }

  /// An input row starts with a sign such as `❯` or `>`, possibly behind the border of a box.
  private static func mayHoldInput(_ text: String) -> Bool {
    for scalar in text.unicodeScalars.prefix(4) {
      switch scalar {
      case " ", "\u{A0}", "│": continue
      case "❯", ">", "›", "!", "#", "&": return true
      default: return false
      }
    }
    return false
  }

  /// The row with faint cells as blanks. The text cursor is drawn as a reversed cell on the placeholder's first letter,
  /// so a reversed cell in front of a faint one is faint too.
  private static func solidText(of terminal: borrowing Terminal, row: Int) -> String? {
    var text = ""
    var hasFaint = false
    for column in 0..<terminal.columns {
      let cell = terminal.cell(row: row, column: column)
      if cell.width == 0 { continue }
      let next = column + 1 < terminal.columns ? terminal.cell(row: row, column: column + 1).style.attributes : []
      let isFaint =
        cell.style.attributes.contains(.dim) || (cell.style.attributes.contains(.reverse) && next.contains(.dim))
      if isFaint, cell.text != " " {
        hasFaint = true
        text += " "
      } else {
        text += cell.text
      }
    }
    return hasFaint ? text : nil
  }
}
