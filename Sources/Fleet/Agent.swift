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

/// Something an agent said of itself, and when.
public struct Observation: Hashable, Sendable {
  public let evidence: Evidence
  public let at: Moment

  public init(_ evidence: Evidence, at: Moment) {
    self.evidence = evidence
    self.at = at
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
  /// When the screen was last read, or known to be as it was, and when it last said anything; monotonic nanoseconds,
  /// zero before.
  public internal(set) var readAt: UInt64 = 0
  public internal(set) var spokeAt: UInt64 = 0
  /// What the screen said when it was last read, nil when nothing known was on it.
  var lastFinding: Finding?
  /// The last that the agent said of itself, by source.
  public internal(set) var heard: [Evidence.Source: Observation] = [:]
  /// What it told its status line.
  public internal(set) var vitals: Vitals?
  /// What is not on the screen but true: why it is unknown, or how it ended.
  public internal(set) var remark: String?
  /// The evidence that decided: a rule of the screen, a hook, a file.
  public internal(set) var reason = ""

  /// A quieter state that is believed only once it has lasted.
  var candidate: Candidate?

  /// What the agent said is believed against its screen until then.
  var trust: Trust?

  struct Trust: Hashable, Sendable {
    /// What was believed before.
    var before: Activity
    /// Monotonic nanoseconds after which a screen that has not changed wins.
    var due: UInt64
  }

  struct Candidate: Hashable, Sendable {
    var activity: Activity
    /// Monotonic nanoseconds at which it is believed.
    var due: UInt64
  }
}
