/// History and screen as one list of lines, oldest first, while the size changes.
struct LineStack {
  var lines: [Line]
  /// How many of `lines` are above the screen.
  var above: Int
  /// Lines of the history that are counted and not here.
  var missing: Int
  /// As `History.scrolled`.
  var scrolled: Int
  private(set) var rows: Int
  private let isEnabled: Bool

  /// A cell by its line in the stack.
  struct Place {
    var column: Int
    var line: Int
  }

  init(_ grid: Grid) {
    lines = grid.history.lines + (0..<grid.rows).map { grid.line($0) }
    above = grid.history.lines.count
    missing = max(grid.history.size - above, 0)
    scrolled = grid.history.scrolled
    rows = grid.rows
    isEnabled = grid.history.isEnabled
  }

  /// The screen of these lines.
  func grid(columns: Int, after old: Grid) -> Grid {
    let screen = lines[above...]
    var history = old.history
    history.size = missing + above
    history.scrolled = min(scrolled, history.size)
    history.lines = history.keepsLines ? Array(lines[..<above]) : []
    var new = Grid(
      columns: columns, rows: rows, stride: screen.reduce(0) { max($0, $1.cells.count) }, history: history,
      version: old.version)
    for (row, line) in screen.enumerated() { new.put(line, row: row) }
    return new
  }

  // MARK: Height

  /// Adds or takes rows.
  ///
  /// - Returns: how many lines above the cursor were deleted.
  mutating func setRows(_ count: Int, cursorRow: Int) -> Int {
    var deleted = 0
    if count < rows {
      deleted = removeRows(rows - count, cursorRow: cursorRow)
    } else {
      addRows(count - rows)
    }
    rows = count
    return deleted
  }

  /// tmux: rows below the cursor go first, whatever is on them; then rows at the top go to the history, or are lost
  /// where there is none.
  private mutating func removeRows(_ count: Int, cursorRow: Int) -> Int {
    let below = min(rows - 1 - cursorRow, count)
    if below > 0 { blank(above + rows - below, count: below) }
    let rest = count - max(below, 0)
    var deleted = 0
    if isEnabled {
      scrolled += rest
      above += rest
    } else if rest > 0, cursorRow > 0 {
      deleted = min(cursorRow, rest)
      lines.removeSubrange(above..<above + deleted)
      unwrap(above - 1)
      unwrap(above + rows - deleted - 1)
      lines += Array(repeating: Line(), count: deleted)
    }
    let end = above + rows - count
    if end < lines.count { lines.removeSubrange(end...) }
    return deleted
  }

  private mutating func addRows(_ count: Int) {
    let back = isEnabled ? min(scrolled, count) : 0
    scrolled -= back
    // Lines that are only counted come back blank.
    let unknown = max(back - above, 0)
    if unknown > 0 {
      lines.insert(contentsOf: Array(repeating: Line(), count: unknown), at: 0)
      above += unknown
      missing = max(missing - unknown, 0)
    }
    above -= back
    lines += Array(repeating: Line(), count: count - back)
  }

  private mutating func blank(_ first: Int, count: Int) {
    for index in first..<first + count where lines.indices.contains(index) { lines[index] = Line() }
    unwrap(first - 1)
  }

  private mutating func unwrap(_ index: Int) {
    if lines.indices.contains(index) { lines[index].isWrapped = false }
  }

  // MARK: Where the cursor goes

  /// A cell by its logical line, which is the same at any width.
  struct Position {
    /// Characters into the line; nil for a place beyond the text.
    var offset: Int?
    var logicalLine: Int
  }

  func position(of place: Place) -> Position {
    var offset = 0
    var logicalLine = 0
    for line in lines[..<min(max(place.line, 0), lines.count)] {
      if line.isWrapped {
        offset += line.used
      } else {
        offset = 0
        logicalLine += 1
      }
    }
    let isInText = lines.indices.contains(place.line) && place.column < lines[place.line].used
    return Position(offset: isInText ? offset + place.column : nil, logicalLine: logicalLine)
  }

  /// tmux: beyond the text is at the end of the text.
  func place(of position: Position) -> Place {
    var line = 0
    var logicalLine = 0
    while line < lines.count - 1, logicalLine != position.logicalLine {
      if !lines[line].isWrapped { logicalLine += 1 }
      line += 1
    }
    guard var offset = position.offset else {
      while lines[line].isWrapped, line + 1 < lines.count { line += 1 }
      return Place(column: lines[line].used, line: line)
    }
    while line + 1 < lines.count, lines[line].isWrapped, offset >= lines[line].used {
      offset -= lines[line].used
      line += 1
    }
    return Place(column: offset, line: line)
  }

  // MARK: Width

  mutating func rewrap(to columns: Int, countingPadding: Bool) {
    var rewrap = Rewrap(
      lines, columns: columns, countsPadding: countingPadding, missing: missing, scrolled: scrolled)
    rewrap.run()
    lines = rewrap.out
    if lines.count < rows {
      // Lines of the history come down; those that are only counted are unknown.
      let unknown = min(missing, rows - lines.count)
      lines.insert(contentsOf: Array(repeating: Line(), count: unknown), at: 0)
      missing -= unknown
      lines += Array(repeating: Line(), count: rows - lines.count)
    }
    above = lines.count - rows
    scrolled = min(rewrap.scrolled, missing + above)
  }
}
