public import Recognition
public import TmuxControl

/// The agent that carries a work item, as far as it was seen.
public struct AgentSession: Hashable, Sendable, Codable {
  public enum Life: Hashable, Sendable, Codable {
    case live
    /// Left by itself, with code 0.
    case exited
    /// Ended by a fault: the exit code, nil where it is not known.
    case crashed(code: Int32?)
    /// Pane and session are not there any more.
    case gone
    /// Ended by order.
    case closed
  }

  /// Ids of tmux mean nothing without the life of the server that gave them.
  public var server: ServerEpoch
  public var session: SessionID
  public var window: WindowID
  public var pane: PaneID
  /// As it was when last seen: a person or a hook may rename it (S0-42).
  public var sessionName: String
  public var agent: String
  public var pid: Int32?
  /// The agent's own id of the conversation, by which it is resumed.
  public var conversation: String?
  public var transcript: String?
  public var life: Life
  public var sight: AgentSight
  /// Nanoseconds since 1970.
  public var openedAt: Int64

  public init(
    server: ServerEpoch, session: SessionID, window: WindowID, pane: PaneID, sessionName: String, agent: String,
    pid: Int32?, conversation: String?, openedAt: Int64
  ) {
    self.server = server
    self.session = session
    self.window = window
    self.pane = pane
    self.sessionName = sessionName
    self.agent = agent
    self.pid = pid
    self.conversation = conversation
    self.openedAt = openedAt
    life = .live
    sight = AgentSight(.starting)
  }

  public var isLive: Bool { life == .live }
}

/// What an agent was seen doing.
public struct AgentSight: Hashable, Sendable, Codable {
  public var state: AgentState
  public var kind: BlockKind?
  public var ask: Ask?
  /// The turn that ended was interrupted by a person: nothing is finished by that.
  public var isInterrupted: Bool

  public init(_ state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil, isInterrupted: Bool = false) {
    self.state = state
    self.kind = kind
    self.ask = ask
    self.isInterrupted = isInterrupted
  }

  /// At its prompt: a command may be sent (S0-23).
  public var isReady: Bool { state == .idle || state == .done }
}

/// One agent process that was started for an item, and how it went.
public struct Attempt: Hashable, Sendable, Codable {
  public enum Reason: String, Hashable, Sendable, Codable {
    case first
    /// The agent had left with code 0 and the next command needs one.
    case relaunch
    case retry
    /// A dead session's conversation is continued.
    case resume
  }

  public var number: Int
  public var reason: Reason
  public var stage: String
  /// Nanoseconds since 1970.
  public var startedAt: Int64
  public var endedAt: Int64?
  public var outcome: String?

  public init(number: Int, reason: Reason, stage: String, startedAt: Int64) {
    self.number = number
    self.reason = reason
    self.stage = stage
    self.startedAt = startedAt
  }
}

// MARK: Reading what an older argosy wrote

extension AgentSession {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    server = try values.decode(ServerEpoch.self, forKey: .server)
    session = try values.decode(SessionID.self, forKey: .session)
    window = try values.decode(WindowID.self, forKey: .window)
    pane = try values.decode(PaneID.self, forKey: .pane)
    sessionName = try values.decode(.sessionName, or: "")
    agent = try values.decode(String.self, forKey: .agent)
    pid = try values.decodeIfPresent(Int32.self, forKey: .pid)
    conversation = try values.decodeIfPresent(String.self, forKey: .conversation)
    transcript = try values.decodeIfPresent(String.self, forKey: .transcript)
    life = try values.decode(Life.self, forKey: .life)
    sight = try values.decode(.sight, or: AgentSight(.unknown))
    openedAt = try values.decode(.openedAt, or: 0)
  }
}

extension AgentSight {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    state = try values.decode(AgentState.self, forKey: .state)
    kind = try values.decodeIfPresent(BlockKind.self, forKey: .kind)
    ask = try values.decodeIfPresent(Ask.self, forKey: .ask)
    isInterrupted = try values.decode(.isInterrupted, or: false)
  }
}
