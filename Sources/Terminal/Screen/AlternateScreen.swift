extension Terminal {
  /// ?47, ?1047, ?1049. Cursor, modes, region and saved cursor are shared by both screens and stay.
  mutating func enterAlternate(savingCursor: Bool) {
    guard allowsAlternateScreen, alternate.main == nil else { return }
    if savingCursor { alternate.cursor = (cx, cy) }
    alternate.pen = pen
    var fresh = Grid(columns: w, rows: h, history: grid.history, version: grid.version)
    fresh.history.isEnabled = false
    fresh.setWrapped(-1, false)
    alternate.main = grid
    grid = fresh
    events.append(.alternateScreen(true))
  }

  /// tmux: ?1049l restores the cursor and pen of the last ?1049h even where the alternate screen is not on.
  /// Where the size has changed meanwhile, tmux goes back to the old one first, and with the saved rows to the new one.
  mutating func leaveAlternate(restoringCursor: Bool) {
    guard allowsAlternateScreen else { return }
    let size = (columns: w, rows: h)
    if let main = alternate.main, main.columns != w || main.rows != h {
      change(columns: main.columns, rows: main.rows, rewraps: !rules.is37)
    }
    if restoringCursor, let cursor = alternate.cursor {
      cx = cursor.cx
      cy = cursor.cy
      pen = alternate.pen
      penCache.isStale = true
    }
    if var main = alternate.main {
      // ED 3 inside the alternate screen drops the history of both.
      let isEnabled = main.history.isEnabled
      main.history = grid.history
      main.history.isEnabled = isEnabled
      main.version = grid.version &+ 1
      main.movedVersion = main.version
      grid = main
      alternate.main = nil
      if size.columns != w || size.rows != h { change(columns: size.columns, rows: size.rows, rewraps: true) }
      events.append(.alternateScreen(false))
    }
    cx = min(cx, w - 1)
    cy = min(cy, h - 1)
  }
}
