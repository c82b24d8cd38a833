/// What a tmux server holds, as one round of `list-panes -a` and `list-clients` said it.
///
/// The model is re-listed, never patched from notifications: which notifications come, and in which order, differs
/// by version, while a listing is true at one instant.
public struct Listing: Hashable, Sendable {
  public var panes: [PaneID: Pane] = [:]
  public var windows: [WindowID: Window] = [:]
  public var sessions: [SessionID: Session] = [:]
  /// Clients other than control clients.
  public var clients: [Client] = []
  /// Sessions that any client is attached to, control clients too.
  public var attached: Set<SessionID> = []

  public init() {}

  public struct Pane: Hashable, Sendable {
    public let id: PaneID
    public let window: WindowID
    /// The process tmux started in the pane. Changes with `respawn-pane`. 0 where tmux has forgotten it: 3.8 does as
    /// soon as the process has ended.
    public fileprivate(set) var pid: Int32
    public let columns: Int
    public let rows: Int
    /// The process has ended and `remain-on-exit` keeps the pane.
    public let isDead: Bool
    /// The window's active pane.
    public let isActive: Bool
    /// Lines; what `history-limit` was when the pane was made.
    public let historyLimit: Int
    /// The option `alternate-screen`.
    public let allowsAlternateScreen: Bool
    /// The exit code of a dead pane's process; nil for one that lives, or was ended by a signal.
    public let exitStatus: Int32?
    /// Dead, and neither exit code nor signal is told: tmux 3.3a has not looked after its child yet.
    public let isEndUnknown: Bool
  }

  public struct Window: Hashable, Sendable {
    public let id: WindowID
    /// Every session that shows the window, in ascending order.
    public var sessions: [SessionID]
    /// The sessions whose current window this is.
    public var currentIn: Set<SessionID>
  }

  public struct Session: Hashable, Sendable {
    public let id: SessionID
    public let name: String
    /// Seconds since 1970 at which it was last used.
    public let activity: Int64
    /// It carries argosy's mark: a hub, ours or an older one.
    public let isHub: Bool
  }

  public struct Client: Hashable, Sendable {
    public let session: SessionID
    /// Nil where `focus-events` is off, so that nobody can know.
    public let isFocused: Bool?
  }

  /// Takes from an older listing of the same server which processes had run in panes that are dead by now.
  public mutating func recall(from old: Listing) {
    for (id, pane) in panes where pane.isDead && pane.pid == 0 {
      if let pid = old.panes[id]?.pid { panes[id]?.pid = pid }
    }
  }

  /// The session a pane belongs to, hubs left out: the lowest one when its window is linked into several.
  public func session(of pane: PaneID, otherThan hub: SessionID?) -> SessionID? {
    guard let window = panes[pane]?.window else { return nil }
    return windows[window]?.sessions.first { !isHub($0, own: hub) }
  }

  /// Whether the session is the hub of this connection, or one that an earlier connection made.
  func isHub(_ session: SessionID, own hub: SessionID?) -> Bool {
    session == hub || sessions[session]?.isHub == true
  }

  /// Whether a person has the pane before their eyes: the active pane of the current window of a session with a client.
  public func isShown(_ pane: PaneID) -> Bool {
    guard let facts = panes[pane], facts.isActive, let window = windows[facts.window] else { return false }
    return clients.contains { window.currentIn.contains($0.session) && $0.isFocused != false }
  }
}
