/// Erasing, inserting and deleting. None of these repairs the halves of a wide character it cuts.
extension Terminal {
  /// ED 2, RIS, DECCOLM.
  mutating func clearScreen(_ blank: PackedCell) {
    events.append(.screenCleared)
    if grid.history.isEnabled { grid.clearIntoHistory(blank) } else { grid.clearAll(blank) }
  }

  /// ED.
  mutating func eraseDisplay(_ kind: Int) {
    let blank = eraseBlank()
    switch kind {
    case 0:
      // tmux: from the home position it is ED 2, so that the picture reaches the history.
      if cx == 0, cy == 0, grid.history.isEnabled {
        grid.clearIntoHistory(blank)
      } else {
        if cx <= w - 1 { grid.clear(cx, cy, count: w - cx, blank) }
        grid.clearLines(cy + 1, count: h - cy - 1, blank)
      }
    case 1:
      if cy > 0 { grid.clearLines(0, count: cy, blank) }
      grid.clear(0, cy, count: cx > w - 1 ? w : cx + 1, blank)
    case 2: clearScreen(blank)
    case 3:
      if parameters.get(1, minimum: 0, fallback: 0) == 0 {
        grid.history.clear()
        events.append(.screenCleared)
      }
    default: break
    }
  }

  /// EL. At pending wrap EL 0 erases nothing.
  mutating func eraseLine(_ kind: Int) {
    let blank = eraseBlank()
    switch kind {
    case 0:
      if cx == 0 {
        clearLine(blank)
      } else if cx <= w - 1, !(blank == .cleared && cx >= grid.state(cy).stored) {
        grid.clear(cx, cy, count: w - cx, blank)
      }
    case 1:
      if cx >= w - 1 { clearLine(blank) } else { grid.clear(0, cy, count: cx + 1, blank) }
    case 2: clearLine(blank)
    default: break
    }
  }

  /// tmux: an untouched row is left alone, and with it the wrapped flag of the row above.
  private mutating func clearLine(_ blank: PackedCell) {
    if grid.state(cy).stored == 0, blank == .cleared { return }
    grid.clearLines(cy, count: 1, blank)
  }

  /// ICH. tmux: cells neither moved from nor moved onto keep their text when `count` is over half of the rest.
  mutating func insertCharacters(_ count: Int) {
    let count = min(count, w - cx)
    if count > 0, cx <= w - 1 { insertBlanks(count, eraseBlank()) }
  }

  mutating func insertBlanks(_ count: Int, _ blank: PackedCell) {
    if cx >= w - 1 {
      grid.clear(cx, cy, count: 1, blank)
    } else {
      grid.moveCells(cy, to: cx + count, from: cx, count: w - cx - count, blank)
    }
  }

  /// DCH.
  mutating func deleteCharacters(_ count: Int) {
    let count = min(count, w - cx)
    guard count > 0, cx <= w - 1 else { return }
    let blank = eraseBlank()
    grid.moveCells(cy, to: cx, from: cx + count, count: w - cx - count, blank)
    grid.clear(w - count, cy, count: cx + count - (w - count), blank)
  }

  /// ECH.
  mutating func eraseCharacters(_ count: Int) {
    let count = min(count, w - cx)
    if count > 0, cx <= w - 1 { grid.clear(cx, cy, count: count, eraseBlank()) }
  }

  /// IL. Outside the region tmux moves to the end of the screen, and a count over half of the rows left there
  /// leaves rows between as they were.
  mutating func insertLines(_ count: Int) {
    let blank = eraseBlank()
    if cy < top || cy > bottom {
      let count = min(count, h - cy)
      return grid.moveLines(to: cy + count, from: cy, count: h - cy - count, blank)
    }
    let count = min(count, bottom + 1 - cy)
    let kept = bottom + 1 - cy - count
    grid.moveLines(to: bottom + 1 - kept, from: cy, count: kept, blank)
    grid.clearLines(cy + kept, count: count - kept, blank)
  }

  /// DL.
  mutating func deleteLines(_ count: Int) {
    let blank = eraseBlank()
    let end = cy < top || cy > bottom ? h : bottom + 1
    let count = min(count, end - cy)
    let kept = end - cy - count
    grid.moveLines(to: cy, from: cy + count, count: kept, blank)
    // The rows left free, minus those the move has blanked; a negative count still drops a wrapped flag.
    grid.clearLines(cy + kept, count: count - kept, blank)
  }

  /// SU.
  mutating func scrollUp(_ count: Int) {
    let blank = eraseBlank()
    for _ in 0..<min(count, bottom - top + 1) { grid.regionUp(top, bottom, blank) }
  }

  /// SD.
  mutating func scrollDown(_ count: Int) {
    let blank = eraseBlank()
    for _ in 0..<min(count, bottom - top + 1) { grid.regionDown(top, bottom, blank) }
  }

  /// DECALN: every cell an E in the default style, the region whole again.
  mutating func alignmentPattern() {
    let cell = PackedCell(content: 0x45, kind: .single, style: 0, flags: 0)
    for row in 0..<h { for column in 0..<w { grid.set(column, row, cell) } }
    cx = 0
    cy = 0
    top = 0
    bottom = h - 1
  }
}
