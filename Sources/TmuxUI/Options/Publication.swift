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
      case .pane(let pane): (2, pane.number)
      }
    }
  }

  public private(set) var values: [Key: String] = [:]

  /// Nothing: what is shown before the first agent and after the last goodbye.
  public init() {}

  /// - Parameters:
  ///   - client: The name of argosy's control client; a hook of the configuration compares with it.
  ///   - version: argosy's version.
  public init(_ fleet: Fleet, client: String, version: String) {
    values[Key(.server, .up)] = "1"
    values[Key(.server, .client)] = client
    values[Key(.server, .version)] = version
    for agent in fleet.agents.values { add(agent) }
    for agents in Dictionary(grouping: fleet.agents.values, by: \.place.session).values {
      if let agent = agents.min(by: Self.isMoreUrgent) { add(sessionOf: agent) }
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

  private mutating func add(sessionOf agent: Agent) {
    let scope = Command.OptionScope.session(agent.place.session)
    values[Key(scope, .status)] = StatusWord(agent.activity).rawValue
    values[Key(scope, .since)] = "\(agent.since.seconds)"
    values[Key(scope, .pane)] = "\(agent.pane)"
    values[Key(scope, .session)] = "\(agent.place.session)"
    let title = PlainText.line(agent.title, limit: 120)
    if !title.isEmpty { values[Key(scope, .title)] = title }
    if let kind = agent.activity.kind { values[Key(scope, .askKind)] = kind.rawValue }
    if let ask = agent.activity.ask {
      let text = PlainText.line(ask.question, limit: 200)
      if !text.isEmpty { values[Key(scope, .ask)] = text }
    }
  }

  /// One line on what the agent waits for or how it ended. Nothing that changes by itself: every write redraws every
  /// client.
  private static func note(_ agent: Agent) -> String {
    if let remark = agent.remark { return PlainText.line(remark, limit: 80) }
    guard agent.activity.state == .blocked else { return "" }
    if let ask = agent.activity.ask {
      return PlainText.line((ask.detail + [ask.question]).joined(separator: " "), limit: 80)
    }
    return PlainText.line(agent.finding?.detail ?? "", limit: 80)
  }
}
