extension AgentCatalog {
  /// The files inside the program.
  private static let builtIn: [(name: String, bytes: [UInt8])] = [
    ("claude.yaml", PackageResources.claude_yaml), ("codex.yaml", PackageResources.codex_yaml),
    ("gemini.yaml", PackageResources.gemini_yaml), ("opencode.yaml", PackageResources.opencode_yaml),
    ("copilot.yaml", PackageResources.copilot_yaml), ("cursor.yaml", PackageResources.cursor_yaml),
    ("aider.yaml", PackageResources.aider_yaml), ("amp.yaml", PackageResources.amp_yaml),
  ]

  /// The rules inside the program.
  public static func embedded() throws(RuleError) -> AgentCatalog {
    var agents: [AgentRules] = []
    for (name, bytes) in builtIn {
      agents.append(try AgentRules(yaml: String(decoding: bytes, as: UTF8.self), source: name))
    }
    return AgentCatalog(agents: agents)
  }

  /// What came of reading a person's files.
  public struct Reading: Sendable {
    /// What holds now.
    public var catalog: AgentCatalog
    /// What is wrong with the files that were left out, file by file.
    public var faults: [RuleError]
  }

  /// This catalog with a person's files on top. A file replaces the agent that it names whole, or adds one.
  ///
  /// A file that is wrong changes nothing: what `previous` had from the same path still holds, else what this catalog
  /// has. Of two files for one agent the first by path counts, and the second is a fault.
  ///
  /// - Parameter previous: what held until now.
  public func reading(_ files: [RuleFile], previous: AgentCatalog? = nil) -> Reading {
    var agents = self.agents
    var taken: [String: String] = [:]
    var faults: [RuleError] = []

    for file in files.sorted(by: { $0.path < $1.path }) {
      let rules: AgentRules
      do throws(RuleError) {
        let text = try file.text()
        let found = AgentRules.faults(inYAML: text, source: file.path)
        faults += found
        if !found.isEmpty {
          guard let earlier = previous?.agents.first(where: { $0.origin == .file(file.path) }) else { continue }
          rules = earlier
        } else {
          rules = try AgentRules(yaml: text, source: file.path, origin: .file(file.path))
        }
      } catch {
        faults.append(error)
        guard let earlier = previous?.agents.first(where: { $0.origin == .file(file.path) }) else { continue }
        rules = earlier
      }
      if let other = taken[rules.agent] {
        faults.append(RuleError(file: file.path, message: "the agent `\(rules.agent)` has its rules from \(other)"))
        continue
      }
      taken[rules.agent] = file.path
      if let index = agents.firstIndex(where: { $0.agent == rules.agent }) {
        agents[index] = rules
      } else {
        agents.append(rules)
      }
    }
    return Reading(catalog: AgentCatalog(agents: agents), faults: faults)
  }

  /// The names of agents whose rules are not the same here and there, or are only here or there.
  public func agents(differentFrom other: AgentCatalog) -> Set<String> {
    let names = Set(agents.map(\.agent)).union(other.agents.map(\.agent))
    return names.filter { name in
      let (left, right) = (agent(named: name), other.agent(named: name))
      return left?.yaml != right?.yaml || left?.origin != right?.origin
    }
  }
}
