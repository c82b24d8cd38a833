/// The panes of a window as `%layout-change` tells them: `087e,40x6,0,0[40x3,0,0,0,40x2,0,4,2]`. Those that a zoomed
/// pane hides are among them.
public struct WindowLayout: Hashable, Sendable {
  public private(set) var panes: [PaneID] = []

  /// Reads what can be read; of nonsense, nothing.
  public init(_ text: String) {
    // The checksum is hexadecimal and could look like anything.
    var rest = text.utf8.drop { $0 != UInt8(ascii: ",") }
    while !rest.isEmpty {
      guard Self.number(&rest) != nil else {
        _ = rest.popFirst()
        continue
      }
      // 40x3,0,0 and then ,2 for pane %2, or the brackets of a group.
      guard Self.skip("x", &rest), Self.number(&rest) != nil, Self.skip(",", &rest), Self.number(&rest) != nil,
        Self.skip(",", &rest), Self.number(&rest) != nil
      else { continue }
      guard Self.skip(",", &rest), let number = Self.number(&rest) else { continue }
      panes.append(PaneID(number: number))
    }
  }

  private static func number(_ rest: inout Substring.UTF8View) -> UInt32? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest.removeFirst(digits.count)
    return UInt32(Substring(digits))
  }

  private static func skip(_ sign: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }
}
