/// `❯ 2. [✔] Label`: the first line of a numbered option.
struct OptionRow: Sendable, Hashable {
  var number: Int
  var isSelected: Bool
  var isChecked: Bool?
  /// `↑` or `↓` in front: the list goes on beyond its window.
  var isEdge: Bool
  /// Where the number stands in the line; that of all options of a list is the same.
  var numberColumn: Int
  /// Where the label starts in the line.
  var labelColumn: Int

  private static let arrows: Set<UInt32> = [0x2191, 0x2193]  // ↑ ↓

  init?(_ line: Line, marks: Marks) {
    guard line.shape == .text, line.indent <= 6 else { return nil }
    let text = line.folded
    var index = line.indent
    isSelected = false
    isEdge = Self.arrows.contains(text[index])
    if marks.cursor.contains(text[index]) || Self.arrows.contains(text[index]) {
      isSelected = marks.cursor.contains(text[index])
      index += 1
      while index < text.count, text[index] == 0x20 { index += 1 }
    }
    numberColumn = index
    var value = 0
    var digits = 0
    while index < text.count, digits < 3, (0x30...0x39).contains(text[index]) {
      value = value * 10 + Int(text[index] - 0x30)
      digits += 1
      index += 1
    }
    guard (1...2).contains(digits), value > 0 else { return nil }
    guard index < text.count, text[index] == 0x2E || text[index] == 0x29 else { return nil }
    index += 1
    guard index < text.count, text[index] == 0x20 else { return nil }
    while index < text.count, text[index] == 0x20 { index += 1 }
    guard index < text.count else { return nil }
    number = value
    (isChecked, labelColumn) = Self.checkbox(in: text, at: index)
  }

  private static let ticks: Set<UInt32> = [0x20, 0x2A, 0x78, 0x2713, 0x2714, 0x25CF]  // * x ✓ ✔ ●

  /// `[ ]`, `[✔]`, `☐`, `☒` in front of a label. Another letter in brackets is a key.
  static func checkbox(in text: [UInt32], at index: Int) -> (isChecked: Bool?, labelColumn: Int) {
    var isChecked: Bool?
    var end = index
    if index + 2 < text.count, text[index] == 0x5B, text[index + 2] == 0x5D, ticks.contains(text[index + 1]) {
      isChecked = text[index + 1] != 0x20
      end = index + 3
    } else if index < text.count, let mark = [0x2610: false, 0x2612: true, 0x2611: true][text[index]] {
      isChecked = mark
      end = index + 1
    }
    guard isChecked != nil else { return (nil, index) }
    while end < text.count, text[end] == 0x20 { end += 1 }
    return end < text.count ? (isChecked, end) : (nil, index)
  }
}
