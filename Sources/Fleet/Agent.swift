public import Recognition
public import TmuxControl

/// Which program an agent is.
public struct AgentIdentity: Hashable, Sendable, Codable {
  /// The name of its rules: `claude`.
  public let name: String
  /// The process, where one is known; nil for an agent that only its screen gives away, as over ssh.
  public let pid: Int32?
  /// The program's version, where the process tells.
  public let version: String?

  public init(name: String, pid: Int32?, version: String? = nil) {
    self.name = name
    self.pid = pid
    self.version = version
  }
}

/// Where a pane is.
public struct Place: Hashable, Sendable {
  public let window: WindowID
  public let session: SessionID
  public let sessionName: String
  /// A person has the pane before their eyes.
  public let isShown: Bool

  public init(window: WindowID, session: SessionID, sessionName: String, isShown: Bool) {
    self.window = window
    self.session = session
    self.sessionName = sessionName
    self.isShown = isShown
  }
}

/// What an agent is doing, without the when and why: two equal values are no transition.
public struct Activity: Hashable, Sendable {
  public var state: AgentState
  public var kind: BlockKind?
  public var ask: Ask?

  public init(_ state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil) {
    self.state = state
    self.kind = kind
    self.ask = ask
  }
}

/// One agent in one pane.
public struct Agent: Hashable, Sendable {
  public let pane: PaneID
  public internal(set) var identity: AgentIdentity
  public internal(set) var place: Place
  public internal(set) var activity: Activity
  /// Since when the agent is in this state, of this kind.
  public internal(set) var since: Moment
  /// The terminal title, without the glyph that says whether a turn is running.
  public internal(set) var title: String
  /// The last screen that said anything, kept for `argosy explain`.
  public internal(set) var finding: Finding?
  /// What is not on the screen but true: why it is unknown, or how it ended.
  public internal(set) var remark: String?

  /// A quieter state that is believed only once it has lasted.
  var candidate: Candidate?

  struct Candidate: Hashable, Sendable {
    var activity: Activity
    /// Monotonic nanoseconds at which it is believed.
    var due: UInt64
  }
}
