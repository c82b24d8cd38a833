import Fleet
import Foundation
import Recognition
import TmuxControl
import World

/// Why a pane is in the state it is in.
public struct ExplainReport: Codable, Hashable, Sendable {
  public var pane: String
  public var agent: StatusReport.AgentReport?
  /// The process that makes the pane an agent's.
  public var process: ProcessReport?
  /// The rule that the last screen with a meaning matched.
  public var rule: String?
  public var region: String?
  public var confidence: String?
  public var matched: [String]
  /// What decided: the rule, or what the agent said of itself.
  public var reason: String
  /// What the agent said of itself, newest first.
  public var evidence: [EvidenceReport]
  /// The tools for which a hook of the agent waits for `argosy answer`.
  public var heldHooks: [String]
  /// The person's own file that the rules come from; nil for those inside the program.
  public var rulesFile: String?
  /// Every rule on the screen of now, in order of priority.
  public var rules: [RuleReport]
  /// The screen of now, as argosy holds it.
  public var screen: [String]
  public var title: String

  public struct ProcessReport: Codable, Hashable, Sendable {
    public var pid: Int32
    public var arguments: [String]
    public var version: String?
  }

  public struct EvidenceReport: Codable, Hashable, Sendable {
    /// hook, registry, transcript.
    public var source: String
    /// In the agent's own words: `Stop`, `busy`.
    public var name: String
    public var state: String
    public var kind: String?
    public var detail: String?
    /// ISO 8601, UTC, milliseconds.
    public var at: String
    /// Seconds.
    public var age: Double
  }

  public struct RuleReport: Codable, Hashable, Sendable {
    public var rule: String
    public var priority: Int
    public var region: String
    public var matches: Bool
    public var reason: String
  }
}
