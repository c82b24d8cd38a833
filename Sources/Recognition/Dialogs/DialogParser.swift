/// Takes a dialog apart into an `Ask`.
struct DialogParser {
  /// How the text above the options is laid out.
  enum Style: String, Sendable, Hashable, CaseIterable {
    /// A sentence that asks, with what it is about above it.
    case numbered
    /// The same, for a list that has no numbers.
    case plain
    /// A strip of tabs or a single tab, then the question in the agent's own words.
    case tabs
    /// The sentence that asks comes first, what it is about stands between it and the options.
    case leading
    /// The same, and each option names its own key: `Run (y)`, `[a] Trust`.
    case keyed
    /// The same, and the options stand side by side, as buttons do.
    case row
    /// One line that ends with its answers: `Add it? (Y)es/(N)o [Yes]:`.
    case letters
  }

  private static let longestQuestion = 500
  static let longestLabel = 200
  private static let mostOptions = 20
  private static let mostDetail = 30

  let lines: ArraySlice<Line>
  let width: Int
  let marks: Marks
  let style: Style

  /// Nil when there is nothing to ask: neither a question nor an option.
  func parse(_ list: OptionList?) -> Ask? {
    switch style {
    case .row: return buttons()
    case .letters: return letters()
    case .numbered, .plain, .tabs, .leading, .keyed: break
    }
    let firstOption = list?.entries.first?.line ?? lines.endIndex
    let above = lines[lines.startIndex..<firstOption]
    let (question, detail) =
      switch style {
      case .tabs: tabbed(above)
      case .leading, .keyed: leading(above)
      case .numbered, .plain, .row, .letters: sentence(above)
      }
    var options = (list?.entries ?? []).prefix(Self.mostOptions).map { option($0) }
    if style == .keyed { options = options.map(Self.keyed) }
    return ask(question, options, detail)
  }

  /// Nil when there is nothing to ask.
  func ask(_ question: String, _ options: [Ask.Option], _ detail: [String]) -> Ask? {
    if question.isEmpty, options.isEmpty { return nil }
    return Ask(
      question: Self.cut(question, to: Self.longestQuestion), options: options,
      detail: detail.suffix(Self.mostDetail).map { Self.cut($0, to: Self.longestLabel) })
  }

  /// The last line that reads like a question, to the end of its paragraph; what stands above says what it is about.
  func sentence(_ above: ArraySlice<Line>) -> (String, [String]) {
    let texts = above.indices.filter { above[$0].shape == .text }
    guard let last = texts.last else { return ("", []) }
    var start = texts.last { index in
      marks.question.contains { $0.matches(Array(above[index].folded[above[index].indent...])) }
    }
    if start == nil { start = texts.last { above[$0].folded.last == 0x3F }.map { paragraphStart($0, in: above) } }
    let first = start ?? paragraphStart(last, in: above)
    var end = first + 1
    while end < above.endIndex, above[end].shape == .text { end += 1 }
    return (joined(above[first..<end]), texts.filter { $0 < first }.map { above[$0].trimmed })
  }

  private func paragraphStart(_ index: Int, in lines: ArraySlice<Line>) -> Int {
    var start = index
    while start > lines.startIndex, lines[start - 1].shape == .text { start -= 1 }
    return start
  }

  private static let tabSigns: Set<UInt32> = [0x2190, 0x2610, 0x2611, 0x2612, 0x2714]  // ← ☐ ☑ ☒ ✔

  /// Tabs first, everything between them and the options is the question.
  private func tabbed(_ above: ArraySlice<Line>) -> (String, [String]) {
    let texts = above.filter { $0.shape == .text }
    guard let strip = texts.first, strip.indent < strip.plain.count, Self.tabSigns.contains(strip.plain[strip.indent])
    else { return sentence(above) }
    return (joined(texts.dropFirst()), [strip.trimmed])
  }

  func joined(_ lines: some Sequence<Line>) -> String {
    lines.lazy.filter { $0.shape == .text }.map(\.trimmed).joined(separator: " ")
  }

  private func option(_ entry: OptionList.Entry) -> Ask.Option {
    let line = lines[entry.line]
    var (label, detail) = Self.columns(line.plain.dropFirst(entry.labelColumn))
    var isDescription = !detail.isEmpty
    for index in entry.line + 1..<max(entry.end, entry.line + 1) {
      let more = lines[index]
      if !isDescription, !more.isWrapped(from: lines[index - 1], width: width) { isDescription = true }
      if isDescription {
        detail += detail.isEmpty ? more.trimmed : " " + more.trimmed
      } else {
        label += " " + more.trimmed
      }
    }
    return Ask.Option(
      key: entry.number.map(String.init) ?? "", label: Self.cut(label, to: Self.longestLabel),
      isSelected: entry.isSelected, isChecked: entry.isChecked,
      detail: detail.isEmpty ? nil : Self.cut(detail, to: Self.longestQuestion))
  }

  /// `Label    explanation in a second column`; a preview drawn beside the list is left out.
  private static func columns(_ text: ArraySlice<UInt32>) -> (String, String) {
    var index = text.startIndex
    while index + 1 < text.endIndex {
      if text[index] == 0x20, text[index + 1] == 0x20 { break }
      index += 1
    }
    guard index + 1 < text.endIndex else { return (Folding.string(text), "") }
    let rest = text[index...].drop { $0 == 0x20 }
    let label = Folding.string(text[..<index])
    let drawing: ClosedRange<UInt32> = 0x2500...0x257F
    if let first = rest.first, drawing.contains(first) { return (label, "") }
    return (label, Folding.string(rest))
  }

  static func cut(_ text: String, to count: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > count else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(count - 1))) + "…"
  }
}
