extension Terminal {
  /// A new size. tmux: another width resets the tab stops, another height the region.
  ///
  /// Rows are cut and padded, not rewrapped, because the lines above the screen that would take part are not here.
  /// The picture is an approximation until the pane is seeded anew. Growing and shrinking in height follow tmux:
  /// rows below the cursor go first, then rows at the top.
  public mutating func resize(columns: Int, rows: Int) {
    let size = Self.clampedSize(columns: columns, rows: rows)
    guard size.columns != w || size.rows != h else { return }
    let isWider = size.columns != w
    let isTaller = size.rows != h
    let shift = grid.resize(columns: size.columns, rows: size.rows, cursorRow: cy)
    if alternate.main != nil {
      let row = min(alternate.cursor?.cy ?? 0, h - 1)
      _ = alternate.main?.resize(columns: size.columns, rows: size.rows, cursorRow: row)
    }
    cx = min(cx, w)
    cy = min(max(cy + shift, 0), h - 1)
    if isWider { resetTabStops() }
    if isTaller || bottom > h - 1 {
      top = 0
      bottom = h - 1
    }
  }
}

extension Grid {
  /// - Returns: how far rows that stayed moved down (negative: up).
  fileprivate mutating func resize(columns newColumns: Int, rows newRows: Int, cursorRow: Int) -> Int {
    var first = 0
    var above = 0
    if newRows < rows {
      first = max(rows - newRows - max(rows - 1 - cursorRow, 0), 0)
      if history.isEnabled {
        history.size += first
        history.scrolled += first
      }
    } else if history.isEnabled {
      above = min(history.scrolled, newRows - rows)
      history.size = max(history.size - above, 0)
      history.scrolled -= above
    }
    var new = Grid(columns: newColumns, rows: newRows, history: history, version: version)
    for row in 0..<newRows {
      let old = row - above + first
      guard old >= first, old < rows else { continue }
      let state = states[order[old]]
      let count = min(state.stored, newColumns)
      for column in 0..<count { new.cells[row * newColumns + column] = cells[order[old] * columns + column] }
      new.states[row].stored = count
      new.states[row].used = min(state.used, newColumns)
      new.states[row].isWrapped = state.isWrapped && newColumns == columns
    }
    self = new
    return above - first
  }
}
