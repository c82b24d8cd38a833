public import Recognition
public import TmuxControl

/// What the fleet is told.
public enum FleetEvent: Sendable {
  /// A listing: every pane there is, and where. Panes that are not in it are gone.
  case placed([PaneID: Place])
  /// A look at a pane's processes: which agent runs there, if any.
  case identified(PaneID, AgentIdentity?)
  /// The pane shows something else now: its agent was stopped, or put into the background, or the pane was respawned.
  case hidden(PaneID)
  /// A look at a pane's screen: what it says, nil when no rule matched.
  case read(PaneID, Finding?, title: String)
  /// An agent said something of itself, at a time that may lie in the past.
  case heard(PaneID, Observation)
  /// An agent told its status line how it is.
  case vitals(PaneID, Vitals)
  /// A person says that they have seen what the pane has to say.
  case seen(PaneID)
  /// The server can no longer be seen: nothing may be claimed until it is.
  case lostSight
  /// Time has passed, as an effect asked for.
  case woke
  /// What the journal remembers of a pane from an earlier life of argosy on the same server.
  case remembered(PaneID, Memory)
}

/// The last that was known of a pane's agent.
public struct Memory: Hashable, Sendable {
  public let activity: Activity
  public let since: Moment
  /// The agent's process; what another process does has nothing to do with it.
  public let pid: Int32?

  public init(activity: Activity, since: Moment, pid: Int32?) {
    self.activity = activity
    self.since = since
    self.pid = pid
  }
}

/// What the fleet wants done.
public enum FleetEffect: Hashable, Sendable {
  /// An agent's state has changed, or it came or went.
  case transition(Transition)
  /// Come back with ``FleetEvent/woke`` at this monotonic time, in nanoseconds.
  case wake(at: UInt64)
}

/// An agent passed from one state to another.
public struct Transition: Hashable, Sendable {
  public let pane: PaneID
  public let place: Place
  public let agent: AgentIdentity
  /// Nil: the agent was not there before.
  public let from: Activity?
  /// Nil: the agent is no longer there.
  public let to: Activity?
  public let at: Moment
  /// The rule or the event that decided.
  public let reason: String
}
