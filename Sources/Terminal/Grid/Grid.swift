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

/// The lines tmux keeps above the screen. The model counts them and holds none.
struct HistoryCounters: Sendable, Equatable {
  /// Lines go to the history (history-limit is not 0 and the alternate screen is off).
  var isEnabled: Bool
  let limit: Int
  var size = 0
  /// Those that would come back if the screen grew taller.
  var scrolled = 0

  init(limit: Int) {
    self.limit = limit
    isEnabled = limit != 0
  }

  /// One more line. tmux: at the limit, a tenth of the lines go at once.
  mutating func push() {
    if size > 0, size >= limit {
      size -= min(max(limit / 10, 1), size)
      scrolled = min(scrolled, size)
    }
    size += 1
    scrolled += 1
  }

  mutating func clear() {
    size = 0
    scrolled = 0
  }
}

/// The cells of a screen: one flat array of row slots and the order in which the slots are shown, so that scrolling
/// moves numbers instead of cells. All rows and columns below are those of the screen, from 0.
struct Grid: Sendable {
  let columns: Int
  let rows: Int
  var cells: [UInt64]
  /// The slot shown in each row.
  var order: [Int]
  /// By slot.
  var states: [RowState]
  var history: HistoryCounters
  /// Rises with every change of a cell.
  var version: UInt64
  /// `version` when the whole screen last moved.
  var movedVersion: UInt64

  init(columns: Int, rows: Int, history: HistoryCounters, version: UInt64) {
    self.columns = columns
    self.rows = rows
    self.history = history
    self.version = version &+ 1
    movedVersion = version &+ 1
    cells = Array(repeating: PackedCell.blank.bits, count: columns * rows)
    order = Array(0..<rows)
    states = Array(repeating: RowState(), count: rows)
  }

  @inline(__always)
  mutating func touch(slot: Int) {
    version &+= 1
    states[slot].version = version
  }

  func state(_ row: Int) -> RowState { states[order[row]] }

  func rowVersion(_ row: Int) -> UInt64 { max(states[order[row]].version, movedVersion) }

  mutating func setWrapped(_ row: Int, _ isWrapped: Bool) {
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
    return PackedCell(bits: cells[slot &* columns &+ column])
  }

  /// Writes a cell; the extended bit of the place stays. A column off the screen is ignored.
  @inline(__always)
  mutating func set(_ column: Int, _ row: Int, _ cell: PackedCell) {
    guard column >= 0, column < columns else { return }
    let slot = order[row]
    if column >= states[slot].stored { expand(slot: slot, to: column &+ 1) }
    if column >= states[slot].used { states[slot].used = column &+ 1 }
    let at = slot &* columns &+ column
    cells[at] = cell.bits | (cells[at] & PackedCell.extendedBit)
    touch(slot: slot)
  }

  /// Gives a row storage for `count` cells. tmux grows it by quarter, half and whole rows; how much there is
  /// decides later what an erase touches.
  mutating func expand(slot: Int, to count: Int) {
    let stored = states[slot].stored
    guard count > stored else { return }
    let wanted = count < columns / 4 ? columns / 4 : count < columns / 2 ? columns / 2 : columns
    fill(slot: slot, from: stored, to: wanted, .cleared)
    states[slot].stored = wanted
  }

  mutating func fill(slot: Int, from start: Int, to end: Int, _ cell: PackedCell) {
    guard start < end, end <= columns else { return }
    let base = slot &* columns
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

  mutating func clearAll(_ blank: PackedCell) {
    for row in 0..<rows { emptyRow(row, blank) }
  }

  /// ED 2 of a screen with history: what was written goes there, the rest is erased.
  mutating func clearIntoHistory(_ blank: PackedCell) {
    var written = 0
    for row in 0..<rows where states[order[row]].used > 0 { written = row + 1 }
    for _ in 0..<written { history.push() }
    if written > 0 { history.scrolled = 0 }
    clearAll(blank)
  }
}
