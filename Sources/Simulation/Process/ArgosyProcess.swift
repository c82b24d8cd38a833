import Fleet

/// One life of argosy: what ends with it when it is killed.
struct ArgosyProcess {
  var coordinator: Coordinator
  /// What was heard and not yet told to the coordinator.
  var heard: [News] = []
  /// What follows from events, not yet on disk; the oldest first.
  var unwritten: [Disk.Page] = []
  var running: [Running] = []
  var wakeAt: UInt64?

  enum News: Hashable {
    case result(EffectID, ItemID, DeedResult)
    case fact(Pane.Key, Fact)
    case pull(World.Branch, PullRequest)

    /// News of one pane keep their order; everything else may overtake.
    func comesAfter(_ other: News) -> Bool {
      guard case .fact(let key, _) = self, case .fact(key, _) = other else { return false }
      return true
    }
  }

  enum Fact: Hashable {
    case sight(AgentSight)
    case ended(Int32?)
    case gone
    case renamed(String)
    case conversation(String)
  }

  /// An effect that is being carried out, step by step.
  struct Running {
    let effect: WorkEffect
    var step = 0
    var isCancelled = false
    var target: Pane.Key?
    var verdict: DeedResult?
  }
}
