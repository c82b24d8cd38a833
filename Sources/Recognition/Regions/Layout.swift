/// A screen taken apart: where the input box is, where a dialog is, where the status line is.
///
/// A screen has an input box or a dialog, never both: a dialog replaces the box. That is what keeps a dialog that is
/// only quoted, in a transcript or in a draft, from being taken for a real one.
struct Layout: Sendable {
  /// An input box. One with edges has both of them: a frame that is only half drawn has none.
  struct PromptBox: Sendable, Hashable {
    /// Where what stands above it ends.
    var top: Int
    /// The lines for text.
    var body: Range<Int>
    /// Where what stands below it begins.
    var footer: Int
  }

  let lines: [Line]
  let title: Line
  /// How wide the agent draws; less than the pane right after a resize.
  let width: Int
  let promptBox: PromptBox?
  /// Where a dialog would be. Rules decide whether it is one.
  let dialog: Range<Int>?
  /// The line that says what the agent is at, with its continuation.
  let status: Range<Int>?
  /// The last entry of the transcript above the input box.
  let lastEntry: Range<Int>?

  init(_ screen: ScreenText, marks: Marks) {
    let lines = Line.lines(of: screen, marks: marks)
    self.lines = lines
    title = Line(screen.title.unicodeScalars.map(\.value), rows: 0..<0)
    let ruled = lines.lazy.filter { $0.shape == .rule || $0.shape == .boxTop }.map(\.plain.count).max() ?? 0
    width = ruled > 0 ? min(ruled, max(screen.columns, 1)) : max(screen.columns, 1)
    let box: PromptBox?
    let dialog: Range<Int>?
    switch marks.box {
    case .framed:
      box = Self.promptBox(in: lines, marks: marks)
      dialog = box == nil ? Self.dialog(in: lines, marks: marks) : nil
    case .bare:
      box = Self.bareBox(in: lines, marks: marks)
      dialog = box == nil ? Self.bareDialog(in: lines, marks: marks) : nil
    case .gutter:
      box = Self.panel(in: lines, marks: marks)
      dialog = box == nil ? Self.panelDialog(in: lines, marks: marks) : nil
    }
    promptBox = box
    self.dialog = dialog
    status = Self.status(in: lines, above: box?.top ?? lines.count, marks: marks)
    lastEntry = box.flatMap { Self.lastEntry(in: lines, above: $0.top, marks: marks) }
  }

  /// Only the lowest borders of the screen can be those of the input box: whatever has a border further down
  /// is in front of it.
  private static func promptBox(in lines: [Line], marks: Marks) -> PromptBox? {
    guard let bottom = lines.lastIndex(where: \.isBorder) else { return nil }
    let opening: Line.Shape
    switch lines[bottom].shape {
    case .rule: opening = .rule
    case .boxBottom: opening = .boxTop
    default: return nil
    }
    guard let top = lines[..<bottom].lastIndex(where: \.isBorder), lines[top].shape == opening else { return nil }
    guard top + 1 < bottom else { return nil }
    if marks.hasPromptSign {
      guard startsInput(lines[top + 1], marks: marks) else { return nil }
    } else {
      guard opening == .boxTop, !lines[top + 1..<bottom].contains(where: { $0.isDialog(marks) }) else { return nil }
    }
    return PromptBox(top: top, body: top + 1..<bottom, footer: bottom + 1)
  }

  /// `❯ text`, or `│ > text │`: the sign, then a blank or nothing.
  private static func startsInput(_ line: Line, marks: Marks) -> Bool {
    guard line.indent <= (line.isBoxed ? 2 : 1), line.indent < line.folded.count else { return false }
    guard marks.prompt.contains(line.folded[line.indent]) else { return false }
    return line.indent + 1 == line.folded.count || line.folded[line.indent + 1] == 0x20
  }

  /// From the lowest border that opens something to the end of the screen.
  private static func dialog(in lines: [Line], marks: Marks) -> Range<Int>? {
    guard !lines.isEmpty else { return nil }
    var start = 0
    if let border = lines.lastIndex(where: \.isBorder) {
      start = lines[border].shape == .boxBottom ? openingBox(in: lines, before: border) : border
      // A rule with nothing below it may close what stands above it.
      if lines[start].shape == .rule, start == lines.count - 1, lines.suffix(4).contains(where: { $0.isDialog(marks) })
      {
        start = lines[..<start].lastIndex(where: \.isBorder) ?? 0
      }
      // A list may have a rule inside it, with its last options below: the dialog began further up, perhaps above
      // the screen.
      while start > 0, lines[start].shape == .rule, continuesList(in: lines, after: start, marks: marks) {
        start = lines[..<start].lastIndex(where: \.isBorder) ?? 0
      }
    }
    // An entry of the transcript below the border: this is a transcript, and whatever looks like options is quoted.
    return lines[start...].contains { $0.isEntry(marks) } ? nil : start..<lines.count
  }

  /// A box may hold others.
  private static func openingBox(in lines: [Line], before bottom: Int) -> Int {
    var depth = 1
    for index in lines[..<bottom].indices.reversed() {
      if lines[index].shape == .boxBottom { depth += 1 }
      if lines[index].shape == .boxTop { depth -= 1 }
      if depth == 0 { return index }
    }
    return lines[..<bottom].firstIndex { $0.shape == .boxTop } ?? 0
  }

  /// Whether what stands below a border belongs to a list above it: an option other than the first, or no option at
  /// all while the cursor is on one above.
  private static func continuesList(in lines: [Line], after border: Int, marks: Marks) -> Bool {
    let below = lines[(border + 1)...]
    guard let line = below.first(where: { !$0.isBlank }) else { return false }
    if let row = OptionRow(line, marks: marks) { return row.number > 1 }
    if below.contains(where: { OptionRow($0, marks: marks) != nil }) { return false }
    let start = lines[..<border].lastIndex(where: \.isBorder) ?? 0
    return lines[start..<border].contains { OptionRow($0, marks: marks)?.isSelected ?? false }
  }

  /// The lowest line near the input box that starts with a status sign, and the lines it was wrapped into.
  private static func status(in lines: [Line], above end: Int, marks: Marks) -> Range<Int>? {
    var seen = 0
    var index = end - 1
    while index >= 0, seen < 14 {
      let line = lines[index]
      if !line.isBlank { seen += 1 }
      // Answers are indented; what stands at the left edge is the program's own.
      if line.shape == .text, line.indent <= 1, line.indent + 2 < line.folded.count, !line.isBoxed,
        marks.status.contains(line.folded[line.indent]), line.folded[line.indent + 1] == 0x20
      {
        var last = index + 1
        while last < end, lines[last].shape == .text, isContinuation(lines[last], marks: marks) { last += 1 }
        return index..<last
      }
      index -= 1
    }
    return nil
  }

  private static func lastEntry(in lines: [Line], above end: Int, marks: Marks) -> Range<Int>? {
    let start = lines[..<end].lastIndex { line in
      line.shape == .text && line.indent <= 4 && !line.isBoxed && marks.turn.contains(line.folded[line.indent])
    }
    return start.map { $0..<end }
  }

  /// Wrapped text starts with text, not with a sign such as `⎿` or `❯`.
  private static func isContinuation(_ line: Line, marks: Marks) -> Bool {
    guard line.indent < line.folded.count else { return false }
    let first = line.folded[line.indent]
    return !marks.entry.contains(first) && !marks.prompt.contains(first) && !marks.status.contains(first)
  }
}
