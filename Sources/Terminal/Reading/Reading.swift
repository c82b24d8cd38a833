/// Where the cursor is, from 0.
public struct Cursor: Sendable, Hashable {
  /// 0…columns. Equal to columns after a character was printed in the last column (pending wrap), as tmux tells it;
  /// more than that only as long as the program has not moved it after a resize.
  public var column: Int
  public var row: Int
  public var isVisible: Bool

  public init(column: Int, row: Int, isVisible: Bool) {
    self.column = column
    self.row = row
    self.isVisible = isVisible
  }
}

/// One cell as a reader sees it.
public struct Cell: Sendable, Hashable {
  /// A space where nothing was printed; empty for the right part of a wide character.
  public var text: String
  /// Columns: 1 or 2, more for a tab of tmux 3.6, 0 for padding.
  public var width: Int
  public var style: Style

  public init(text: String, width: Int, style: Style) {
    self.text = text
    self.width = width
    self.style = style
  }

  public static let blank = Cell(text: " ", width: 1, style: .default)
}

extension Terminal {
  public var columns: Int { grid.columns }
  public var rows: Int { grid.rows }

  public var cursor: Cursor {
    Cursor(column: cx, row: cy, isVisible: storedModes.contains(.cursorVisible))
  }

  public var modes: Modes { storedModes }

  /// The scroll region, rows from 0.
  public var scrollRegion: ClosedRange<Int> { top...max(top, bottom) }

  /// Columns with a tab stop, ascending.
  public var tabStopColumns: [Int] { tabStops.indices.filter { tabStops[$0] } }

  /// Lines above the screen.
  public var historySize: Int { grid.history.size }

  /// The alternate screen is on.
  public var isAlternate: Bool { alternate.main != nil }

  /// Between ?2026h and ?2026l: the program is in the middle of a picture.
  public var isSynchronizing: Bool { storedModes.contains(.synchronizedUpdate) }

  /// In the middle of a picture that is not older than tmux 3.7 lets one become, one second. The time is that of
  /// `feed`; an update that began without one does not end by itself.
  public func isDrawing(at nanoseconds: UInt64) -> Bool {
    guard isSynchronizing else { return false }
    guard let began = updateBegan, nanoseconds >= began else { return true }
    return nanoseconds - began < Self.updateLimit
  }

  /// The longest synchronized update, in nanoseconds.
  public static let updateLimit: UInt64 = 1_000_000_000

  /// The last title the program set, or a seed brought; "" at the start.
  public var title: String { currentTitle ?? "" }

  /// A title was ever set. Without one tmux shows the name of the host.
  public var hasTitle: Bool { currentTitle != nil }

  public mutating func setTitle(_ text: String) {
    if currentTitle != text { grid.version &+= 1 }
    currentTitle = text
  }

  /// Rises with every change that can be seen: cells, cursor, modes, title, size.
  public var version: UInt64 { grid.version }

  /// The `version` at which a row last changed or moved; 0 off the screen.
  public func rowVersion(_ row: Int) -> UInt64 {
    row >= 0 && row < h ? grid.rowVersion(row) : 0
  }

  /// The rows that changed or moved after `version` had that value, from the top.
  public func rows(changedSince version: UInt64) -> [Int] {
    grid.version > version ? (0..<h).filter { grid.rowVersion($0) > version } : []
  }

  /// The row continues in the next one: the text was too long for it.
  public func isWrapped(row: Int) -> Bool {
    row >= 0 && row < h && grid.state(row).isWrapped
  }

  /// The text of a row without trailing blanks.
  public func text(row: Int) -> String { text(row: row, trimmed: true) }

  /// The text of a row as `capture-pane -p` prints it, untrimmed as with `-N`: up to the last cell ever written.
  /// A tab of tmux 3.6 reads as spaces.
  public func text(row: Int, trimmed: Bool) -> String {
    guard row >= 0, row < h else { return "" }
    var bytes: [UInt8] = []
    let end = min(grid.state(row).used, w)
    bytes.reserveCapacity(end)
    for column in 0..<end {
      let cell = grid.get(column, row)
      if cell.isPadding { continue }
      if !cell.isCluster, !cell.isTab, cell.content < 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: cell.content))
      } else {
        bytes.append(contentsOf: visibleBytes(of: cell))
      }
    }
    if trimmed { while bytes.last == 0x20 { bytes.removeLast() } }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// glibc decodes numbers above U+10FFFF and tmux keeps them; Unicode has no such characters.
  private func visibleBytes(of cell: PackedCell) -> [UInt8] {
    let isBeyond = !cell.isCluster && !cell.isTab && cell.content > 0x10_FFFF
    return isBeyond ? encodeUTF8(0xFFFD) : bytes(of: cell)
  }

  /// A cell; a blank one off the screen.
  public func cell(row: Int, column: Int) -> Cell {
    guard row >= 0, row < h, column >= 0, column < w else { return .blank }
    let cell = grid.get(column, row)
    let style = styles[Int(cell.style)].style(lineDrawing: cell.isLineDrawing)
    let text = cell.isPadding ? "" : String(decoding: visibleBytes(of: cell), as: UTF8.self)
    return Cell(text: text, width: cell.width, style: style)
  }

  /// Cells of a row that were ever written; tmux prints the row up to here.
  public func usedColumns(row: Int) -> Int {
    row >= 0 && row < h ? min(grid.state(row).used, w) : 0
  }

  /// What the program said since the last call, oldest first; at most 256, older ones are dropped.
  public mutating func drainEvents() -> [Event] { events.drain() }
}
