/// Moving rows and cells.
extension Grid {
  /// The rows of a region go up by one. With history the top row goes there, wherever the region begins.
  mutating func regionUp(_ top: Int, _ bottom: Int, _ blank: PackedCell) {
    guard history.isEnabled else { return moveLines(to: top, from: top + 1, count: bottom - top, blank) }
    guard top >= 0, top <= bottom, bottom < rows else { return }
    history.push(historyLine(top))
    let first = order[top]
    var span = order.mutableSpan
    var row = top
    while row < bottom {
      span[row] = span[row &+ 1]
      row &+= 1
    }
    span[bottom] = first
    emptyRow(bottom, blank)
    markMoved(top, bottom)
  }

  mutating func regionDown(_ top: Int, _ bottom: Int, _ blank: PackedCell) {
    moveLines(to: top + 1, from: top, count: bottom - top, blank)
  }

  /// Moves rows. Rows left behind become blank, rows moved onto are lost, the rows above lose their wrapped flags.
  mutating func moveLines(to target: Int, from source: Int, count: Int, _ blank: PackedCell) {
    guard count > 0, target != source, target >= 0, source >= 0 else { return }
    guard target + count <= rows, source + count <= rows else { return }
    setWrapped(target - 1, false)
    let low = min(target, source)
    let high = max(target, source) + count
    let distance = abs(target - source)
    if distance < count {
      rotate(low, high, leftBy: target < source ? distance : high - low - distance)
    } else {
      for line in 0..<count { order.swapAt(target + line, source + line) }
    }
    for row in source..<source + count where row < target || row >= target + count { emptyRow(row, blank) }
    markMoved(low, high - 1)
    if source < target || source >= target + count { setWrapped(source - 1, false) }
  }

  private mutating func rotate(_ low: Int, _ high: Int, leftBy count: Int) {
    order[low..<low + count].reverse()
    order[low + count..<high].reverse()
    order[low..<high].reverse()
  }

  private mutating func markMoved(_ top: Int, _ bottom: Int) {
    version &+= 1
    if top == 0, bottom == rows - 1 {
      movedVersion = version
    } else {
      for row in top...bottom { states[order[row]].version = version }
    }
  }

  /// Moves cells inside a row. Only cells moved from and not moved onto are erased.
  mutating func moveCells(_ row: Int, to target: Int, from source: Int, count: Int, _ blank: PackedCell) {
    guard count > 0, target != source, target >= 0, source >= 0 else { return }
    guard target + count <= columns, source + count <= columns else { return }
    let slot = order[row]
    expand(slot: slot, to: source + count)
    expand(slot: slot, to: target + count)
    let base = slot * stride
    if target < source {
      for at in 0..<count { cells[base + target + at] = cells[base + source + at] }
    } else {
      for at in (0..<count).reversed() { cells[base + target + at] = cells[base + source + at] }
    }
    states[slot].used = max(states[slot].used, target + count)
    for column in source..<source + count where column < target || column >= target + count {
      cells[base + column] = blank.bits
    }
    touch(slot: slot)
  }
}
