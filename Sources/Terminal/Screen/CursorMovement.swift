/// Where the cursor goes. Columns run to `columns`, one past the last: there the next character wraps.
extension Terminal {
  var w: Int { grid.columns }
  var h: Int { grid.rows }

  mutating func setColumn(_ column: Int) { cx = column > w || column < 0 ? w - 1 : column }
  mutating func setRow(_ row: Int) { cy = row > h - 1 || row < 0 ? h - 1 : row }

  /// Absolute movement (CUP, HPA, VPA, DECRC). Origin mode moves rows only.
  mutating func moveCursor(column: Int?, row: Int?, withOrigin: Bool) {
    if let column { setColumn(min(column, w - 1)) }
    if var row {
      if withOrigin, storedModes.contains(.origin) { row = row > bottom - top ? bottom : row + top }
      setRow(min(row, h - 1))
    }
  }

  mutating func cursorUp(_ count: Int) {
    let most = cy < top ? cy : cy - top
    if cx == w { cx = w - 1 }
    setRow(cy - min(count, most))
  }

  mutating func cursorDown(_ count: Int) {
    let most = cy > bottom ? h - 1 - cy : bottom - cy
    if cx == w { cx = w - 1 }
    setRow(cy + min(count, most))
  }

  mutating func cursorForward(_ count: Int) { cx = min(cx + count, w - 1) }
  mutating func cursorBackward(_ count: Int) { cx -= min(count, cx) }

  /// LF, IND and wrapping: down, or at the bottom of the region the region goes up. The column stays.
  mutating func lineFeed(wraps: Bool, _ blank: PackedCell) {
    if wraps { grid.setWrapped(cy, true) }
    if cy == bottom {
      grid.regionUp(top, bottom, blank)
    } else if cy < h - 1 {
      cy += 1
    }
  }

  /// RI.
  mutating func reverseIndex() {
    if cy == top {
      grid.regionDown(top, bottom, eraseBlank())
    } else if cy > 0 {
      cy -= 1
    }
  }

  /// DECSTBM. tmux: ignored unless at least two rows high, else the cursor goes home, to 0,0 in origin mode too.
  mutating func setRegion(_ first: Int, _ last: Int) {
    let first = min(first, h - 1)
    let last = min(last, h - 1)
    guard first < last else { return }
    cx = 0
    cy = 0
    top = first
    bottom = last
  }

  /// BS. tmux: from column 0 back to the end of a row that wrapped into this one.
  mutating func backspace() {
    if cx > 0 {
      cx -= 1
    } else if cy > 0, grid.state(cy - 1).isWrapped {
      cy -= 1
      cx = w - 1
    }
  }

  /// DECSC.
  mutating func saveCursor() {
    // It is known if what is saved is.
    if unknown.isDisjoint(with: [.pen, .charsets]) {
      unknown.remove(.savedCursor)
    } else {
      unknown.insert(.savedCursor)
    }
    saved = SavedCursor(
      pen: pen, charsets: charsets, cx: cx, cy: cy, isOrigin: storedModes.contains(.origin))
  }

  /// DECRC. Pending wrap is lost.
  mutating func restoreCursor() {
    pen = saved.pen
    penCache.isStale = true
    charsets = saved.charsets
    set(.origin, saved.isOrigin)
    moveCursor(column: saved.cx, row: saved.cy, withOrigin: false)
    if unknown.contains(.savedCursor) {
      // With the place come the pen and the charsets that were saved there.
      unknown.formUnion([.pen, .charsets])
      guesses.used.insert(.savedCursor)
      guesses.shown.insert(.savedCursor)
    } else {
      unknown.subtract([.pen, .charsets])
    }
  }

  /// Pen, charsets and the saved cursor back to their defaults (RIS, and a string that timed out). tmux forgets to
  /// reset the saved origin mode.
  mutating func resetPen() {
    pen = .default
    penCache.isStale = true
    charsets = Charsets()
    saved = SavedCursor(isOrigin: saved.isOrigin)
    unknown.subtract([.pen, .charsets, .savedCursor])
  }
}
