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
  private static let longestLabel = 200
  private static let mostOptions = 20
  private static let mostDetail = 30
  /// A command is shown whole: what it does last may be the worst of it.
  private static let longestDetail = 4000

  let lines: ArraySlice<Line>
  let width: Int
  let marks: Marks
  let style: Style
  var kind: BlockKind?
  /// What is highlighted in each row of the screen.
  var highlights: [Int: String] = [:]

  /// Nil when there is nothing to ask: neither a question nor an option.
  func parse(_ list: OptionList?) -> Ask? {
    switch style {
    case .row: return buttons()
    case .letters: return letters()
    case .numbered, .plain, .tabs, .leading, .keyed: break
    }
    let firstOption = list?.entries.first?.line ?? endOfText
    var above = lines[lines.startIndex..<firstOption]
    var options = (list?.entries ?? []).map { option($0, in: list) }
    if style == .keyed { options = options.map(Self.keyed) }
    markTyped(&options)
    let isReview =
      options.first?.role == .submit && options.first?.isChecked == nil && !(options.first?.key ?? "").isEmpty

    var (strip, stripLines) = tabStrip(above)
    var stripTexts: [String] = []
    if let last = stripLines.last {
      let highlight = stripLines.flatMap { Array(lines[$0].rows) }.lazy.compactMap { highlights[$0] }.first
      strip?.markCurrent(highlight: highlight, isReview: isReview)
      stripTexts = [stripLines.map { lines[$0].trimmed }.joined(separator: "  ")]
      above = above[(last + 1)...]
    }
    let (question, context) =
      switch style {
      case .leading, .keyed: leading(above)
      case .tabs where strip != nil: (joined(above), [])
      case .numbered, .plain, .tabs, .row, .letters: sentence(above)
      }
    var ask = ask(question, options, context, list: list, isReview: isReview)
    ask?.detail = Self.detail(stripTexts + context)
    ask?.tabs = strip?.tabs ?? []
    return ask
  }

  /// Without a list the text goes to the hint about its keys, or to the end of its box: what stands below that belongs
  /// to no dialog.
  private var endOfText: Int {
    let end = lines.firstIndex { $0.shape == .boxBottom } ?? lines.endIndex
    guard let hint = lines[..<end].lastIndex(where: { $0.isDialog(marks) }) else { return end }
    return lines[..<hint].contains { $0.shape == .text } ? hint : end
  }

  /// Nil when there is nothing to ask.
  func ask(
    _ question: String, _ options: [Ask.Option], _ context: [String], list: OptionList? = nil, isReview: Bool = false
  ) -> Ask? {
    if question.isEmpty, options.isEmpty { return nil }

    let form = form(options, isReview: isReview)
    let isPartial = (list?.isPartial ?? false) || options.count > Self.mostOptions
    // What scrolls in a window differs from picture to picture; what was typed does as well. Where a label ends and
    // its explanation begins depends on the width, so both count.
    let named = (list?.isPartial ?? false) ? [] : choices(options).map { $0.label + ($0.detail ?? "") }
    return Ask(
      question: Self.cut(question, to: Self.longestQuestion), options: options.prefix(Self.mostOptions).map(Self.cut),
      detail: Self.detail(context), kind: kind, form: form, digits: digits(list, options, form),
      enter: enter(options, form), cancel: cancelKey(list, options), isPartial: isPartial,
      id: AskIdentity.id(kind: kind, question: question, context: context, labels: named))
  }

  private static func detail(_ texts: [String]) -> [String] {
    // Where lines are missing, that is said.
    (texts.count > mostDetail ? ["…"] : []) + texts.suffix(mostDetail).map { cut($0, to: longestDetail) }
  }

  // MARK: Above the list

  /// The strip at the top of the dialog, and the lines it takes.
  private func tabStrip(_ above: ArraySlice<Line>) -> (TabStrip?, [Int]) {
    guard let first = above.firstIndex(where: { $0.shape == .text }), TabStrip.isRest(above[first]) else {
      return (nil, [])
    }
    var taken = [first]
    while let next = taken.last.map({ $0 + 1 }), next < above.endIndex, TabStrip.isRest(above[next]) {
      taken.append(next)
    }
    let text = taken.reduce(into: [UInt32]()) { $0 += above[$1].plain + [0x20, 0x20] }
    guard let strip = TabStrip(text) else { return (nil, []) }
    return (strip, taken)
  }

  /// The last line that reads like a question, to the end of its paragraph; what stands above says what it is about.
  func sentence(_ above: ArraySlice<Line>) -> (String, [String]) {
    // What a plan or a file says stands above the last dashed line and is not the question.
    let body = above.lastIndex { $0.shape == .dashes } ?? above.startIndex
    let texts = above.indices.filter { above[$0].shape == .text && $0 >= body }
    guard let last = texts.last ?? above.lastIndex(where: { $0.shape == .text }) else { return ("", []) }
    var start = texts.last { index in
      marks.question.contains { $0.matches(Array(above[index].folded[above[index].indent...])) }
    }
    if start == nil { start = texts.last { above[$0].folded.last == 0x3F }.map { wrappedStart($0, in: above) } }
    var first = start ?? paragraphStart(last, in: above)
    // The words that ask may only have come to stand at the start of a line.
    while first > above.startIndex, above[first].continues(above[first - 1], width: width, marks: marks) { first -= 1 }
    var end = first + 1
    while end < above.endIndex, above[end].shape == .text { end += 1 }
    let context = UnwrappedLine.lines(above[..<first], width: width, marks: marks)
    return (joined(above[first..<end]), context.map(\.trimmed))
  }

  /// Where the text begins that a line goes on with. Headings stand above it, sometimes without a gap; they are short.
  private func wrappedStart(_ index: Int, in lines: ArraySlice<Line>) -> Int {
    var start = index
    while start > lines.startIndex, lines[start - 1].shape == .text,
      lines[start - 1].folded.count * 2 > width || lines[start].continues(lines[start - 1], width: width, marks: marks)
    { start -= 1 }
    return start
  }

  private func paragraphStart(_ index: Int, in lines: ArraySlice<Line>) -> Int {
    var start = index
    while start > lines.startIndex, lines[start - 1].shape == .text { start -= 1 }
    return start
  }

  func joined(_ lines: some Sequence<Line>) -> String {
    lines.lazy.filter { $0.shape == .text }.map(\.trimmed).joined(separator: " ")
  }

  // MARK: The list

  private func option(_ entry: OptionList.Entry, in list: OptionList?) -> Ask.Option {
    let edge = list?.previewColumn
    let line = lines[entry.line]
    var (label, detail) = Self.columns(Self.text(line, from: entry.labelColumn, to: edge))
    var isDescription = !detail.isEmpty
    var previousEnd = Self.text(line, from: entry.labelColumn, to: edge).endIndex
    for index in entry.line + 1..<max(entry.end, entry.line + 1) {
      let more = lines[index]
      let part = Self.text(more, from: more.indent, to: edge)
      if part.isEmpty { continue }
      let text = Folding.string(part)
      if !isDescription, !more.isWrapped(fromColumn: previousEnd, width: edge ?? width) { isDescription = true }
      previousEnd = part.endIndex
      if isDescription {
        detail += detail.isEmpty ? text : " " + text
      } else {
        label += " " + text
      }
    }
    return Ask.Option(
      key: entry.number.map(String.init) ?? "", label: label, isSelected: entry.isSelected, isChecked: entry.isChecked,
      detail: detail.isEmpty ? nil : detail, role: role(of: label, isAmongChoices: entry.number != nil))
  }

  private func role(of label: String, isAmongChoices: Bool) -> Ask.Option.Role {
    guard kind == .question || kind == .plan || !isAmongChoices else { return .choice }
    let folded = Folding.fold(label)
    if marks.submit.contains(where: { $0.matches(folded) }) { return .submit }
    if marks.freeText.contains(where: { $0.matches(folded) }) { return .freeText }
    if marks.aside.contains(where: { $0.matches(folded) }) { return .aside }
    return .choice
  }

  /// A line from one column to the edge of a preview beside the list.
  private static func text(_ line: Line, from start: Int, to edge: Int?) -> ArraySlice<UInt32> {
    let end = min(edge ?? line.plain.count, line.plain.count)
    guard start < end else { return [] }
    var text = line.plain[start..<end]
    while let last = text.last, last == 0x20 || last == 0xA0 { text.removeLast() }
    return text
  }

  /// `Label    explanation` in a second column.
  private static func columns(_ text: ArraySlice<UInt32>) -> (String, String) {
    var index = text.startIndex
    while index + 1 < text.endIndex {
      if text[index] == 0x20, text[index + 1] == 0x20 { break }
      index += 1
    }
    guard index + 1 < text.endIndex else { return (Folding.string(text), "") }
    return (Folding.string(text[..<index]), Folding.string(text[index...].drop { $0 == 0x20 }))
  }

  // MARK: How it is answered

  private func form(_ options: [Ask.Option], isReview: Bool) -> Ask.Form {
    if options.isEmpty { return .entry }
    if kind == .question, isReview { return .review }
    if options.contains(where: { $0.isChecked != nil }) { return .multi }
    return style == .tabs ? .single : .confirm
  }

  private func digits(_ list: OptionList?, _ options: [Ask.Option], _ form: Ask.Form) -> Ask.KeyEffect {
    switch style {
    case .letters: return options.isEmpty ? .none : .move
    case .keyed where options.contains { !$0.key.isEmpty }: return .confirm
    case .numbered, .plain, .tabs, .leading, .keyed, .row: break
    }
    guard let list, list.isNumbered else { return .none }
    return form == .multi ? .toggle : .confirm
  }

  private func enter(_ options: [Ask.Option], _ form: Ask.Form) -> Ask.KeyEffect {
    guard let selected = options.first(where: \.isSelected) else { return .none }
    switch selected.role {
    case .freeText: return .edit
    case .submit: return .submit
    case .aside: return .confirm
    case .choice: return form == .multi && selected.isChecked != nil ? .toggle : .confirm
    }
  }

  /// What the hints below the list, or an option, promise. The program's own questions in the middle of a turn can all
  /// be cancelled, also where a short pane has cut the hint off.
  private func cancelKey(_ list: OptionList?, _ options: [Ask.Option]) -> String? {
    // A line that wants letters has no way out but one of them.
    if style == .letters { return nil }
    switch kind {
    case .permission, .question, .plan: return "Escape"
    default: break
    }
    let below = Layout.flattened(lines[(list?.end ?? lines.startIndex)...])
    let hint = Folding.fold("esc to ")
    if Folding.range(of: hint, in: below) != nil { return "Escape" }
    return options.contains { $0.label.lowercased().hasSuffix("(esc)") } ? "Escape" : nil
  }

  // MARK: Limits

  private static func cut(_ option: Ask.Option) -> Ask.Option {
    var option = option
    option.label = cut(option.label, to: longestLabel)
    option.detail = option.detail.map { cut($0, to: longestQuestion) }
    return option
  }

  private static func cut(_ text: String, to count: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > count else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(count - 1))) + "…"
  }
}
