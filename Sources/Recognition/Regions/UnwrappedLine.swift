/// A line together with those that are there only because it did not fit into the pane.
///
/// Agents break lines themselves, at word ends, so the terminal does not know of it. Where a line ends before the edge
/// although the next word would have fitted, it ends there by itself.
struct UnwrappedLine: Sendable, Hashable {
  /// With one blank at each place where it was broken.
  private(set) var plain: [UInt32]
  private(set) var folded: [UInt32]
  /// How many lines it was made of.
  private(set) var height = 1

  init(_ line: Line) {
    plain = line.plain
    folded = line.folded
  }

  private mutating func append(_ line: Line) {
    plain.append(0x20)
    plain += line.plain[line.indent...]
    folded.append(0x20)
    folded += line.folded[line.indent...]
    height += 1
  }

  /// The text without the blanks in front.
  var trimmed: String { Folding.string(plain.drop { $0 == 0x20 || $0 == 0xA0 }) }

  /// The lines of a region that have text, put together again.
  static func lines(_ lines: ArraySlice<Line>, width: Int, marks: Marks) -> [UnwrappedLine] {
    var result: [UnwrappedLine] = []
    var previous: Line?
    for line in lines {
      defer { previous = line }
      guard line.shape == .text else { continue }
      if let previous, let last = result.last, line.continues(previous, width: width, marks: marks) {
        var joined = last
        joined.append(line)
        result[result.count - 1] = joined
      } else {
        result.append(UnwrappedLine(line))
      }
    }
    return result
  }
}

extension Line {
  /// Whether this line only goes on with the text of the one above.
  func continues(_ above: Line, width: Int, marks: Marks) -> Bool {
    guard above.shape == .text, isBoxed == above.isBoxed, indent < folded.count, above.indent < above.folded.count,
      indent >= above.indent
    else { return false }
    let first = folded[indent]
    // A sign begins something new, and so does the number of an option.
    if marks.entry.contains(first) || marks.cursor.contains(first) || OptionRow(self, marks: marks) != nil {
      return false
    }
    if indent <= 1, marks.turn.contains(first) || marks.status.contains(first) { return false }
    return isWrapped(from: above, width: width)
  }

  /// Whether this line is there only because its first word no longer fitted behind the line above.
  ///
  /// A line that the terminal had to wrap was drawn for a wider pane, and tells nothing about this one.
  func isWrapped(from above: Line, width: Int) -> Bool {
    above.rows.count <= 1 && isWrapped(fromColumn: above.plain.count, width: width)
  }

  /// The same, for a line above that ended in this column.
  func isWrapped(fromColumn end: Int, width: Int) -> Bool {
    let word = folded[indent...].prefix { $0 != 0x20 }.count
    // Many dialogs leave the last column free.
    return end + 1 + word > width - (isBoxed ? 3 : 1)
  }
}
