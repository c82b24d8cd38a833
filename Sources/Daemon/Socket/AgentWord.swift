public import Recognition

/// What an agent says of itself by a hook or its status line, as `argosy hook` and `argosy statusline` pass it on.
public struct AgentWord: Codable, Hashable, Sendable {
  /// The processes above the one that brings it, nearest first: the agent is one of them.
  public var ancestors: [Int32]
  /// `$TMUX_PANE` there.
  public var pane: String?
  /// Nanoseconds since 1970 at which it was said.
  public var at: Int64
  public var sessionID: String?
  public var transcriptPath: String?
  public var event: String?
  public var evidence: Evidence?
  /// The text that the agent took for a prompt.
  public var prompt: String?
  public var vitals: Vitals?

  public init(ancestors: [Int32], pane: String?, at: Int64) {
    self.ancestors = ancestors
    self.pane = pane
    self.at = at
  }
}
