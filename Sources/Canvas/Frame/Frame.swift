public import Terminal

/// A whole screen as it shall look: what does not fit is cut at its edges.
public struct Frame: Equatable, Sendable {
  public struct Position: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  public let columns: Int
  public let rows: Int
  /// Where the cursor stands; nil: it is not shown, as it is for a place outside.
  public var cursor: Position? {
    didSet {
      guard let place = cursor else { return }
      if !(0..<rows).contains(place.row) || !(0..<columns).contains(place.column) { cursor = nil }
    }
  }
  private var cells: [Cell]

  /// The right half of a wide character.
  private static let right = Cell(text: "", width: 0, style: .default)

  /// Blank. A size is brought into 1…1000.
  public init(columns: Int, rows: Int) {
    self.columns = min(max(columns, 1), 1000)
    self.rows = min(max(rows, 1), 1000)
    cells = Array(repeating: .blank, count: self.columns * self.rows)
  }

  /// Row by row from the top; blank where nothing was put.
  public subscript(row: Int) -> ArraySlice<Cell> {
    guard (0..<rows).contains(row) else { return [] }
    return cells[row * columns..<(row + 1) * columns]
  }

  /// The text of a row, without the blanks at its end.
  public func text(row: Int) -> String {
    var text = Substring(self[row].map(\.text).joined())
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The same with the signs of ``PlainSigns`` in ASCII.
  public var inASCII: Frame {
    var frame = self
    for place in cells.indices where cells[place].width == 1 && cells[place].text.utf8.count > 1 {
      frame.cells[place].text = PlainSigns.text(cells[place].text)
    }
    return frame
  }

  /// Lays text over what is there.
  ///
  /// - Parameter width: at most so many columns of it, with `…` where it was cut; nil: up to the edge.
  /// - Returns: the column behind it.
  @discardableResult
  public mutating func put(_ text: StyledText, row: Int, column: Int = 0, width: Int? = nil) -> Int {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return column }
    var place = column
    for cell in text.cut(to: min(width ?? columns, columns - column)).cells {
      set(cell, row, place)
      place += cell.width
    }
    return place
  }

  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int = 0, style: Style = .default, width: Int? = nil
  ) -> Int {
    put(StyledText(text, style), row: row, column: column, width: width)
  }

  private mutating func set(_ cell: Cell, _ row: Int, _ column: Int) {
    guard cell.width > 0, column >= 0, column + cell.width <= columns else { return }
    let start = row * columns
    // Half of a wide character is none.
    if cells[start + column].width == 0, column > 0 { cells[start + column - 1] = .blank }
    let end = column + cell.width
    if end < columns, cells[start + end].width == 0 { cells[start + end] = .blank }
    cells[start + column] = cell
    for place in column + 1..<max(column + 1, end) { cells[start + place] = Self.right }
  }
}
