/// The panes of a window as `%layout-change` tells them: `087e,40x6,0,0[40x3,0,0,0,40x2,0,4,2]`.
public struct WindowLayout: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public let pane: PaneID
    public let size: Size
  }

  /// In characters. A pane with a border line of its own (`pane-border-status`) is one row lower than its cell.
  public struct Size: Hashable, Sendable {
    public let columns: Int
    public let rows: Int

    public init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  public private(set) var cells: [Cell] = []

  /// Reads what can be read; of nonsense, nothing.
  public init(_ text: String) {
    // The checksum is hexadecimal and could look like anything.
    var rest = text.utf8.drop { $0 != UInt8(ascii: ",") }
    while !rest.isEmpty {
      guard let columns = Self.number(&rest) else {
        rest.removeFirst()
        continue
      }
      // 40x3,0,0 and then ,2 for pane %2, or the brackets of a group.
      guard Self.skip("x", &rest), let rows = Self.number(&rest), Self.skip(",", &rest),
        Self.number(&rest) != nil, Self.skip(",", &rest), Self.number(&rest) != nil
      else { continue }
      guard Self.skip(",", &rest), let number = Self.number(&rest), let id = UInt32(exactly: number) else { continue }
      cells.append(Cell(pane: PaneID(number: id), size: Size(columns: columns, rows: rows)))
    }
  }

  private static func number(_ rest: inout Substring.UTF8View) -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    return Int(Substring(digits))
  }

  private static func skip(_ sign: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }
}
