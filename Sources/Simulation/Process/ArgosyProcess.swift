import Fleet
import Store

/// One life of argosy: what ends with it when it is killed.
struct ArgosyProcess {
  private(set) var coordinator: Coordinator
  /// The items as they were after the last step.
  private var witness: Witness
  /// The agents that are known.
  private(set) var agents: [ItemID: Pane.Key] = [:]
  /// What was heard and not yet told to the coordinator.
  var heard: [News] = []
  var ledger = WorkLedger()
  /// What the disk was given and has not answered.
  var writing: WorkCommit?
  /// When the disk is tried again, in monotonic nanoseconds.
  var retryAt: UInt64?
  /// What a person is told when all that was taken so far is on disk; and when ``writing`` is.
  var promised: [Promise] = []
  var pledged: [Promise] = []
  var running: [Running] = []
  var wakeAt: UInt64?

  init(_ coordinator: Coordinator) {
    self.coordinator = coordinator
    witness = Witness(coordinator)
    for (id, item) in coordinator.items { agents[id] = item.session?.key }
  }

  /// - Parameter broken: gets what is wrong with the step.
  mutating func take(_ event: WorkEvent, at now: Moment, broken: inout [String]) -> WorkOutcome {
    let outcome = coordinator.react(to: event, at: now)
    broken += witness.violations(by: event, outcome, in: coordinator)
    for id in outcome.changed { agents[id] = coordinator.items[id]?.session?.key }
    return outcome
  }

  /// What is wrong with all items, also with those of which nothing was said.
  func violations() -> [String] { coordinator.violations() + witness.unsaid(in: coordinator) }

  /// What may be relied on once it is on disk.
  struct Promise {
    var order: WorkOrder?
    /// Commands of stages that are held to be done.
    var completed: [(item: ItemID, command: String)] = []
  }

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
