extension Snapshot {
  /// Which of `lines` go on in the next one; empty where `joinedLines` was not asked for.
  public var wrapped: [Bool] { joinedLines.isEmpty ? [] : WrapFlags.between(lines, and: joinedLines) }
}

extension Terminal {
  /// The rows that go on in the next one, as far as a joined capture of this screen would tell: not the last row, and
  /// not every one among empty rows.
  public var shownWraps: [Bool] {
    let rows = (0..<h).map { printedLine($0) }
    var joined: [[UInt8]] = [[]]
    for (number, row) in rows.enumerated() {
      joined[joined.count - 1] += row.bytes
      if !row.isWrapped, number < rows.count - 1 { joined.append([]) }
    }
    return WrapFlags.between(rows.map(\.bytes), and: joined)
  }
}

/// Which rows of a capture go on in the next one.
enum WrapFlags {
  /// - Parameters:
  ///   - lines: `capture-pane -p -e -N`, a row each.
  ///   - joined: `capture-pane -p -J` at the same moment: rows that wrap stand in one line.
  /// - Returns: a flag for each of `lines`. Rows after one that the two tell differently count as not wrapped.
  static func between(_ lines: [[UInt8]], and joined: [[UInt8]]) -> [Bool] {
    var flags = [Bool](repeating: false, count: lines.count)
    var row = 0
    for whole in joined {
      var rest = whole[...]
      while row < lines.count {
        let text = plain(lines[row])
        guard rest.starts(with: text) else { return flags }
        rest = rest.dropFirst(text.count)
        row += 1
        if rest.isEmpty { break }
        guard row < lines.count else { return flags }
        flags[row - 1] = true
      }
    }
    return flags
  }

  /// A captured row without what tells of its style.
  private static func plain(_ line: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var at = 0
    while at < line.count {
      switch line[at] {
      case 0x1B: at = endOfEscape(line, at)
      case 0x0E, 0x0F: at += 1
      default:
        text.append(line[at])
        at += 1
      }
    }
    return text
  }

  /// Where the text goes on after an SGR or an OSC 8.
  static func endOfEscape(_ line: [UInt8], _ start: Int) -> Int {
    guard start + 1 < line.count else { return line.count }
    var at = start + 2
    switch line[start + 1] {
    case 0x5B:
      while at < line.count, line[at] < 0x40 { at += 1 }
      return min(at + 1, line.count)
    case 0x5D:
      while at < line.count, line[at] != 0x1B, line[at] != 0x07 { at += 1 }
      return min(at + (at < line.count && line[at] == 0x1B ? 2 : 1), line.count)
    default: return at
    }
  }
}
