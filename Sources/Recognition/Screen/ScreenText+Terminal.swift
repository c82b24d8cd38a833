public import Terminal

extension ScreenText {
  /// Takes what recognition needs out of a terminal. A `ScreenReader` does it faster for one that is read often.
  public init(_ terminal: borrowing Terminal) {
    var rows: [Row] = []
    rows.reserveCapacity(terminal.rows)
    for row in 0..<terminal.rows { rows.append(Self.row(row, of: terminal)) }
    self.init(terminal, rows: rows)
  }

  init(_ terminal: borrowing Terminal, rows: [Row]) {
    self.init(
      rows: rows, columns: terminal.columns, cursorRow: terminal.cursor.row, cursorColumn: terminal.cursor.column,
      title: terminal.title, isAlternate: terminal.isAlternate)
  }

  /// One row. Attributes are read only where it may be an input box: looking at every cell would cost more than all
  /// rules.
  static func row(_ row: Int, of terminal: borrowing Terminal) -> Row {
    // A wrapped row keeps its blanks at the end: they are between two words of the joined line.
    let isWrapped = terminal.isWrapped(row: row)
    let text = terminal.text(row: row, trimmed: !isWrapped)
    let solid = mayHoldInput(text) ? solidText(of: terminal, row: row) : nil
    let highlight = mayBeTabs(text) ? highlightedText(of: terminal, row: row) : nil
    return Row(text: text, isWrapped: isWrapped, solid: solid, highlight: highlight)
  }

  /// A strip of tabs starts with an arrow or with the box of the first one.
  private static func mayBeTabs(_ text: String) -> Bool {
    for scalar in text.unicodeScalars.prefix(4) {
      switch scalar {
      case " ", "\u{A0}": continue
      case "←", "☐", "☑", "☒", "✔": return true
      default: return false
      }
    }
    return false
  }

  private static func highlightedText(of terminal: borrowing Terminal, row: Int) -> String? {
    var text = ""
    for column in 0..<terminal.columns {
      let cell = terminal.cell(row: row, column: column)
      let stands = cell.style.attributes.contains(.reverse) || cell.style.background != .default
      if stands, cell.width > 0 { text += cell.text }
    }
    return text.isEmpty ? nil : text
  }

  /// An input row starts with a sign such as `❯` or `>`, possibly behind the border of a box.
  private static func mayHoldInput(_ text: String) -> Bool {
    for scalar in text.unicodeScalars.prefix(4) {
      switch scalar {
      case " ", "\u{A0}", "│": continue
      case "❯", ">", "›", "→", "┃", "!", "#", "&", "*": return true
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
