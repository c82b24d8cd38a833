public import Terminal

/// Text in the cells that it takes, each with its style: measured once, then cut, put together and laid into a frame.
///
/// Nothing in it can act on a terminal: control characters and what cannot be printed are left out.
public struct StyledText: Hashable, Sendable {
  /// Each 1 or 2 columns wide; nothing stands for the right half of a wide one.
  public private(set) var cells: [Cell]

  /// tmux keeps so many bytes in a cell.
  private static let clusterLimit = 21
  private static let widths = CellWidths()

  public init(_ text: String = "", _ style: Style = .default) {
    cells = []
    for scalar in text.unicodeScalars { add(scalar, style) }
  }

  public init(_ cells: some Sequence<Cell>) {
    self.cells = []
    for cell in cells where cell.width > 0 { add(cell) }
  }

  public var width: Int { cells.reduce(0) { $0 + $1.width } }

  public var isEmpty: Bool { cells.isEmpty }

  /// The text without its styles.
  public var text: String { cells.map(\.text).joined() }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var both = left
    both.cells += right.cells
    return both
  }

  public static func += (left: inout StyledText, right: StyledText) { left.cells += right.cells }

  /// At most so many columns of it, with `…` where something was cut.
  public func cut(to columns: Int) -> StyledText {
    guard width > columns else { return self }
    guard columns > 0 else { return StyledText() }
    var (kept, used) = ([Cell](), 0)
    for cell in cells {
      guard used + cell.width < columns else { break }
      kept.append(cell)
      used += cell.width
    }
    let style = kept.last?.style ?? cells.first?.style ?? .default
    kept.append(Cell(text: "…", width: 1, style: style))
    var text = StyledText()
    text.cells = kept
    return text
  }

  /// As many columns of it as there is room for, without any sign that there was more.
  public func clipped(to columns: Int) -> StyledText {
    var used = 0
    return StyledText(
      kept: Array(
        cells.prefix { cell in
          used += cell.width
          return used <= columns
        }))
  }

  /// Filled up with blanks at the end, or cut.
  public func fitted(to columns: Int, _ style: Style = .default) -> StyledText {
    let text = cut(to: columns)
    return text + StyledText(String(repeating: " ", count: max(0, columns - text.width)), style)
  }

  /// In rows of at most so many columns, broken at blanks where there are any.
  public func wrapped(to columns: Int) -> [StyledText] {
    guard columns > 0 else { return [] }
    var rows: [StyledText] = []
    var row: [Cell] = []
    var used = 0
    for cell in cells {
      if used + cell.width > columns {
        var rest: [Cell] = []
        if cell.text != " ", let blank = row.lastIndex(where: { $0.text == " " }), blank > 0 {
          rest = Array(row[(blank + 1)...])
          row.removeSubrange(blank...)
        }
        rows.append(StyledText(kept: row))
        (row, used) = (rest, rest.reduce(0) { $0 + $1.width })
        if cell.text == " ", row.isEmpty { continue }
      }
      guard cell.width <= columns else { continue }
      row.append(cell)
      used += cell.width
    }
    if !row.isEmpty || rows.isEmpty { rows.append(StyledText(kept: row)) }
    return rows
  }

  /// All of it in another style.
  public func styled(_ style: Style) -> StyledText {
    StyledText(kept: cells.map { Cell(text: $0.text, width: $0.width, style: style) })
  }

  /// Changed in style, cell by cell.
  public func restyled(_ change: (inout Style) -> Void) -> StyledText {
    StyledText(
      kept: cells.map { cell in
        var cell = cell
        change(&cell.style)
        return cell
      })
  }

  private init(kept: [Cell]) { cells = kept }

  private mutating func add(_ scalar: Unicode.Scalar, _ style: Style) {
    switch scalar.value {
    // Two of them make a flag in some terminals and in others not: the letters are the same everywhere.
    case 0x1F1E6...0x1F1FF:
      return add(Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + UInt8(ascii: "A")), style)
    // Tones of skin, joiners and selectors change the width of what stands before them, differently everywhere.
    case 0x1F3FB...0x1F3FF, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE0FFF:
      return
    case 0x09: return add(" ", style)
    default: break
    }
    guard let width = Self.widths.width(scalar) else { return }
    if width > 0 { return cells.append(Cell(text: String(scalar), width: width, style: style)) }
    // A mark needs something to stand on.
    guard let last = cells.indices.last, cells[last].text != " ",
      cells[last].text.utf8.count + scalar.utf8.count <= Self.clusterLimit
    else { return }
    cells[last].text.unicodeScalars.append(scalar)
  }

  /// A cell of a screen: its text as if it were typed, and what a terminal calls line drawing as the lines themselves.
  private mutating func add(_ cell: Cell) {
    var style = cell.style
    var text = cell.text
    if style.attributes.contains(.lineDrawing) {
      text = String(String.UnicodeScalarView(text.unicodeScalars.map { LineDrawing.characters[$0] ?? $0 }))
      style.attributes.remove(.lineDrawing)
    }
    let before = cells.count
    for scalar in text.unicodeScalars { add(scalar, style) }
    // Its place is kept, whatever became of its text.
    let missing = min(cell.width, 8) - cells[before...].reduce(0) { $0 + $1.width }
    for _ in 0..<max(0, missing) { cells.append(Cell(text: " ", width: 1, style: style)) }
  }
}

/// The special graphics of the VT100, which `tput acsc` names by the same letters.
enum LineDrawing {
  static let characters: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "◆", "a": "▒", "f": "°", "g": "±", "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼", "o": "⎺", "p": "⎻",
    "q": "─", "r": "⎼", "s": "⎽", "t": "├", "u": "┤", "v": "┴", "w": "┬", "x": "│", "y": "≤", "z": "≥", "{": "π",
    "|": "≠", "}": "£", "~": "·",
  ]
}
