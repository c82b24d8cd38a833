/// What the agent in a pane is doing.
///
/// Recognition itself never says `done`: a finished turn is `idle` until somebody knows whether a person has seen it.
public enum AgentState: String, Sendable, Hashable, Codable, CaseIterable {
  /// The program is on its way up; there is no prompt yet.
  case starting
  /// A turn is running.
  case working
  /// The turn is over, but shells or agents it started still run.
  case background
  /// Nothing happens until a person does something.
  case blocked
  /// A turn has ended and nobody has looked since.
  case done
  /// At the prompt.
  case idle
  /// The program has gone.
  case exited
  /// No evidence. Never to be shown as idle.
  case unknown
}

/// What a blocked agent waits for.
public enum BlockKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// May it run this command, make this edit, open this connection?
  case permission
  /// A question of its own, with choices.
  case question
  /// A plan to be approved.
  case plan
  /// Is this folder, or this mode, to be trusted?
  case trust
  /// First-run setup, signing in, an API key.
  case login
  /// A usage limit, an empty account, a full context.
  case limit
  /// The service answered with an error and the turn is over.
  case error
}
