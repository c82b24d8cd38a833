/// How one rule fared on one screen, for `argosy explain`.
public struct RuleOutcome: Sendable, Hashable {
  public var rule: String
  public var priority: Int
  public var region: String
  public var isMatch: Bool
  /// The matched lines in words, or what was missing.
  public var reason: String

  public init(rule: String, priority: Int, region: String, isMatch: Bool, reason: String) {
    self.rule = rule
    self.priority = priority
    self.region = region
    self.isMatch = isMatch
    self.reason = reason
  }
}
