/// The list of a dialog, with the lines each option takes.
struct OptionList: Sendable, Hashable {
  struct Entry: Sendable, Hashable {
    /// Nil in a list without numbers.
    var number: Int?
    var isSelected: Bool
    var isChecked: Bool?
    var labelColumn: Int
    /// The line with the label; those up to `end` belong to it.
    var line: Int
    var end: Int
  }

  /// From top to bottom.
  var entries: [Entry]

  var isNumbered: Bool { entries.first?.number != nil }
  var hasCursor: Bool { entries.contains { $0.isSelected } }

  /// The lowest list in these lines: numbered if there is one, else the rows around the cursor.
  static func find(in lines: ArraySlice<Line>, width: Int, marks: Marks) -> OptionList? {
    let numbered = numbered(in: lines, marks: marks)
    // One number alone is a line of text that happens to begin with one.
    if let numbered, numbered.entries.count > 1 { return numbered }
    return plain(in: lines, width: width, marks: marks)
  }

  /// Read from the bottom up, counting down to 1: a number out of order is text inside an option.
  private static func numbered(in lines: ArraySlice<Line>, marks: Marks) -> OptionList? {
    var entries: [Entry] = []
    var end = lines.endIndex
    for index in lines.indices.reversed() {
      guard let row = OptionRow(lines[index], marks: marks) else { continue }
      if let last = entries.last?.number, row.number != last - 1 { continue }
      entries.append(
        Entry(
          number: row.number, isSelected: row.isSelected, isChecked: row.isChecked, labelColumn: row.labelColumn,
          line: index, end: self.end(of: index, before: end, in: lines)))
      end = index
      if row.number == 1 || entries.count == 40 { break }
    }
    return entries.isEmpty ? nil : OptionList(entries: entries.reversed())
  }

  /// An option ends at the next one, at a blank line and at any border.
  private static func end(of line: Int, before limit: Int, in lines: ArraySlice<Line>) -> Int {
    var end = line + 1
    while end < limit, lines[end].shape == .text { end += 1 }
    return end
  }

  /// Rows whose text starts in the same column as the text behind the cursor.
  private static func plain(in lines: ArraySlice<Line>, width: Int, marks: Marks) -> OptionList? {
    guard
      let cursor = lines.lastIndex(where: { line in
        line.shape == .text && line.indent <= 4 && line.indent + 2 < line.folded.count
          && marks.cursor.contains(line.folded[line.indent]) && line.folded[line.indent + 1] == 0x20
      })
    else { return nil }
    let text = lines[cursor].folded
    var column = lines[cursor].indent + 1
    while column < text.count, text[column] == 0x20 { column += 1 }

    var first = cursor
    while first > lines.startIndex, lines[first - 1].shape == .text, lines[first - 1].indent == column { first -= 1 }
    var last = cursor
    while last + 1 < lines.endIndex, lines[last + 1].shape == .text, lines[last + 1].indent >= column { last += 1 }

    var entries: [Entry] = []
    for index in first...last {
      let line = lines[index]
      let startsHere = index == cursor || line.indent == column
      // A line that the one above had no room for belongs to it.
      if let previous = entries.last,
        !startsHere || (index != cursor && line.isWrapped(from: lines[index - 1], width: width))
      {
        entries[entries.count - 1].end = max(previous.end, index + 1)
        continue
      }
      let box = OptionRow.checkbox(in: line.folded, at: column)
      entries.append(
        Entry(
          number: nil, isSelected: index == cursor, isChecked: box.isChecked, labelColumn: box.labelColumn,
          line: index, end: index + 1))
    }
    return OptionList(entries: entries)
  }
}

extension Line {
  /// Whether this line is there only because its first word no longer fitted behind the line above.
  func isWrapped(from above: Line, width: Int) -> Bool {
    let word = folded[indent...].prefix { $0 != 0x20 }.count
    let edge = above.isBoxed ? width - 2 : width
    return above.plain.count + 1 + word > edge
  }
}
