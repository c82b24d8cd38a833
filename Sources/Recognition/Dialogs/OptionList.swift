/// The list of a dialog, with the lines each option takes.
struct OptionList: Sendable, Hashable {
  struct Entry: Sendable, Hashable {
    /// Nil in a list without numbers, and for the rows at the end of a numbered list that have none.
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
  /// The list has more options than the screen shows: it scrolls in a window, or its top was cut off.
  var isPartial = false
  /// Where a picture beside the list begins.
  var previewColumn: Int?

  var isNumbered: Bool { entries.first?.number != nil }
  var numberedCount: Int { entries.count { $0.number != nil } }
  var hasCursor: Bool { entries.contains { $0.isSelected } }
  /// The first line below the list.
  var end: Int { entries.last?.end ?? 0 }

  /// The lowest list in these lines: numbered if there is one, else the rows around the cursor.
  static func find(in lines: ArraySlice<Line>, width: Int, marks: Marks) -> OptionList? {
    // One number alone is a line of text that happens to begin with one.
    if var list = numbered(in: lines, marks: marks), list.entries.count > 1 {
      list.previewColumn = previewColumn(beside: list.entries, in: lines)
      list.takeRowsWithoutNumber(in: lines, marks: marks)
      return list
    }
    return radio(in: lines) ?? plain(in: lines, width: width, marks: marks)
  }

  /// Read from the bottom up, counting down to 1. A number out of order, or in another column, is text inside an option.
  private static func numbered(in lines: ArraySlice<Line>, marks: Marks) -> OptionList? {
    var entries: [Entry] = []
    var end = lines.endIndex
    var column = 0
    var isPartial = false
    for index in lines.indices.reversed() {
      guard let row = OptionRow(lines[index], marks: marks) else { continue }
      if let last = entries.last?.number, row.number != last - 1 || row.numberColumn != column { continue }
      entries.append(
        Entry(
          number: row.number, isSelected: row.isSelected, isChecked: row.isChecked, labelColumn: row.labelColumn,
          line: index, end: Self.end(of: index, column: row.numberColumn, before: end, in: lines)))
      end = index
      column = row.numberColumn
      isPartial = isPartial || row.isEdge
      if row.number == 1 || entries.count == 40 { break }
    }
    guard let first = entries.last?.number else { return nil }
    return OptionList(entries: entries.reversed(), isPartial: isPartial || first > 1)
  }

  /// An option ends at the next one, at a blank line, at any border, and at a line further left than its number.
  private static func end(of line: Int, column: Int, before limit: Int, in lines: ArraySlice<Line>) -> Int {
    var end = line + 1
    while end < limit, lines[end].shape == .text, lines[end].indent >= column { end += 1 }
    return end
  }

  /// `Submit` below a list of boxes, `Chat about this` below any: they are reached with the arrows like all others.
  private mutating func takeRowsWithoutNumber(in lines: ArraySlice<Line>, marks: Marks) {
    var result: [Entry] = []
    for (index, entry) in entries.enumerated() {
      var numbered = entry
      var extra: [Entry] = []
      let limit = index + 1 < entries.count ? entries[index + 1].line : lines.endIndex
      for number in (entry.line + 1)..<max(limit, entry.line + 1) {
        guard let row = Self.rowWithoutNumber(lines[number], at: number, marks: marks) else { continue }
        if extra.isEmpty { numbered.end = min(numbered.end, number) }
        extra.append(row)
      }
      result.append(numbered)
      result += extra
    }
    entries = result
  }

  /// Nil for every line that is not one of these rows.
  static func rowWithoutNumber(_ line: Line, at index: Int, marks: Marks) -> Entry? {
    guard line.shape == .text, !line.isBoxed, line.indent < line.folded.count else { return nil }
    var column = line.indent
    let isSelected = marks.cursor.contains(line.folded[column])
    if isSelected {
      column += 1
      while column < line.folded.count, line.folded[column] == 0x20 { column += 1 }
    }
    let label = Array(line.folded[column...])
    guard (marks.submit + marks.aside).contains(where: { $0.matches(label) }) else { return nil }
    return Entry(
      number: nil, isSelected: isSelected, isChecked: nil, labelColumn: column, line: index, end: index + 1)
  }

  /// Where the box of a preview begins, if the options have one beside them.
  private static func previewColumn(beside entries: [Entry], in lines: ArraySlice<Line>) -> Int? {
    for entry in entries {
      let text = lines[entry.line].plain
      var index = entry.labelColumn
      while index + 2 < text.count {
        if text[index] == 0x20, text[index + 1] == 0x20, Self.isEdgeOfBox(text[index + 2]) { return index + 2 }
        index += 1
      }
    }
    return nil
  }

  private static func isEdgeOfBox(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2502, 0x250C, 0x256D, 0x2514, 0x2570, 0x251C: true  // │ ┌ ╭ └ ╰ ├
    default: false
    }
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
    while first > lines.startIndex, lines[first - 1].shape == .text, lines[first - 1].indent >= column { first -= 1 }
    while first < cursor, lines[first].indent != column { first += 1 }
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
    // A line of text that waits for words is no choice.
    return entries.count > 1 ? OptionList(entries: entries) : nil
  }
}
