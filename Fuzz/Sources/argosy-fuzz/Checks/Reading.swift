import Terminal

/// Reads a terminal now and then, as a program does that looks only at what rose in version.
struct Reader {
  private var version: UInt64
  private var cursor: Cursor
  private var modes: Modes
  private var title: String
  private var rows: [Row]

  private struct Row {
    let version: UInt64
    let text: String
    let isWrapped: Bool
  }

  init(_ terminal: Terminal) {
    version = terminal.version
    cursor = terminal.cursor
    modes = terminal.modes
    title = terminal.title
    rows = Self.rows(of: terminal)
  }

  /// What did not rise in version may not have changed.
  mutating func read(_ terminal: Terminal) {
    let now = Reader(terminal)
    require(now.version >= version, "the version fell from \(version) to \(now.version)")
    if now.version == version {
      require(now.cursor == cursor, "the cursor moved and the version did not")
      require(now.modes == modes, "modes changed and the version did not")
      require(now.title == title, "the title changed and the version did not")
      require(now.rows.count == rows.count, "the size changed and the version did not")
    }
    for (row, (old, new)) in zip(rows, now.rows).enumerated() where new.version == old.version {
      require(new.text == old.text, "row \(row) changed and its version did not: \(old.text) / \(new.text)")
      require(new.isWrapped == old.isWrapped, "row \(row) is wrapped now and its version did not rise")
    }
    self = now
  }

  private static func rows(of terminal: Terminal) -> [Row] {
    (0..<terminal.rows).map { row in
      Row(
        version: terminal.rowVersion(row), text: terminal.text(row: row, trimmed: false),
        isWrapped: terminal.isWrapped(row: row))
    }
  }
}

/// Reads all there is, on the screen and just off it; rows read as text and as cells must agree.
func readAll(_ terminal: Terminal) {
  for row in -1...terminal.rows {
    let used = terminal.usedColumns(row: row)
    require(used <= terminal.columns, "\(used) columns used of \(terminal.columns)")
    var text = ""
    for column in -1...terminal.columns {
      let cell = terminal.cell(row: row, column: column)
      if column >= 0, column < used { text += cell.text }
      _ = terminal.isTab(row: row, column: column)
    }
    let whole = terminal.text(row: row, trimmed: false)
    require(whole == text, "row \(row) as text and as cells: \(whole) / \(text)")
    require(whole.hasPrefix(terminal.text(row: row)), "row \(row) trimmed is no beginning of it")
    _ = (terminal.isWrapped(row: row), terminal.rowVersion(row))
  }
  let region = terminal.scrollRegion
  require(region.lowerBound >= 0 && region.upperBound < terminal.rows, "region \(region)")
  require(terminal.tabStopColumns.allSatisfy { $0 < terminal.columns }, "tab stops \(terminal.tabStopColumns)")
  require(terminal.historySize >= 0, "history of \(terminal.historySize)")
  _ = (terminal.title, terminal.hasTitle, terminal.isSynchronizing, terminal.unknown, terminal.modes)
  require(terminal.keptHistory <= terminal.historySize, "more lines kept than counted")
  for line in -terminal.keptHistory - 1...terminal.rows { _ = terminal.printedLine(line).bytes }
  let lines = terminal.logicalLines()
  require(lines.first?.rows.lowerBound == 0 && lines.last?.rows.upperBound == terminal.rows - 1, "lines leave out rows")
  require(terminal.shownWraps.count == terminal.rows, "wraps of other rows than there are")
}

/// Two terminals that read the same bytes are the same to every reader.
func requireEqual(_ one: Terminal, _ other: Terminal, _ what: String) {
  require(one.columns == other.columns && one.rows == other.rows, "\(what): size")
  require(one.cursor == other.cursor, "\(what): cursor \(one.cursor) / \(other.cursor)")
  require(one.modes == other.modes, "\(what): modes \(one.modes.rawValue) / \(other.modes.rawValue)")
  require(one.scrollRegion == other.scrollRegion, "\(what): region")
  require(one.tabStopColumns == other.tabStopColumns, "\(what): tab stops")
  require(one.title == other.title && one.hasTitle == other.hasTitle, "\(what): title \(one.title) / \(other.title)")
  require(one.isAlternate == other.isAlternate, "\(what): alternate screen")
  require(one.historySize == other.historySize, "\(what): history \(one.historySize) / \(other.historySize)")
  require(one.unknown == other.unknown && one.isGuess == other.isGuess, "\(what): what is unknown")
  require(one.keptHistory == other.keptHistory, "\(what): history lines kept")
  for line in 0..<one.keptHistory {
    require(one.printedLine(-1 - line) == other.printedLine(-1 - line), "\(what): history line \(line)")
  }
  for row in 0..<one.rows {
    require(one.usedColumns(row: row) == other.usedColumns(row: row), "\(what): columns used in row \(row)")
    require(one.isWrapped(row: row) == other.isWrapped(row: row), "\(what): row \(row) wrapped")
    require(one.hash(row: row) == other.hash(row: row), "\(what): hash of row \(row)")
    for column in 0..<one.columns {
      let cells = (one.cell(row: row, column: column), other.cell(row: row, column: column))
      require(cells.0 == cells.1, "\(what): cell \(column),\(row): \(cells.0) / \(cells.1)")
    }
  }
}
