import LabelledScreens

/// What `bench recognise` found.
struct RecogniseReport: Encodable {
  /// One screen that was not read as what it is.
  struct Miss: Encodable {
    let screen: String
    let expected: String
    let found: String
    let rule: String?
  }

  /// Microseconds of processor time to read one screen, from its text to the finding, the best of all passes.
  struct Times: Encodable {
    var median = 0.0
    var slowest = 0.0
    var slowestScreen = ""

    var text: String {
      "\(Figures.fixed(median, 1)) µs a screen in the middle, \(Figures.fixed(slowest, 1)) µs for \(slowestScreen)"
    }
  }

  var notes: [String] = []
  var agents: [ConfusionMatrix] = []
  var misses: [Miss] = []
  var times = Times()
  var streams = StreamFigures()

  var isPerfect: Bool { misses.isEmpty && streams.faults.isEmpty }

  var text: String {
    var parts = agents.map(\.text)
    if !misses.isEmpty {
      parts.append(
        Table.text(
          ["missed", "is", "found", "rule"], misses.map { [$0.screen, $0.expected, $0.found, $0.rule ?? "-"] }))
    }
    parts.append(times.text)
    parts.append(streams.text)
    parts += notes
    return parts.joined(separator: "\n\n")
  }
}
