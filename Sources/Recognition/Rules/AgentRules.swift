/// All that is known about one kind of agent: how to tell its processes, and how to read its screen.
public struct AgentRules: Sendable {
  /// The short name: `claude`.
  public let agent: String
  /// The name for people: `Claude Code`.
  public let displayName: String
  /// Where the rules came from.
  public let source: String

  let process: ProcessRules
  let marks: Marks
  /// What marks a screen as this agent's; one is enough.
  let looks: [Condition]
  /// Highest priority first; of equals, the one written first.
  let rules: [Rule]

  /// The names of all rules in the order in which they are tried.
  public var ruleNames: [String] { rules.map(\.name) }

  /// Reads rules from YAML. `source` is the name of the file as errors shall show it.
  public init(yaml: String, source: String) throws(RuleError) {
    let root = try YAMLValue.parse(yaml, file: source)
    let keys = try root.mapping(["agent", "name", "process", "marks", "screen", "rules"])
    func required(_ key: String) throws(RuleError) -> YAMLValue {
      guard let value = keys[key] else { throw root.error("`\(key)` is missing") }
      return value
    }
    self.source = source
    agent = try required("agent").string()
    displayName = try keys["name"]?.string() ?? agent
    process = try ProcessRules(required("process"))
    marks = try Marks(required("marks"))
    looks = try RuleReader.conditions(keys["screen"])

    var rules: [Rule] = []
    var names: Set<String> = []
    for value in try required("rules").list() {
      let rule = try RuleReader.rule(value)
      guard names.insert(rule.name).inserted else { throw value.error("there are two rules named `\(rule.name)`") }
      rules.append(rule)
    }
    // Swift's sort keeps equals in order.
    self.rules = rules.sorted { $0.priority > $1.priority }
  }
}
