public import Recognition

/// What the hook that waits is told.
public enum HoldWord: Codable, Hashable, Sendable {
  /// It is to wait on; said at once, and then every second, so that it knows that somebody is there.
  case waiting
  /// It is to end without a decision.
  case released
  case decided(HookDecision)
}
