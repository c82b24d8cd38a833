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
  /// The list in the dialog.
  let options: OptionList?
  /// The line above the input box that says what the agent is at, with its continuation. Without a box below it may be
  /// what an earlier frame left behind.
  let status: Range<Int>?
  /// The last entry of the transcript above the input box.
  let lastEntry: Range<Int>?
  /// Its first line, with those it was wrapped into.
  let entryLine: Range<Int>?

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
    options = dialog.flatMap { [width] in OptionList.find(in: lines[$0], width: width, marks: marks) }
    // An agent whose box has no edges may take it away while it works.
    let end = box?.top ?? (marks.box == .framed ? nil : lines.count)
    status = end.flatMap { Self.status(in: lines, above: $0, marks: marks) }
    let entry = box.flatMap { Self.lastEntry(in: lines, above: $0.top, marks: marks) }
    lastEntry = entry
    entryLine = entry.map { [width] entry in
      var end = entry.lowerBound + 1
      while end < entry.upperBound, lines[end].continues(lines[end - 1], width: width, marks: marks) { end += 1 }
      return entry.lowerBound..<end
    }
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
    // The transcript goes on below it: this box is what an earlier frame left behind.
    let isOver = lines[(bottom + 1)...].contains { line in
      line.indent == 0 && line.shape == .text && marks.entry.contains(line.folded[0])
    }
    if isOver { return nil }
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
      // The upper edge of an input box whose lower edge is still to come: a draft may look like anything.
      if lines[start].isBorder, start + 1 < lines.count, startsInput(lines[start + 1], marks: marks) { return nil }
    }
    guard let entry = lastEntrySign(in: lines[start...], marks: marks) else { return start..<lines.count }
    return opening(in: lines, after: entry, marks: marks).map { $0..<lines.count }
  }

  /// The last entry of the transcript below the border: what looks like options there is quoted. Between two dashed
  /// lines stands what a plan or a file says, which may look like anything.
  private static func lastEntrySign(in lines: ArraySlice<Line>, marks: Marks) -> Int? {
    // The review of several answers has signs of its own.
    let isReview = lines.contains { $0.shape == .text && $0.indent <= 4 && $0.folded[$0.indent] == 0x2192 }
    var isContent = false
    var last: Int?
    for (index, line) in zip(lines.indices, lines) {
      if line.shape == .dashes { isContent.toggle() }
      guard !isContent, !line.isBoxed, line.shape == .text, line.indent <= 2 else { continue }
      let sign = line.folded[line.indent]
      let isTurn = line.indent == 0 && !isReview && marks.turn.contains(sign) && !marks.prompt.contains(sign)
      if isTurn || marks.entry.contains(sign) { last = index }
    }
    return last
  }

  /// Where a dialog begins that has no border above it: behind a gap, at the left edge. What an entry says is further in.
  private static func opening(in lines: [Line], after entry: Int, marks: Marks) -> Int? {
    var index = entry + 1
    while index < lines.count {
      let line = lines[index]
      if line.shape == .text, line.indent <= 1, lines[index - 1].isBlank {
        let sign = line.folded[line.indent]
        return marks.prompt.contains(sign) || marks.status.contains(sign) ? nil : index
      }
      index += 1
    }
    return nil
  }

  private static func openingBox(in lines: [Line], before bottom: Int) -> Int {
    lines[..<bottom].lastIndex { $0.shape == .boxTop } ?? 0
  }

  /// Whether a rule stands inside a list: below it comes an option other than the first, or one of those that have no
  /// number.
  private static func continuesList(in lines: [Line], after border: Int, marks: Marks) -> Bool {
    guard let index = lines[(border + 1)...].firstIndex(where: { !$0.isBlank }) else { return false }
    if let row = OptionRow(lines[index], marks: marks) { return row.number > 1 }
    return OptionList.rowWithoutNumber(lines[index], at: index, marks: marks) != nil
  }

  /// How far above the input box the status line may be: a list of tasks can stand between.
  private static let statusReach = 30

  /// The lowest line near the input box that starts with a status sign, and the lines it was wrapped into.
  ///
  /// What a program shows of its work stands below its last entry and below every border: a status line further up was
  /// left behind by an earlier frame, or is quoted.
  private static func status(in lines: [Line], above end: Int, marks: Marks) -> Range<Int>? {
    var seen = 0
    var index = end - 1
    while index >= 0, seen < statusReach {
      let line = lines[index]
      if line.isBorder { return nil }
      if !line.isBlank { seen += 1 }
      // Answers are indented; what stands at the left edge is the program's own.
      if line.shape == .text, line.indent <= 1, line.indent + 2 < line.folded.count, !line.isBoxed,
        line.folded[line.indent + 1] == 0x20
      {
        if marks.status.contains(line.folded[line.indent]) {
          var last = index + 1
          while last < end, lines[last].shape == .text, isContinuation(lines[last], marks: marks) { last += 1 }
          return index..<last
        }
        if marks.entry.contains(line.folded[line.indent]) { return nil }
      }
      index -= 1
    }
    return nil
  }

  private static func lastEntry(in lines: [Line], above end: Int, marks: Marks) -> Range<Int>? {
    let start = lines[..<end].lastIndex { line in
      guard line.shape == .text, !line.isBoxed else { return false }
      let sign = line.folded[line.indent]
      // Further in it is part of what an entry says.
      return line.indent <= 1 && marks.turn.contains(sign) || line.indent <= 2 && marks.result.contains(sign)
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
