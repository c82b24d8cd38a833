/// How wide the tabs of a captured line are. From 3.6 on tmux prints a tab cell as one tab and keeps its width to itself:
/// it reaches to the stop that was next when it was printed.
extension Terminal {
  /// Whether the stops of now can have made the tabs of a line: none begins in the last column, and all fits.
  func explainsTabs(of line: [UInt8]) -> Bool {
    var column = 0
    var at = 0
    while at < line.count {
      switch line[at] {
      case 0x1B: at = WrapFlags.endOfEscape(line, at)
      case 0x09:
        guard column < w - 1 else { return false }
        column = nextTabStop(after: column)
        at += 1
      case 0x20...0x7E:
        column += 1
        at += 1
      case 0xC2...0xF4:
        let length = line[at] < 0xE0 ? 2 : line[at] < 0xF0 ? 3 : 4
        let bits = line[at..<min(at + length, line.count)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        column += max(decode(bits, length).map { widths.width($0) } ?? 0, 0)
        at += length
      default: at += 1
      }
    }
    return column <= w
  }
}
