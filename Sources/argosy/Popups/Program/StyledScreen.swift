import Canvas
import Daemon
import Terminal

/// A pane's screen as it is shown in a popup: its rows with their colours, without the blank ones at the end.
enum StyledScreen {
  static func rows(_ screen: ScreenReport) -> [StyledText] {
    let rows = screen.ansi ?? screen.rows
    guard !rows.isEmpty else { return [] }
    var terminal = Terminal(columns: screen.columns, rows: rows.count, historyLimit: 0)
    for (index, row) in rows.enumerated() { terminal.feed(Array("\u{1B}[\(index + 1);1H\u{1B}[0m\(row)".utf8)) }
    var shown = (0..<terminal.rows).map { row in
      StyledText(
        (0..<terminal.columns).map { column in
          var cell = terminal.cell(row: row, column: column)
          // Nothing in a popup moves by itself, and nothing hides.
          cell.style.attributes.subtract([.blink, .hidden])
          return cell
        }
      ).trimmed
    }
    while shown.last?.isEmpty == true { shown.removeLast() }
    return shown
  }
}

extension StyledText {
  /// Without the blanks at its end.
  var trimmed: StyledText {
    let end = (cells.lastIndex { $0 != .blank } ?? -1) + 1
    return StyledText(cells[..<end])
  }
}
