@testable import Fleet

/// A watch, a clock, and a GitHub that answers at once.
struct WatchedWorld {
  var watch: PullRequestWatch
  var now: UInt64 = 1_000_000
  private(set) var calls: [(call: PullRequestCall, at: UInt64)] = []
  private(set) var attentions: [PullRequestWatch.Obstacle] = []
  private(set) var overcome: [PullRequestWatch.Obstacle] = []
  private(set) var wakeAt: UInt64?
  private(set) var wakes = 0
  /// What GitHub has, by branch.
  var pulls: [String: PullRequest] = [:]
  var failure: GitHubFailure?
  /// Calls stay without an answer.
  var isMute = false

  init(pace: PullRequestPace = PullRequestPace()) { watch = PullRequestWatch(pace: pace) }

  mutating func tell(_ event: PullRequestWatch.Event) {
    var waiting = watch.apply(event, at: now)
    while !waiting.isEmpty {
      switch waiting.removeFirst() {
      case .call(let call):
        calls.append((call, now))
        guard !isMute else { continue }
        waiting += watch.apply(.answered(call, answer(call)), at: now)
      case .wake(let at): wakeAt = at
      case .attention(let obstacle, _): attentions.append(obstacle)
      case .overcome(let obstacle): overcome.append(obstacle)
      }
    }
  }

  /// Lets time pass, waking when asked.
  mutating func pass(_ time: UInt64) {
    let end = now + time
    while let at = wakeAt, at <= end {
      now = max(now, at)
      wakeAt = nil
      wakes += 1
      tell(.woke)
    }
    now = end
  }

  private var tag: String { "\(pulls.values.map { "\($0.number) \($0.updated) \($0.state)" }.sorted())" }

  private func answer(_ call: PullRequestCall) -> PullRequestCall.Answer {
    if let failure { return .failed(failure) }
    switch call.kind {
    case .list(let old):
      if old == tag { return .unchanged }
      let entries = pulls.values.map {
        PullRequestCall.Entry(number: $0.number, branch: $0.branch, updated: $0.updated)
      }
      return .list(entries, tag: tag, isWhole: true)
    case .details(let questions): return .details(questions.compactMap { pulls[$0.branch] })
    }
  }

  mutating func forgetCalls() { calls = [] }

  var kinds: [String] {
    calls.map { if case .details = $0.call.kind { "details" } else { "list" } }
  }

  var gaps: [UInt64] { zip(calls.dropFirst(), calls).map { $0.at - $1.at } }
}
