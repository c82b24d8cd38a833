/// `( ) One` over `(•) Another`: one of them is chosen, or none yet.
extension OptionList {
  private static let open: UInt32 = 0x28
  private static let close: UInt32 = 0x29
  /// • x * ● ◉ ✓
  private static let marks: Set<UInt32> = [0x2022, 0x78, 0x2A, 0x25CF, 0x25C9, 0x2713]

  /// The lowest rows of this kind, at least two in one column. What is further in belongs to the row above.
  static func radio(in lines: ArraySlice<Line>) -> OptionList? {
    guard let bottom = lines.lastIndex(where: { button($0) != nil }) else { return nil }
    let column = lines[bottom].indent
    var entries: [Entry] = []
    var end = bottom + 1
    while end < lines.endIndex, lines[end].shape == .text, lines[end].indent > column { end += 1 }
    var index = bottom
    while index >= lines.startIndex, lines[index].shape == .text, lines[index].indent >= column {
      if lines[index].indent == column {
        guard let isChosen = button(lines[index]) else { break }
        entries.append(
          Entry(
            number: nil, isSelected: isChosen, isChecked: nil, labelColumn: column + 4, line: index, end: end))
        end = index
      }
      index -= 1
    }
    return entries.count > 1 ? OptionList(entries: entries.reversed()) : nil
  }

  /// Whether the button at the start of a line is pressed; nil for a line without one.
  private static func button(_ line: Line) -> Bool? {
    let text = line.folded
    let start = line.indent
    guard line.shape == .text, start + 4 < text.count, text[start] == open, text[start + 2] == close,
      text[start + 3] == 0x20, text[start + 4] != 0x20
    else { return nil }
    if text[start + 1] == 0x20 { return false }
    return marks.contains(text[start + 1]) ? true : nil
  }
}
