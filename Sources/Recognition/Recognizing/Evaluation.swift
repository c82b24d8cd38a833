/// One screen while rules are tried on it: what several rules ask for is worked out once.
struct Evaluation {
  let layout: Layout
  private let marks: Marks
  private let highlights: [Int: String]
  private var flattened: [RegionName: [UInt32]] = [:]
  private var unwrapped: [RegionName: [UnwrappedLine]] = [:]
  private var labels: [[UInt32]]?

  init(_ screen: ScreenText, marks: Marks) {
    layout = Layout(screen, marks: marks)
    self.marks = marks
    var highlights: [Int: String] = [:]
    for (number, row) in screen.rows.enumerated() { highlights[number] = row.highlight }
    self.highlights = highlights
  }

  // MARK: Rules

  mutating func matches(_ rule: Rule) -> Bool {
    for condition in rule.all where !holds(condition, region: rule.region) { return false }
    if !rule.any.isEmpty {
      var isFound = false
      for condition in rule.any where holds(condition, region: rule.region) {
        isFound = true
        break
      }
      if !isFound { return false }
    }
    for condition in rule.none where holds(condition, region: rule.region) { return false }
    return true
  }

  mutating func holds(_ condition: Condition, region: RegionName) -> Bool {
    let region = condition.region ?? region
    switch condition.test {
    case .exists: return layout.lines(of: region) != nil
    case .options(let count): return layout.options?.entries.count ?? 0 >= count
    case .numbered(let count): return layout.options?.numberedCount ?? 0 >= count
    case .cursor: return layout.options?.hasCursor ?? false
    case .label(let pattern): return optionLabels().contains { pattern.matches($0) }
    case .asks(let pattern): return layout.questionAbove().map { pattern.matches($0) } ?? false
    case .line(let pattern):
      guard let lines = layout.lines(of: region) else { return false }
      if lines.contains(where: { pattern.matches($0.folded) }) { return true }
      return unwrappedLines(of: region).contains { $0.height > 1 && pattern.matches($0.folded) }
    case .text(let pattern): return text(of: region).map { pattern.matches($0) } ?? false
    case .contains(let text, _): return self.text(of: region).flatMap { Folding.range(of: text, in: $0) } != nil
    }
  }

  private mutating func text(of region: RegionName) -> [UInt32]? {
    if let text = flattened[region] { return text }
    guard let lines = layout.lines(of: region) else { return nil }
    let text = Layout.flattened(lines)
    flattened[region] = text
    return text
  }

  private mutating func unwrappedLines(of region: RegionName) -> [UnwrappedLine] {
    if let lines = unwrapped[region] { return lines }
    let lines = layout.lines(of: region).map { UnwrappedLine.lines($0, width: layout.width, marks: marks) } ?? []
    unwrapped[region] = lines
    return lines
  }

  /// Each with all lines of its option, for a label may be wrapped.
  private mutating func optionLabels() -> [[UInt32]] {
    if let labels { return labels }
    let found = (layout.options?.entries ?? []).map { entry in
      var text = Array(layout.lines[entry.line].folded.dropFirst(entry.labelColumn))
      for line in layout.lines[entry.line + 1..<max(entry.end, entry.line + 1)] {
        text.append(0x20)
        text += line.folded[line.indent...]
      }
      return text
    }
    labels = found
    return found
  }

  // MARK: The winner

  mutating func finding(_ rule: Rule) -> Finding {
    var finding = Finding(
      state: .unknown, rule: rule.name, region: rule.region.description, matched: matchedLines(rule),
      confidence: rule.confidence, detail: detail(rule))
    switch rule.verdict {
    case .abstain: finding.isHold = true
    case .state(let state, let kind):
      finding.state = state
      finding.kind = kind
    }
    if let style = rule.dialog, let lines = layout.lines(of: .dialog) {
      let parser = DialogParser(
        lines: lines, width: layout.width, marks: marks, style: style, kind: finding.kind, highlights: highlights)
      finding.ask = parser.parse(layout.options)
    }
    return finding
  }

  private func matchedLines(_ rule: Rule) -> [String] {
    var found: [String] = []
    for condition in rule.all + rule.any {
      guard let lines = layout.lines(of: condition.region ?? rule.region) else { continue }
      let hits: [Line]
      switch condition.test {
      case .line(let pattern): hits = lines.filter { pattern.matches($0.folded) }
      case .text(let pattern): hits = Self.lines(lines) { pattern.matches($0) }
      case .contains(let text, _): hits = Self.lines(lines) { Folding.range(of: text, in: $0) != nil }
      default: hits = []
      }
      for line in hits where !found.contains(line.trimmed) { found.append(line.trimmed) }
    }
    return Array(found.prefix(8))
  }

  /// The one line that holds a phrase, or else the two or three that it is spread over.
  private static func lines(_ lines: ArraySlice<Line>, where holds: ([UInt32]) -> Bool) -> [Line] {
    guard holds(Layout.flattened(lines)) else { return [] }
    for height in 1...3 {
      for start in lines.indices where start + height <= lines.endIndex {
        let window = lines[start..<start + height]
        if holds(Layout.flattened(window)) { return window.filter { $0.shape == .text } }
      }
    }
    return []
  }

  private mutating func detail(_ rule: Rule) -> String? {
    guard !rule.detail.isEmpty else { return nil }
    // A dialog may come after an entry that says more.
    let above = rule.region == .dialog ? layout.lastLines(12, before: layout.dialog?.lowerBound ?? 0) : []
    let lines =
      unwrappedLines(of: rule.region) + UnwrappedLine.lines(above, width: layout.width, marks: marks).reversed()
    for pattern in rule.detail {
      for line in lines {
        guard let match = pattern.match(in: line.folded) else { continue }
        let text = Folding.string(line.plain[match.capture ?? match.range])
        if !text.isEmpty { return text }
      }
    }
    return nil
  }

  /// Why a rule did not match, in words.
  mutating func reason(against rule: Rule) -> String {
    for condition in rule.all where !holds(condition, region: rule.region) { return missing(condition, rule) }
    if !rule.any.isEmpty {
      var isFound = false
      for condition in rule.any where !isFound { isFound = holds(condition, region: rule.region) }
      if !isFound {
        if layout.lines(of: rule.region) == nil, rule.any.allSatisfy({ $0.region == nil }) {
          return "no \(rule.region) on the screen"
        }
        return "none of " + rule.any.map(\.description).joined(separator: ", ")
      }
    }
    for condition in rule.none where holds(condition, region: rule.region) {
      return "there is \(condition.description)"
    }
    return "nothing speaks against it"
  }

  private func missing(_ condition: Condition, _ rule: Rule) -> String {
    let region = condition.region ?? rule.region
    if layout.lines(of: region) == nil { return "no \(region) on the screen" }
    return "there is not \(condition.description)"
  }
}
