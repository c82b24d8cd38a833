/// What belongs to a row besides its cells.
struct RowState: Sendable, Equatable {
  /// One more than the last column ever written; erasing does not lower it. tmux prints a row up to here.
  var used = 0
  /// Cells with storage. Beyond, a row reads as default blanks.
  var stored = 0
  /// The text goes on in the next row.
  var isWrapped = false
  /// `Grid.version` when the row last changed.
  var version: UInt64 = 0
}

/// The cells of a screen: one flat array of row slots and the order in which the slots are shown, so that scrolling
/// moves numbers instead of cells. All rows and columns below are those of the screen, from 0.
struct Grid: Sendable {
  let columns: Int
  let rows: Int
  /// Cells from one slot to the next. More than `columns` after the alternate screen became narrower: tmux keeps what
  /// lies beyond the edge until the row is written anew.
  let stride: Int
  var cells: [UInt64]
  /// The slot shown in each row.
  var order: [Int]
  /// By slot.
  var states: [RowState]
  var history: History
  /// Rises with every change of a cell.
  var version: UInt64
  /// `version` when the whole screen last moved.
  var movedVersion: UInt64

  init(columns: Int, rows: Int, stride: Int? = nil, history: History, version: UInt64) {
    // tmux writes up to two cells beyond the edge: a wide character into a pane of one column, a character that is
    // widened in the last column. They are never shown, but later text looks at them.
    let stride = max(stride ?? columns, columns + 2)
    self.columns = columns
    self.rows = rows
    self.stride = stride
    self.history = history
    self.version = version &+ 1
    movedVersion = version &+ 1
    cells = Array(repeating: PackedCell.blank.bits, count: stride * rows)
    order = Array(0..<rows)
    states = Array(repeating: RowState(), count: rows)
  }

  @inline(__always)
  mutating func touch(slot: Int) {
    version &+= 1
    states[slot].version = version
  }

  func state(_ row: Int) -> RowState { states[order[row]] }

  /// A copy of a row.
  func line(_ row: Int) -> Line {
    let slot = order[row]
    let state = states[slot]
    let start = slot &* stride
    return Line(
      cells: Array(cells[start..<start &+ state.stored]), used: state.used, isWrapped: state.isWrapped)
  }

  /// The row for the history, where lines are kept.
  func historyLine(_ row: Int) -> Line? { history.keepsLines ? line(row) : nil }

  /// Replaces a row.
  mutating func put(_ line: Line, row: Int) {
    let slot = order[row]
    let count = min(line.cells.count, stride)
    let start = slot &* stride
    for at in 0..<count { cells[start &+ at] = line.cells[at] }
    states[slot].stored = count
    states[slot].used = min(line.used, count)
    states[slot].isWrapped = line.isWrapped
    touch(slot: slot)
  }

  func rowVersion(_ row: Int) -> UInt64 { max(states[order[row]].version, movedVersion) }

  /// Row -1 is the newest line of the history.
  mutating func setWrapped(_ row: Int, _ isWrapped: Bool) {
    if row == -1 { return history.setNewestWrapped(isWrapped) }
    guard row >= 0, row < rows else { return }
    let slot = order[row]
    if states[slot].isWrapped != isWrapped {
      states[slot].isWrapped = isWrapped
      touch(slot: slot)
    }
  }

  // MARK: Cells

  @inline(__always)
  func get(_ column: Int, _ row: Int) -> PackedCell {
    let slot = order[row]
    guard column >= 0, column < states[slot].stored else { return .blank }
    return PackedCell(bits: cells[slot &* stride &+ column])
  }

  /// Writes a cell; the extended bit of the place stays. A cell beyond the stride is not kept, but the row counts as
  /// written up to there.
  @inline(__always)
  mutating func set(_ column: Int, _ row: Int, _ cell: PackedCell) {
    guard column >= 0 else { return }
    let slot = order[row]
    guard column < stride else { return useWhole(slot: slot) }
    if column >= states[slot].stored { expand(slot: slot, to: column &+ 1) }
    if column >= states[slot].used { states[slot].used = column &+ 1 }
    let at = slot &* stride &+ column
    cells[at] = cell.bits | (cells[at] & PackedCell.extendedBit)
    touch(slot: slot)
  }

  private mutating func useWhole(slot: Int) {
    expand(slot: slot, to: columns)
    states[slot].used = max(states[slot].used, columns)
    touch(slot: slot)
  }

  /// Gives a row storage for `count` cells. tmux grows it by quarter, half and whole rows; how much there is
  /// decides later what an erase touches.
  mutating func expand(slot: Int, to count: Int) {
    let stored = states[slot].stored
    guard count > stored else { return }
    let wanted = count < columns / 4 ? columns / 4 : count < columns / 2 ? columns / 2 : max(columns, count)
    guard wanted <= stride else { return }
    fill(slot: slot, from: stored, to: wanted, .cleared)
    states[slot].stored = wanted
  }

  mutating func fill(slot: Int, from start: Int, to end: Int, _ cell: PackedCell) {
    guard start < end, end <= stride else { return }
    let base = slot &* stride
    var all = cells.mutableSpan
    for at in base &+ start..<base &+ end { all[at] = cell.bits }
  }

  // MARK: Erasing

  /// Makes a row new and blank.
  mutating func emptyRow(_ row: Int, _ blank: PackedCell) {
    let slot = order[row]
    version &+= 1
    states[slot] = RowState(version: version)
    if blank != .cleared {
      fill(slot: slot, from: 0, to: columns, blank)
      states[slot].stored = columns
    }
  }

  /// Erases `count` cells of a row. With the default background only storage that exists is touched.
  mutating func clear(_ column: Int, _ row: Int, count: Int, _ blank: PackedCell) {
    guard count > 0, column >= 0 else { return }
    if column == 0, count == columns { return clearLines(row, count: 1, blank) }
    let slot = order[row]
    var end = min(column + count, columns)
    if blank == .cleared {
      let stored = states[slot].stored
      if column > stored { return }
      end = min(end, stored)
    }
    guard column < end else { return }
    expand(slot: slot, to: end)
    fill(slot: slot, from: column, to: end, blank)
    touch(slot: slot)
  }

  /// Erases whole rows. tmux: the row above loses its wrapped flag, even where a negative count erases nothing.
  mutating func clearLines(_ row: Int, count: Int, _ blank: PackedCell) {
    guard count != 0 else { return }
    if count > 0 {
      for line in max(row, 0)..<max(min(row + count, rows), max(row, 0)) { emptyRow(line, blank) }
    }
    setWrapped(row - 1, false)
  }

  mutating func clearAll(_ blank: PackedCell) { clearLines(0, count: rows, blank) }

  /// ED 2 of a screen with history: what was written goes there, the rest is erased.
  mutating func clearIntoHistory(_ blank: PackedCell) {
    var written = 0
    for row in 0..<rows where states[order[row]].used > 0 { written = row + 1 }
    for row in 0..<written { history.push(historyLine(row)) }
    if written > 0 { history.scrolled = 0 }
    for row in 0..<rows { emptyRow(row, blank) }
    if written < rows { setWrapped(-1, false) }
  }
}
