/// What one screen says about its agent, and why.
public struct Finding: Sendable, Hashable {
  /// How much to rely on a finding when other evidence disagrees.
  public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable {
    case strong, weak
  }

  public var state: AgentState
  /// What a blocked agent waits for; nil in every other state.
  public var kind: BlockKind?
  /// The question and its options, when the screen shows a dialog.
  public var ask: Ask?
  /// The name of the rule that won.
  public var rule: String
  /// The part of the screen that the rule looked at.
  public var region: String
  /// The lines that made the rule match.
  public var matched: [String]
  public var confidence: Confidence
  /// What the rule picked out: the spinner line, the time at which a limit ends.
  public var detail: String?
  /// A viewer or picker covers the agent: keep the last state, whatever it was. `state` is `unknown` then.
  public var isHold: Bool

  public init(
    state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil, rule: String, region: String,
    matched: [String] = [], confidence: Confidence = .strong, detail: String? = nil, isHold: Bool = false
  ) {
    self.state = state
    self.kind = kind
    self.ask = ask
    self.rule = rule
    self.region = region
    self.matched = matched
    self.confidence = confidence
    self.detail = detail
    self.isHold = isHold
  }
}
