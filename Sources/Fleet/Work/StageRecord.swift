/// How one turn of a stage went.
public struct StageRecord: Hashable, Sendable, Codable {
  public enum Outcome: String, Hashable, Sendable, Codable {
    case completed, skipped, redone, crashed, ended
  }

  public var stage: String
  /// Nanoseconds since 1970.
  public var startedAt: Int64
  public var endedAt: Int64?
  public var outcome: Outcome?

  public init(stage: String, startedAt: Int64) {
    self.stage = stage
    self.startedAt = startedAt
  }
}

/// How far the current stage is.
public enum StageProgress: Hashable, Sendable, Codable {
  /// Its command is to be sent as soon as the agent is at its prompt.
  case due
  /// The delivery is under way.
  case sending
  /// The agent took the command, at this time (nanoseconds since 1970); it was not yet seen at work.
  case sent(at: Int64)
  /// It was seen at work since.
  case running
  /// Over; a person says how to go on.
  case held
  /// There is nothing to send; something outside completes it.
  case watching
}
