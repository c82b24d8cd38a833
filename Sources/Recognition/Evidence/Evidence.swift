/// What an agent says of itself, beside its screen: one observation from a hook, a file, a transcript.
public struct Evidence: Sendable, Hashable, Codable {
  public enum Source: String, Sendable, Hashable, Codable, CaseIterable {
    /// A hook of the agent's, as it happened.
    case hook
    /// The file in which Claude Code keeps its own state, rewritten with every change.
    case registry
    /// The end of the conversation's transcript, which may lag behind.
    case transcript
  }

  public var source: Source
  /// The event or the status in the agent's own words: `Stop`, `busy`.
  public var name: String
  public var state: AgentState
  /// What a blocked agent waits for; nil in every other state.
  public var kind: BlockKind?
  public var ask: Ask?
  /// What it is about: a tool and its argument, an error's name.
  public var detail: String?

  public init(
    _ source: Source, _ name: String, _ state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil,
    detail: String? = nil
  ) {
    self.source = source
    self.name = name
    self.state = state
    self.kind = kind
    self.ask = ask
    self.detail = detail
  }
}
