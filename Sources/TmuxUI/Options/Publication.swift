public import Fleet
import Recognition
public import TmuxControl

/// Everything that argosy shows in options at one instant: a pure function of the fleet.
public struct Publication: Hashable, Sendable {
  /// One option in one place.
  public struct Key: Hashable, Sendable, Comparable {
    public let scope: Command.OptionScope
    public let name: OptionName

    public init(_ scope: Command.OptionScope, _ name: OptionName) {
      self.scope = scope
      self.name = name
    }

    public static func < (left: Key, right: Key) -> Bool {
      (left.place.0, left.place.1, left.name.rawValue) < (right.place.0, right.place.1, right.name.rawValue)
    }

    private var place: (Int, UInt32) {
      switch scope {
      case .server: (0, 0)
      case .session(let session): (1, session.number)
      case .window(let window): (2, window.number)
      case .pane(let pane): (3, pane.number)
      }
    }
  }

  public private(set) var values: [Key: String] = [:]

  /// Nothing: what is shown before the first agent and after the last goodbye.
  public init() {}

  /// - Parameters:
  ///   - client: The name of argosy's control client; a hook of the configuration compares with it.
  ///   - version: argosy's version.
  ///   - facts: What is shown beside the agents.
  public init(_ fleet: Fleet, client: String, version: String, beside facts: PublishedFacts = PublishedFacts()) {
    values[Key(.server, .up)] = "1"
    values[Key(.server, .client)] = client
    values[Key(.server, .version)] = version
    if let socket = facts.socket { values[Key(.server, .socket)] = socket }
    for agent in fleet.agents.values { add(agent) }
    let speakers = Dictionary(grouping: fleet.agents.values, by: \.place.session)
      .compactMapValues { $0.min(by: Self.isMoreUrgent) }
    for agent in speakers.values { add(sessionOf: agent, item: facts.items[agent.place.session]) }
    for (session, item) in facts.items { add(item, in: session) }
    for session in facts.parked where speakers[session] != nil { values[Key(.session(session), .parked)] = "1" }
    pad(speakers)
    let waiting = speakers.values.filter {
      StatusWord($0.activity).needsAttention && !facts.parked.contains($0.place.session)
    }
    if let oldest = waiting.map(\.since.seconds).min() { values[Key(.server, .oldest)] = "\(oldest)" }
    for agents in Dictionary(grouping: fleet.agents.values, by: \.place.window).values {
      if let agent = agents.min(by: Self.isMoreUrgent) { add(windowOf: agent, facts) }
    }
  }

  /// The agent that speaks for its session: the most urgent one, of those the one that has waited longest.
  private static func isMoreUrgent(_ left: Agent, _ right: Agent) -> Bool {
    let words = (StatusWord(left.activity), StatusWord(right.activity))
    if words.0 != words.1 { return words.0 < words.1 }
    return (left.since.wall, left.pane) < (right.since.wall, right.pane)
  }

  private mutating func add(_ agent: Agent) {
    let scope = Command.OptionScope.pane(agent.pane)
    values[Key(scope, .paneStatus)] = StatusWord(agent.activity).rawValue
    values[Key(scope, .session)] = "\(agent.place.session)"
    let note = Self.note(agent)
    if !note.isEmpty { values[Key(scope, .paneNote)] = note }
  }

  private mutating func add(sessionOf agent: Agent, item: WorkItem?) {
    let scope = Command.OptionScope.session(agent.place.session)
    values[Key(scope, .status)] = StatusWord(agent.activity).rawValue
    values[Key(scope, .since)] = "\(agent.since.seconds)"
    values[Key(scope, .pane)] = "\(agent.pane)"
    values[Key(scope, .session)] = "\(agent.place.session)"
    let title = PlainText.line(
      SpeakingTitle.text(
        agent.title, agent: agent.identity.name, else: item?.description ?? "", agent.place.sessionName), limit: 120)
    if !title.isEmpty { values[Key(scope, .title)] = title }
    if let kind = agent.activity.kind { values[Key(scope, .askKind)] = kind.rawValue }
    if let ask = agent.activity.ask {
      let text = PlainText.line(ask.question, limit: 200)
      if !text.isEmpty { values[Key(scope, .ask)] = text }
    }
  }

  private mutating func add(_ item: WorkItem, in session: SessionID) {
    let scope = Command.OptionScope.session(session)
    let facts: [(OptionName, String)] = [
      (.phase, item.stage), (.id, "\(item.id)"), (.branch, item.branch), (.pullRequest, item.pullRequest?.url ?? ""),
      (.pullRequestState, item.pullRequest.map(Self.word) ?? ""),
    ]
    for (name, fact) in facts {
      let text = PlainText.line(fact, limit: name == .pullRequest ? 300 : 100)
      if !text.isEmpty { values[Key(scope, name)] = text }
    }
  }

  /// `open draft green red merged closed`: what stands in the way of merging, in one word.
  private static func word(_ pullRequest: PullRequest) -> String {
    switch (pullRequest.state, pullRequest.ci) {
    case (.merged, _): "merged"
    case (.closed, _): "closed"
    case (_, .failing): "red"
    case (.draft, _): "draft"
    case (.open, .passing): "green"
    case (.open, .pending), (.open, .unknown): "open"
    }
  }

  /// Blanks that bring what stands behind the sessions' names into one column: tmux writes the name in front itself.
  private mutating func pad(_ speakers: [SessionID: Agent]) {
    let widths = speakers.mapValues { NameWidth.cells($0.place.sessionName) }
    let widest = widths.values.max() ?? 0
    for (session, width) in widths where width < widest {
      values[Key(.session(session), .pad)] = String(repeating: " ", count: min(widest - width, 60))
    }
  }

  private mutating func add(windowOf agent: Agent, _ facts: PublishedFacts) {
    let scope = Command.OptionScope.window(agent.place.window)
    if facts.showsWindowMarks { values[Key(scope, .winStatus)] = StatusWord(agent.activity).rawValue }
    if facts.bordered.contains(agent.place.window) {
      values[Key(scope, .borderStatus)] = "top"
      values[Key(scope, .borderFormat)] = PublishedFacts.borderFormat
    }
  }

  /// One line on what the agent waits for or how it ended. Nothing that changes by itself: every write redraws every
  /// client.
  private static func note(_ agent: Agent) -> String {
    if let remark = agent.remark { return PlainText.line(remark, limit: 80) }
    guard agent.activity.state == .blocked else { return "" }
    if let ask = agent.activity.ask {
      return PlainText.line(agent.asked(ask).joined(separator: " "), limit: 80)
    }
    return PlainText.line(agent.finding?.detail ?? "", limit: 80)
  }
}
