import TmuxControl

/// What a line on the control connection was sent for.
enum Purpose: Hashable, Sendable {
  /// Who the server and our own client are.
  case identity
  /// The hub's own options.
  case hub
  /// Options that an earlier life of argosy left.
  case leftovers
  case listing
  case link(WindowID)
  case end(WindowID)
  case pause(PaneID)
  case seed(PaneID)
  case publish(Int)
  case farewell
}
