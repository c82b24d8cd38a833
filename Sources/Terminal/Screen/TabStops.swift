/// Tab stops and the two tabs, HT and CBT.
extension Terminal {
  mutating func resetTabStops() {
    tabStops = Array(repeating: false, count: w)
    for column in stride(from: 8, to: w, by: 8) { tabStops[column] = true }
  }

  func isTabStop(_ column: Int) -> Bool { column >= 0 && column < tabStops.count && tabStops[column] }

  mutating func setTabStop(_ column: Int, _ isOn: Bool) {
    if column >= 0, column < tabStops.count { tabStops[column] = isOn }
  }

  /// The column a tab from `column` goes to: the next stop, or the last column.
  func nextTabStop(after column: Int) -> Int {
    var column = column
    repeat { column += 1 } while !isTabStop(column) && column < w - 1
    return column
  }

  /// HT. Draws nothing up to tmux 3.5; from 3.6 on a tab over blank cells that look alike becomes one tab cell.
  mutating func horizontalTab() {
    guard cx < w - 1 else { return }
    let target = nextTabStop(after: cx)
    let count = target - cx
    guard rules.is36, count <= 32, isUniformlyBlank(from: cx, to: target) else {
      cx = target
      return
    }
    let found = grid.get(cx, cy)
    let style = UInt64(found.style) << 32 | (found.bits & PackedCell.acsBit)
    printCell(Glyph(point: UInt32(count), width: count, isTab: true, bits: style))
  }

  private func isUniformlyBlank(from start: Int, to end: Int) -> Bool {
    // The extended and cleared bits are of storage only; the underline colour is not compared.
    let first = grid.get(start, cy)
    let look = styles[Int(first.style)]
    for column in start..<end {
      let cell = grid.get(column, cy)
      if cell.content != 0x20 || cell.isCluster || cell.width != 1 || cell.isPadding || cell.isTab { return false }
      if cell.isLineDrawing != first.isLineDrawing { return false }
      if cell.style == first.style { continue }
      let other = styles[Int(cell.style)]
      if other.attributes != look.attributes || other.foreground != look.foreground
        || other.background != look.background
      {
        return false
      }
    }
    return true
  }

  /// CBT.
  mutating func backTab(_ count: Int) {
    var column = min(cx, w - 1)
    var left = count
    while column > 0, left > 0 {
      left -= 1
      column -= 1
      while column > 0, !isTabStop(column) { column -= 1 }
    }
    cx = column
  }
}
