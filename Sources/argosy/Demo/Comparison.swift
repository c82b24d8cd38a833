/// One agent's cues beside what the option showed.
struct Comparison {
  let session: String
  /// Milliseconds from the agent's write to `show-options` answering, for each change that was right.
  private(set) var latencies: [(word: String, milliseconds: Double)] = []
  /// What was missing, wrong or doubled, in words.
  private(set) var faults: [String] = []

  init(_ session: String, expected: [Performance.Cue], seen: [OptionWatcher.Change]) {
    self.session = session
    let (want, got) = (expected.map(\.word), seen.map(\.to))
    guard want == got else {
      faults.append("expected \(want.joined(separator: " → "))")
      faults.append("but saw  \(got.joined(separator: " → "))")
      return
    }
    for (cue, change) in zip(expected, seen) {
      latencies.append((cue.word, Double(change.seen - cue.at) / 1e6))
    }
  }
}

/// The figures of a headless demo, as a table.
struct LatencyTable {
  private let comparisons: [Comparison]
  private let tmux: String

  init(_ comparisons: [Comparison], tmux: String) {
    self.comparisons = comparisons
    self.tmux = tmux
  }

  var text: String {
    var lines = ["tmux \(tmux), from the agent's write to show-options answering:", ""]
    lines.append(Self.row("", "changes", "p50 ms", "p99 ms", "max ms"))
    for comparison in comparisons { lines.append(row(comparison.session, comparison.latencies.map(\.milliseconds))) }
    lines.append(row("all", comparisons.flatMap { $0.latencies.map(\.milliseconds) }))
    for comparison in comparisons where !comparison.faults.isEmpty {
      lines.append("")
      lines += comparison.faults.map { "\(comparison.session): \($0)" }
    }
    let isRight = comparisons.allSatisfy(\.faults.isEmpty)
    lines.append("")
    lines.append(isRight ? "No change was missing, wrong or doubled." : "Some changes were missing, wrong or doubled.")
    return lines.joined(separator: "\n")
  }

  private func row(_ name: String, _ values: [Double]) -> String {
    let sorted = values.sorted()
    func at(_ share: Double) -> String {
      guard !sorted.isEmpty else { return "-" }
      return Self.number(sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)])
    }
    return Self.row(name, "\(values.count)", at(0.5), at(0.99), sorted.last.map(Self.number) ?? "-")
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  private static func row(_ cells: String...) -> String {
    var text = "  "
    for (index, cell) in cells.enumerated() {
      let width = index == 0 ? 14 : 9
      let space = String(repeating: " ", count: max(0, width - cell.count))
      text += index == 0 ? cell + space : space + cell
    }
    return text
  }
}
