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

  public struct RuleReport: Codable, Hashable, Sendable {
    public var rule: String
    public var priority: Int
    public var region: String
    public var matches: Bool
    public var reason: String
  }
}
