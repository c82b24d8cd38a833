/// What is true of a work item now, in the catalogue's words (section 8). Its stage is another matter.
public enum ItemStatus: String, Hashable, Sendable, Codable, CaseIterable {
  case queued
  /// On another item.
  case waiting
  case starting
  case planning
  case working
  case verifying
  case fixing
  case shipping
  case inReview = "in_review"
  /// The agent asks inside its session.
  case needsInput = "needs_input"
  /// Stopped until a person decides.
  case escalated
  case paused
  case recovering
  case complete
  case failed
  case crashed
  case dependencyFailed = "dependency_failed"
  case cancelled
  case archived

  /// Never overwritten by what is observed (invariant 4); a crashed item can still be restarted by a person.
  public var isTerminal: Bool {
    switch self {
    case .complete, .failed, .dependencyFailed, .cancelled, .archived: true
    default: false
    }
  }

  /// Takes one of the places that a limit of concurrent items counts.
  public var takesSlot: Bool {
    switch self {
    case .starting, .planning, .working, .verifying, .fixing, .shipping, .needsInput, .escalated, .recovering: true
    default: false
    }
  }
}
