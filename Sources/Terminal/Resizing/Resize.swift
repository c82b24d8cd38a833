extension Terminal {
  /// A new size, as tmux makes it: another width resets the tab stops and rewraps the lines, another height resets the
  /// region and trades lines with the history.
  ///
  /// Exact where the lines of the history are kept. Else lines that would come down from it are blank, and a line that
  /// begins there is cut anew at the top of the screen only; take a fresh `Snapshot` afterwards.
  public mutating func resize(columns: Int, rows: Int) {
    let size = Self.clampedSize(columns: columns, rows: rows)
    guard size.columns != w || size.rows != h else { return }
    // The alternate screen is not rewrapped.
    change(columns: size.columns, rows: size.rows, rewraps: alternate.main == nil)
    checkInvariants(since: 0)
  }

  mutating func change(columns: Int, rows: Int, rewraps: Bool) {
    var stack = LineStack(grid)
    var place = LineStack.Place(column: cx, line: stack.above + cy)
    let isWider = columns != w
    let isTaller = rows != h
    if isTaller { place.line -= stack.setRows(rows, cursorRow: cy) }
    if isWider, rewraps {
      let position = stack.position(of: place)
      stack.rewrap(to: columns, countingPadding: rules.is36)
      place = stack.place(of: position)
    }
    grid = stack.grid(columns: columns, after: grid)
    if place.line >= stack.above {
      cx = place.column
      cy = min(place.line - stack.above, h - 1)
    } else {
      cx = 0
      cy = 0
    }
    if isWider { resetTabStops() }
    if isTaller {
      top = 0
      bottom = h - 1
    }
  }
}
