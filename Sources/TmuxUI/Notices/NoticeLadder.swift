public import Fleet
public import TmuxControl

/// When a person is told of what agents need: a value, without a clock and without a look at the world.
///
/// * blocked, question and error are told at once, done after it has lasted for two seconds, nothing else ever.
/// * Each need is told once. An agent that has worked may need something anew.
/// * What comes within two seconds after a notice waits for their end; three or more in that time become one summary.
/// * Whoever looks at the agent needs no notice; of what is muted or put aside none is wanted. Neither is made up for.
public struct NoticeLadder: Sendable {
  /// What comes together is told together: so long is waited for more. Nanoseconds, as all times here.
  static let gathering: UInt64 = 200_000_000
  static let debounce: UInt64 = 2_000_000_000
  static let window: UInt64 = 2_000_000_000

  private struct Pending: Hashable, Sendable {
    var word: StatusWord
    /// From then on it may be told; monotonic.
    var due: UInt64
  }

  private var agents: [PaneID: NoticeAgent] = [:]
  private var pending: [PaneID: Pending] = [:]
  /// Until when what comes belongs to the last notice, and how many needs that was about.
  private var last: (end: UInt64, count: Int)?

  private(set) var told: ToldNeeds
  private var isToldNew = false

  public init(told: ToldNeeds = ToldNeeds()) {
    self.told = told
  }

  // MARK: What is

  /// Takes an agent as it is now. One that is as it was changes nothing.
  ///
  /// - Parameter now: monotonic nanoseconds.
  public mutating func see(_ agent: NoticeAgent, at now: UInt64) {
    let pane = agent.pane
    agents[pane] = agent
    if agent.isWorking, told.forget(pane) { isToldNew = true }
    guard Self.isNeed(agent.word), !told.cover(agent) else {
      pending[pane] = nil
      return
    }
    if let earlier = pending[pane], (earlier.word == .done) == (agent.word == .done) { return }
    pending[pane] = Pending(word: agent.word, due: agent.word == .done ? now &+ Self.debounce : now)
  }

  /// There is no agent in a pane any more. What was told of it is kept: it may only be out of sight.
  public mutating func lose(_ pane: PaneID) {
    agents[pane] = nil
    pending[pane] = nil
  }

  /// Panes that are no more: their numbers are never used again, and need not be kept.
  public mutating func forget(where isGone: (PaneID) -> Bool) {
    told.forget(where: isGone)
  }

  /// Agents that are to be decided about.
  public var undecided: [PaneID] { pending.keys.sorted() }

  /// What was told, where it is not what it was when this was last asked.
  public mutating func takeTold() -> ToldNeeds? {
    defer { isToldNew = false }
    return isToldNew ? told : nil
  }

  private static func isNeed(_ word: StatusWord) -> Bool { word.needsAttention || word == .done }

  // MARK: What follows

  /// When there is something to decide; monotonic, nil for never.
  public var wake: UInt64? {
    guard let first = pending.values.map(\.due).min() else { return nil }
    return max(first &+ Self.gathering, last?.end ?? 0)
  }

  public func isDue(at now: UInt64) -> Bool { wake.map { $0 <= now } ?? false }

  /// Decides about everything that is due: it is told, or will never be.
  ///
  /// - Parameters:
  ///   - onlookers: the clients of this moment.
  ///   - settings: the person's, of this moment.
  public mutating func decide(
    _ onlookers: [Onlooker], _ settings: InterfaceSettings, at now: Moment
  ) -> [Notice] {
    guard isDue(at: now.monotonic) else { return [] }
    let ready = pending.filter { $0.value.due <= now.monotonic }
    let first = ready.values.map(\.due).min() ?? now.monotonic
    let batch = ready.keys.compactMap { agents[$0] }
    for pane in ready.keys { pending[pane] = nil }
    for agent in batch { told.add(agent) }
    isToldNew = true
    let chosen = batch.filter { agent in
      settings.notify.contains(agent.word) && !agent.isQuiet
        && !onlookers.contains { $0.sees(agent.pane, at: now) }
    }.sorted { ($0.word, $0.since, $0.pane) < ($1.word, $1.since, $1.pane) }
    guard !chosen.isEmpty else { return [] }
    let before = last.map { first < $0.end ? $0.count : 0 } ?? 0
    last = (now.monotonic &+ Self.window, chosen.count)
    guard chosen.count > 1, before + chosen.count >= 3 else { return chosen.map { Notice($0) } }
    return [Notice(of: chosen, isMore: before > 0)]
  }
}
