/// All that is known about one kind of agent: how to tell its processes, how to read its screen, how to start it and
/// how to talk to it.
public struct AgentRules: Sendable {
  public enum Origin: Sendable, Hashable {
    /// The file is part of the program.
    case builtIn
    /// A person's own file, by its path.
    case file(String)

    /// The path of a person's file; nil for a file of the program.
    public var path: String? { if case .file(let path) = self { path } else { nil } }
  }

  /// The short name: `claude`.
  public let agent: String
  /// The name for people: `Claude Code`.
  public let displayName: String
  /// Where the rules came from.
  public let origin: Origin
  /// The file as it was read.
  public let yaml: String
  /// How to start one; nil where the file does not say.
  public let launch: LaunchRecipe?
  /// How to go on with an earlier conversation; nil where the file does not say.
  public let resume: LaunchRecipe?
  /// How to talk to one.
  public let send: SendRules

  let process: ProcessRules
  let marks: Marks
  /// What marks a screen as this agent's; one is enough.
  let looks: [Condition]
  /// Highest priority first; of equals, the one written first.
  let rules: [Rule]

  /// The names of all rules in the order in which they are tried.
  public var ruleNames: [String] { rules.map(\.name) }

  /// Reads rules from YAML. `source` is the name of the file as errors shall show it.
  ///
  /// - Throws: the first of the faults that ``faults(inYAML:source:)`` finds.
  public init(yaml: String, source: String, origin: Origin = .builtIn) throws(RuleError) {
    var reader = AgentFileReader()
    let root = try YAMLValue.parse(yaml, file: source)
    let file = reader.read(root)
    if let first = reader.faults.first { throw first }
    guard let file else { throw root.error("the file cannot be read") }
    agent = file.agent
    displayName = file.displayName
    self.origin = origin
    self.yaml = yaml
    launch = file.launch
    resume = file.resume
    send = file.send
    process = file.process
    marks = file.marks
    looks = file.looks
    // Swift's sort keeps equals in order.
    rules = file.rules.sorted { $0.priority > $1.priority }
  }

  /// Everything that is wrong in a file, in the order of its lines; empty for a good one.
  public static func faults(inYAML yaml: String, source: String) -> [RuleError] {
    var reader = AgentFileReader()
    do throws(RuleError) {
      _ = reader.read(try YAMLValue.parse(yaml, file: source))
    } catch {
      return [error]
    }
    return reader.faults.sorted { $0.line ?? 0 < $1.line ?? 0 }
  }
}
