/// All agents that can be told apart.
public struct AgentCatalog: Sendable {
  /// Those of the program first, then those that only a person's files know.
  public let agents: [AgentRules]

  public init(agents: [AgentRules]) {
    self.agents = agents
  }

  public func agent(named name: String) -> AgentRules? {
    agents.first { $0.agent == name }
  }

  /// Which agent, if any, a process is.
  ///
  /// Nil for everything that has no screen to watch: an agent in print mode, a subcommand such as `mcp serve`.
  public func agent(of process: ProcessDescription) -> ProcessMatch? {
    var possible: ProcessMatch?
    for rules in agents {
      switch rules.process.judge(process, agent: rules.agent) {
      case .stranger: continue
      case .headless: return nil
      case .match(let match):
        if match.confidence == .certain { return match }
        possible = possible ?? match
      }
    }
    return possible
  }

  /// Which agent, if any, this screen looks like. For processes that could be one; the screen of an editor may show
  /// anything.
  public func agent(of screen: ScreenText) -> String? {
    for rules in agents {
      var evaluation = Evaluation(screen, marks: rules.marks)
      for condition in rules.looks where evaluation.holds(condition, region: .whole) { return rules.agent }
    }
    return nil
  }

  /// Which agent, if any, lives in a pane: from all processes under the pane, and the screen where they leave doubt.
  public func agent(in processes: [ProcessDescription], screen: @autoclosure () -> ScreenText) -> ProcessMatch? {
    let matches = processes.compactMap { agent(of: $0) }
    if let certain = matches.first(where: { $0.confidence == .certain }) { return certain }
    guard let possible = matches.first, let name = agent(of: screen()) else { return nil }
    return ProcessMatch(
      agent: name, pid: possible.pid, version: matches.lazy.compactMap(\.version).first, confidence: .certain)
  }
}
