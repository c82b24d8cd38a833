/// The time from an agent's write to the tmux option that tells it.
struct StateLatency: Encodable {
  /// Changes that were seen.
  let changes: Int
  /// Changes whose word did not come before the agent had changed again.
  let missed: Int
  /// Milliseconds, nil when nothing was seen.
  let median: Double?
  let p99: Double?
  let most: Double?

  /// - Parameter pairs: for each agent, what it did and what was seen.
  init(_ pairs: [(cues: [AgentLog.Cue], changes: [StateObserver.Change])]) {
    var latencies: [Double] = []
    var missed = 0
    for (cues, changes) in pairs {
      var next = changes.startIndex
      // The first change shows what was there already; the last cue may have come too late to be seen.
      for (cue, after) in zip(cues, cues.dropFirst()) {
        guard let first = changes.first, let last = changes.last, cue.time > first.time, after.time < last.time else {
          continue
        }
        while next < changes.endIndex, changes[next].time < cue.time { next += 1 }
        if next < changes.endIndex, changes[next].word == cue.word {
          latencies.append(Double(changes[next].time - cue.time) / 1e6)
          next += 1
        } else {
          missed += 1
        }
      }
    }
    latencies.sort()
    self.changes = latencies.count
    self.missed = missed
    median = Self.quantile(latencies, 0.5)
    p99 = Self.quantile(latencies, 0.99)
    most = latencies.last
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return sorted[max(0, Int((Double(sorted.count) * share).rounded(.up)) - 1)]
  }
}
