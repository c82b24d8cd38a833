import Recognition
import Testing
import TmuxControl

@testable import Fleet

/// A coordinator with a clock, and everything it wished for and recorded.
struct WorkScene {
  var coordinator = Coordinator()
  var now: UInt64 = 0
  /// The effects that are under way, oldest first.
  var doing: [WorkEffect] = []
  var done: [WorkEffect] = []
  var notices: [Attention] = []
  var records: [WorkRecord] = []
  var cancelled: [EffectID] = []
  let id = ItemID("a")

  static let epoch: Int64 = 1_700_000_000_000_000_000

  /// In the seconds of a server.
  static var today: Int64 { epoch / 1_000_000_000 }

  /// By how many nanoseconds the wall clock is wrong.
  var skew: Int64 = 0

  var moment: Moment { Moment(wall: Self.epoch + Int64(now) + skew, monotonic: now) }

  var item: WorkItem { coordinator.items[id] ?? WorkItem(Self.new("none"), at: moment) }

  static func new(
    _ id: String, name: String? = nil, isAutomatic: Bool = false, settings: ItemSettings = ItemSettings(),
    workflow: Workflow = .feature
  ) -> NewItem {
    NewItem(
      id: ItemID(id), name: name ?? id, description: "SSO support",
      repository: Repository(path: "/repo", defaultBranch: "main"), settings: settings, workflow: workflow,
      isAutomatic: isAutomatic)
  }

  @discardableResult
  mutating func tell(_ event: WorkEvent) -> OrderRefusal? {
    let outcome = coordinator.apply(event, at: moment)
    for wish in outcome.wishes {
      switch wish {
      case .act(let effect): doing.append(effect)
      case .cancel(let id): cancelled.append(id)
      case .notify(_, let attention): notices.append(attention)
      case .wake: break
      }
    }
    records += outcome.records
    return outcome.refusal
  }

  @discardableResult
  mutating func order(_ order: WorkOrder) -> OrderRefusal? { tell(.ordered(order)) }

  /// argosy is killed, and started again.
  mutating func restart(_ survey: Survey) {
    coordinator = Coordinator(items: Array(coordinator.items.values), nextEffect: coordinator.nextEffect)
    tell(.surveyed([id: survey]))
  }

  /// The oldest effect under way has this result. A test that believes in one where there is none is wrong.
  mutating func finish(_ result: DeedResult, sourceLocation: SourceLocation = #_sourceLocation) {
    guard !doing.isEmpty else {
      Issue.record("nothing is under way that could end with \(result)", sourceLocation: sourceLocation)
      return
    }
    let effect = doing.removeFirst()
    #expect(effect.deed.canEnd(in: result), "\(effect.deed.word): \(result)", sourceLocation: sourceLocation)
    done.append(effect)
    tell(.done(effect.id, effect.item, result))
  }

  mutating func see(_ state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil, isInterrupted: Bool = false) {
    tell(.saw(id, AgentSight(state, kind: kind, ask: ask, isInterrupted: isInterrupted)))
  }

  mutating func wait(_ seconds: UInt64) {
    now += seconds * 1_000_000_000
    tell(.woke)
  }

  /// What was sent or is being sent, in order.
  var sent: [String] {
    (done + doing).compactMap { effect in if case .send(let text) = effect.deed { text } else { nil } }
  }

  func session(_ number: UInt32 = 1, conversation: String? = "c1") -> AgentSession {
    AgentSession(
      server: ServerEpoch(pid: 1, startTime: 1), session: SessionID(number: number),
      window: WindowID(number: number), pane: PaneID(number: number), sessionName: "a", agent: "claude",
      pid: 100 + Int32(number), conversation: conversation, openedAt: moment.wall)
  }

  /// A feature whose agent is up and at its prompt, its first command on its way.
  mutating func begin(
    isAutomatic: Bool = false, settings: ItemSettings = ItemSettings(), workflow: Workflow = .feature,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    order(.begin(Self.new("a", isAutomatic: isAutomatic, settings: settings, workflow: workflow)))
    finish(
      .prepared(Workspace(path: "/repo/.claude/worktrees/a", branch: "worktree-a", base: "abc")),
      sourceLocation: sourceLocation)
    finish(.opened(session()), sourceLocation: sourceLocation)
    see(.idle)
  }

  /// The agent takes the command that is on its way, works, and is done.
  mutating func turn(sourceLocation: SourceLocation = #_sourceLocation) {
    finish(.sent(proof: "echo"), sourceLocation: sourceLocation)
    see(.working)
    now += 5_000_000_000
    see(.done)
  }

  func pullRequest(_ ci: PullRequest.Check.Bucket? = nil, state: PullRequest.State = .open, at: Int64 = 1)
    -> PullRequest
  {
    PullRequest(
      number: 42, branch: "worktree-a", head: "h\(at)", base: "main", state: state,
      checks: ci.map { [PullRequest.Check(name: "test", bucket: $0, id: at)] } ?? [], mergeable: .yes,
      updated: Self.today + at)
  }
}

extension Deed {
  /// Whether such a deed has such a result at all.
  fileprivate func canEnd(in result: DeedResult) -> Bool {
    switch (self, result) {
    case (.prepare, .prepared), (.open, .opened), (.close, .closed), (.discard, .discarded), (.discard, .kept): true
    case (.send, .sent), (.send, .refused), (.send, .unconfirmed), (_, .failed), (_, .lost): true
    default: false
    }
  }
}
