extension ItemTurn {
  /// Begins a stage: its command is due, or there is none and something outside is watched.
  mutating func enter(_ name: String) {
    item.stage = name
    item.passesGate = false
    settled("gate", "delivery", "waiting", "refused", "words")
    guard let stage = item.currentStage, stage.isWatched else {
      item.progress = .due
      return
    }
    item.progress = .watching
    endStage(.ended)
    item.history.append(StageRecord(stage: name, startedAt: now.wall))
    record(.stageStarted, "")
    if item.pullRequest == nil { wake(after: Self.patienceForPullRequest) }
  }

  /// How long a pull request may be unknown before that is told.
  static let patienceForPullRequest: UInt64 = 90_000_000_000

  /// The stage under way has come to its end.
  mutating func completeStage(_ why: String) {
    guard item.life == .active, let stage = item.currentStage else { return }
    endStage(.completed)
    record(.stageCompleted, why)
    guard let next = item.nextStage else { return end(.complete(why)) }
    if item.isAutomatic || item.passesGate || item.settings.gate(after: stage) == .auto { return enter(next.name) }
    hold("\(stage.name) is finished; \(next.name) comes next", hint: "argosy advance \(item.name)")
  }

  /// A person says how to go on.
  mutating func hold(_ text: String?, hint: String? = nil) {
    item.progress = .held
    if let text { need("gate", Attention(.gate, text, hint: hint, since: now.wall)) }
  }

  /// The time has come that was asked for.
  mutating func woke() {
    isDue = true
    guard item.life == .active else { return }
    if let session = item.session, session.isLive { take(session.sight) }
    if item.progress == .watching, item.pullRequest == nil, item.attention["pr"] == nil {
      let begun = item.history.last?.startedAt ?? now.wall
      let waited = now.wall &- begun
      // Where the wall clock was set back, nobody knows how long it was; better told too early than never.
      if waited < 0 || waited >= Int64(Self.patienceForPullRequest) {
        need(
          "pr",
          Attention(
            .gate, "no pull request of \(item.branch) is known",
            hint: "argosy send \(item.name) \"open a pull request\", or argosy done \(item.name)", since: now.wall))
      } else {
        wake(after: Self.patienceForPullRequest)
      }
    }
  }
}
