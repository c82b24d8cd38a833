import Canvas
import Daemon
import Terminal

/// A pane's screen, and its history, as they are shown in a popup: rows with their colours, without the blank ones at the
/// end.
enum StyledScreen {
  /// So many lines above a screen are looked at.
  static let historyLimit = 2000

  static func rows(_ screen: ScreenReport) -> [StyledText] {
    let rows = screen.ansi ?? screen.rows
    guard !rows.isEmpty else { return [] }
    var terminal = Terminal(columns: screen.columns, rows: rows.count, historyLimit: 0)
    for (index, row) in rows.enumerated() { terminal.feed(Array("\u{1B}[\(index + 1);1H\u{1B}[0m\(row)".utf8)) }
    return lines(of: terminal)
  }

  /// Lines as `capture-pane -e` prints them: what a line says of its style holds for the next one too, and line drawing
  /// is the other character set, between SO and SI.
  static func history(_ lines: some Collection<Substring>, columns: Int) -> [StyledText] {
    guard !lines.isEmpty else { return [] }
    var terminal = Terminal(columns: max(1, columns), rows: lines.count, historyLimit: 0)
    terminal.feed(Array("\u{1B})0\u{1B}[?7l".utf8))
    for (index, line) in lines.enumerated() { terminal.feed(Array("\u{1B}[\(index + 1);1H\(line)".utf8)) }
    return self.lines(of: terminal)
  }

  private static func lines(of terminal: borrowing Terminal) -> [StyledText] {
    var shown: [StyledText] = []
    for row in 0..<terminal.rows {
      var cells: [Cell] = []
      for column in 0..<terminal.columns {
        var cell = terminal.cell(row: row, column: column)
        // Nothing in a popup moves by itself, and nothing hides.
        cell.style.attributes.subtract([.blink, .hidden])
        cells.append(cell)
      }
      shown.append(StyledText(cells).trimmed)
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
