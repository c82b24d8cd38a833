import TmuxControl

/// What a line on the control connection was sent for.
enum Purpose: Hashable, Sendable {
  /// Who the server and our own client are.
  case identity
  /// A new board in the hub, the old one having been closed.
  case board
  /// Options and hubs that an earlier life of argosy left.
  case leftovers
  case listing
  case link(WindowID)
  /// Windows and hubs that nobody holds any more.
  case end
  case pause(PaneID)
  /// A pause that somebody waits for, to respawn the pane.
  case quiet(PaneID)
  case seed(PaneID)
  /// One look at a pane, to compare it with the model.
  case verify(PaneID, look: Int)
  case publish(Int)
  /// What the person's interface wants of us.
  case interface
  /// Which windows have a border that is free.
  case borders
  /// Who looks at what, and what of notices the person wants.
  case onlookers
  /// Nothing that is waited for.
  case unawaited
}
