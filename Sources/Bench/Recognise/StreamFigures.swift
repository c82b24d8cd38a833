import Foundation
import LabelledScreens
import LabelledStreams
import Recognition

/// What streams were taken for.
struct StreamFigures: Encodable {
  /// One stream, or all painted ones of an agent in one width.
  struct Row: Encodable {
    let stream: String
    var expected = 0
    var right = 0
    var missed = 0
    var wrong = 0
    var doubled = 0
    /// Milliseconds.
    var median = 0.0
    var p99 = 0.0
    var slowest = 0.0

    fileprivate init(_ stream: String, _ scores: [StreamScore]) {
      self.stream = stream
      for score in scores {
        expected += score.expected
        right += score.right
        missed += score.missed.count
        wrong += score.wrong.count
        doubled += score.doubled.count
      }
      let times = scores.flatMap(\.latencies).sorted().map { Double($0) / 1e6 }
      guard let last = times.last else { return }
      median = times[times.count / 2]
      p99 = times[min(times.count * 99 / 100, times.count - 1)]
      slowest = last
    }

    fileprivate var cells: [String] {
      let times = expected > 0 ? [median, p99, slowest].map { Figures.fixed($0, 0) } : ["-", "-", "-"]
      return [stream, "\(expected)", "\(right)", "\(missed)", "\(wrong)", "\(doubled)"] + times
    }
  }

  private(set) var rows: [Row] = []
  /// What was not as it should be, stream by stream.
  private(set) var faults: [String] = []
  private(set) var agents: [ConfusionMatrix] = []

  /// - Parameters:
  ///   - folder: the streams; one that does not exist holds none.
  ///   - corpus: streams without meaning, where that folder has some.
  static func measure(
    _ folder: URL, screens: [LabelledScreen], corpus: URL?, agent: String?, _ catalog: AgentCatalog
  ) throws -> StreamFigures {
    var figures = StreamFigures()
    if FileManager.default.fileExists(atPath: folder.path()) {
      for stream in try StreamFolder.read(folder, agent: agent) {
        try figures.add("\(stream)", [stream], catalog)
      }
    }
    for agent in Set(screens.map(\.agent)).sorted() {
      let painted = PaintedStreams.all(of: screens, agent: agent)
      for width in Set(painted.map(\.columns)).sorted() {
        try figures.add("\(agent)/painted-\(width)", painted.filter { $0.columns == width }, catalog)
      }
      if let corpus, let meaningless = try? StreamFolder.meaningless(corpus, agent: agent) {
        try figures.add("\(agent)/meaningless", meaningless, catalog)
      }
    }
    return figures
  }

  private mutating func add(_ name: String, _ streams: [LabelledStream], _ catalog: AgentCatalog) throws {
    var scores: [StreamScore] = []
    for stream in streams {
      guard let rules = catalog.agent(named: stream.agent) else {
        throw Complaint("there are no rules for \(stream.agent)")
      }
      let score = StreamScore(stream, StreamReplay.passages(of: stream, with: Recognizer(rules: rules)))
      if !score.isPerfect { faults.append("\(stream): \(score.text)") }
      let index = agents.firstIndex { $0.agent == stream.agent } ?? agents.endIndex
      if index == agents.endIndex { agents.append(ConfusionMatrix(agent: stream.agent)) }
      for pair in score.pairs { agents[index].add(expected: pair.is, found: pair.found) }
      scores.append(score)
    }
    rows.append(Row(name, scores))
  }

  var text: String {
    let head = ["stream", "changes", "right", "missed", "wrong", "doubled", "p50 ms", "p99 ms", "slowest"]
    let confusions = agents.filter { $0.total > 0 }.map { "changes of streams, \($0.text)" }
    return (confusions + [Table.text(head, rows.map(\.cells))] + faults).joined(separator: "\n\n")
  }
}
