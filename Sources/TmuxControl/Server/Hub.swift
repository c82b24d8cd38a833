/// Watches every session of a server through one session of our own, whose windows are links to theirs.
///
/// One control client sees the output of one session's windows. A client per session crashes servers up to 3.6b under
/// churn and makes the person's sessions look attached; a session full of links does neither. This value decides, from
/// one listing to the next, what has to be linked, ended, or paused; it does no I/O.
public struct Hub: Sendable {
  public let session: SessionID
  /// The hub's own window, which shows the board and is no link.
  public private(set) var ownWindow: WindowID
  /// A new window for the board was asked for.
  private var isBoardAwaited = false

  /// Panes that were in the hub at the last listing.
  private var watched: Set<PaneID> = []
  /// Windows that tmux would not link, with how often it refused. Tried again a few times, then left alone.
  private var refusals: [WindowID: Int] = [:]
  /// Windows whose link was asked for and not seen in a listing yet.
  private var linking: Set<WindowID> = []
  /// The sessions of a window other than the hub, when it last had any.
  private var homes: [WindowID: [SessionID]] = [:]
  /// Windows that were linked at the last listing.
  private var linkedWindows: Set<WindowID> = []

  public init(session: SessionID, ownWindow: WindowID) {
    self.session = session
    self.ownWindow = ownWindow
  }

  /// The highest pane id of the last listing. Ids rise and are never reused, so a higher one was born since.
  private var newestPane: PaneID?

  /// What a listing asks for.
  public struct Duties: Hashable, Sendable {
    /// Windows that appeared, to be linked.
    public var link: [WindowID] = []
    /// The window with the board is gone: somebody closed it.
    public var isBoardMissing = false
    /// Windows that only the hub still holds because their session was killed: they are to end as the person meant.
    public var end: [WindowID] = []
    /// Windows that are only in the hub because somebody opened or moved them there, mostly without knowing: inside a
    /// pane of an old session, tmux takes the hub for the current one. They go to the session named.
    public var giveBack: [GiveBack] = []
    /// Hubs of earlier connections. A person who is in one keeps it, and its links, until they leave.
    public var endHubs: [SessionID] = []

    public struct GiveBack: Hashable, Sendable {
      public let window: WindowID
      public let session: SessionID
    }

    /// Panes that left every linked window. The server would keep their output for us for ever.
    public var pause: [PaneID] = []
    /// Panes born in a linked window since the last listing: all they ever printed was received.
    public var born: [PaneID] = []
    /// Panes that came into the hub with a past: their screen has to be asked for.
    public var arrived: [PaneID] = []
  }

  /// Compares a listing with the last one.
  public mutating func reconcile(_ listing: Listing) -> Duties {
    var duties = Duties()
    var linkedWindows: Set<WindowID> = []
    if listing.windows[ownWindow] == nil, listing.sessions[session] != nil, !isBoardAwaited {
      isBoardAwaited = true
      duties.isBoardMissing = true
    }
    for window in listing.windows.values.sorted(by: { $0.id < $1.id }) where window.id != ownWindow {
      // The board of another hub, which goes with it.
      if window.sessions.allSatisfy({ $0 != session && listing.isHub($0, own: session) }) { continue }
      let others = window.sessions.filter { !listing.isHub($0, own: session) }
      // Known before it is linked: its session may be killed in between.
      if !others.isEmpty { homes[window.id] = others }
      if !window.sessions.contains(session) {
        if !linking.contains(window.id), refusals[window.id, default: 0] < Self.patience {
          linking.insert(window.id)
          duties.link.append(window.id)
        }
      } else {
        if others.isEmpty { settle(orphan: window.id, listing, &duties) }
        linking.remove(window.id)
        linkedWindows.insert(window.id)
      }
    }
    homes = homes.filter { listing.windows[$0.key] != nil }
    let present = Set(listing.panes.values.filter { linkedWindows.contains($0.window) }.map(\.id))
    for pane in present.subtracting(watched).sorted() {
      let wasLinked = listing.panes[pane].map { self.linkedWindows.contains($0.window) } ?? false
      if wasLinked, let newestPane, pane > newestPane {
        duties.born.append(pane)
      } else {
        duties.arrived.append(pane)
      }
    }
    duties.endHubs = listing.sessions.values.filter {
      $0.isHub && $0.id != session && !listing.attached.contains($0.id)
    }.map(\.id).sorted()
    duties.pause = watched.subtracting(present).filter { listing.panes[$0] != nil }.sorted()
    watched = present
    self.linkedWindows = linkedWindows
    newestPane = listing.panes.keys.max() ?? newestPane
    refusals = refusals.filter { listing.windows[$0.key] != nil }
    linking = linking.filter { listing.windows[$0] != nil }
    return duties
  }

  /// A window that no session of a person's holds. It ends only if it had a session and that session is gone.
  private func settle(orphan window: WindowID, _ listing: Listing, _ duties: inout Duties) {
    if let homes = homes[window] {
      if let home = homes.first(where: { listing.sessions[$0] != nil }) {
        duties.giveBack.append(.init(window: window, session: home))
      } else {
        duties.end.append(window)
      }
    } else if let newest = listing.sessions.values.filter({ $0.id != session && !$0.isHub })
      .max(by: { ($0.activity, $0.id) < ($1.activity, $1.id) })
    {
      duties.giveBack.append(.init(window: window, session: newest.id))
    }
  }

  /// A new window for the board stands; nil when tmux would not open one.
  public mutating func opened(board: WindowID?) {
    isBoardAwaited = false
    if let board { ownWindow = board }
  }

  /// tmux refused a link, mostly because the window is gone already.
  public mutating func refused(_ window: WindowID) {
    linking.remove(window)
    refusals[window, default: 0] += 1
  }

  private static let patience = 3
}
