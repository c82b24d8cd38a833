/// What a program printed as one line: rows that wrapped are joined.
public struct LogicalLine: Sendable, Hashable {
  /// Without trailing blanks.
  public var text: String
  /// The rows it fills.
  public var rows: ClosedRange<Int>
}

extension Terminal {
  /// The screen as lines, from the top. The first may have begun above it.
  public func logicalLines() -> [LogicalLine] {
    var lines: [LogicalLine] = []
    var first = 0
    for row in 0..<h where !isWrapped(row: row) || row == h - 1 {
      let text = (first...row).map { self.text(row: $0, trimmed: $0 == row) }.joined()
      lines.append(LogicalLine(text: text, rows: first...row))
      first = row + 1
    }
    return lines
  }
}
