/// If these conditions hold, the agent is in this state.
struct Rule: Sendable, Hashable {
  /// What follows when the rule wins.
  enum Verdict: Sendable, Hashable {
    case state(AgentState, BlockKind?)
    /// Something covers the agent: keep the last state.
    case abstain
  }

  var name: String
  /// Rules are tried from the highest priority down; the first that matches wins.
  var priority: Int
  var region: RegionName
  var verdict: Verdict
  var confidence: Finding.Confidence
  var all: [Condition]
  var any: [Condition]
  var none: [Condition]
  /// How to read the dialog on the screen, if the rule speaks of one.
  var dialog: DialogParser.Style?
  /// What to pick out: the first group, or the whole match.
  var detail: [Pattern]
  /// The versions of the program that the rule is for; nil: all.
  var versions: VersionRange?
}
