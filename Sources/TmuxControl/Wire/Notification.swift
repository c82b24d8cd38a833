/// What tmux says of its own accord, other than pane output.
///
/// Names are text to the end of the line and may hold anything, so they only ever label; identity is the id.
/// Which of them arrive for which session, and in which order, differs by version: they say *when* to look again, and
/// a fresh listing says what is true.
public enum Notification: Hashable, Sendable {
  /// Output of the pane is held back until `refresh-client -A '%N:continue'` (tmux 3.2, `pause-after`).
  case pause(PaneID)
  case `continue`(PaneID)
  case layoutChange(WindowID, layout: String)
  case windowAdd(WindowID)
  case windowClose(WindowID)
  case windowRenamed(WindowID, name: String)
  case unlinkedWindowAdd(WindowID)
  case unlinkedWindowClose(WindowID)
  case unlinkedWindowRenamed(WindowID, name: String)
  case windowPaneChanged(WindowID, PaneID)
  case paneModeChanged(PaneID)
  /// This connection's own client moved to the session.
  case sessionChanged(SessionID, name: String)
  case clientSessionChanged(client: String, SessionID, name: String)
  case clientDetached(client: String)
  case sessionRenamed(SessionID, name: String)
  case sessionsChanged
  case sessionWindowChanged(SessionID, WindowID)
  /// The scope is the text between name and value (`$1 @2 0 %3`, `-` where absent).
  case subscriptionChanged(name: String, scope: String, value: String)
  case pasteBufferChanged(String)
  case pasteBufferDeleted(String)
  case message(String)
  case configError(String)

  /// Whether sessions, windows, panes or clients may differ from the last listing.
  public var changesTopology: Bool {
    switch self {
    case .layoutChange, .windowAdd, .windowClose, .unlinkedWindowAdd, .unlinkedWindowClose, .windowPaneChanged,
      .sessionChanged, .clientSessionChanged, .clientDetached, .sessionRenamed, .sessionsChanged,
      .sessionWindowChanged:
      true
    case .pause, .continue, .windowRenamed, .unlinkedWindowRenamed, .paneModeChanged, .subscriptionChanged,
      .pasteBufferChanged, .pasteBufferDeleted, .message, .configError:
      false
    }
  }
}
