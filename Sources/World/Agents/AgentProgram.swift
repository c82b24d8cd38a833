public import Recognition

/// The command line of one agent: an argument vector, never a line for a shell, and variables that are set for it.
///
/// A directory that an agent has not seen yet makes it ask whether it is trusted. argosy never answers that in its
/// stead by writing into the agent's own files, such as `~/.claude.json`: the question shows on the screen, and becomes
/// something that waits for a person.
public struct AgentProgram: Hashable, Sendable {
  /// The program, looked for on the pane's `PATH`, and its arguments.
  public var arguments: [String]
  /// Set in the pane beyond what it inherits.
  public var variables: [String: String]

  public init(arguments: [String], variables: [String: String] = [:]) {
    self.arguments = arguments
    self.variables = variables
  }

  /// Why an agent cannot be started as wished.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rules of the agent have no `launch`, or no `resume`.
    case noRecipe(agent: String, part: String)
    case recipe(agent: String, LaunchRecipe.Refusal)
    /// The rules give no command line that can be run.
    case illegal(agent: String, String)

    public var description: String {
      switch self {
      case .noRecipe(let agent, let part): "the rules of \(agent) have no `\(part)`"
      case .recipe(let agent, let refusal): "\(agent): \(refusal)"
      case .illegal(let agent, let what): "the rules of \(agent) make no command line: \(what)"
      }
    }
  }

  /// A new conversation. What the agent does not take on its command line is left out: see
  /// ``LaunchRecipe/takesPrompt`` and ``LaunchRecipe/takesSession``.
  ///
  /// - Throws: ``Refusal``, also for a mode that the agent does not know.
  public init(
    starting agent: AgentRules, _ wishes: LaunchRecipe.Wishes, variables: [String: String] = [:]
  ) throws(Refusal) {
    try self.init(agent, agent.launch, part: "launch", wishes, variables)
  }

  /// A conversation that goes on: the one that `wishes.session` names, or without it the latest of the directory.
  ///
  /// - Throws: ``Refusal``, also where the agent cannot resume what is named.
  public init(
    resuming agent: AgentRules, _ wishes: LaunchRecipe.Wishes, variables: [String: String] = [:]
  ) throws(Refusal) {
    try self.init(agent, agent.resume, part: "resume", wishes, variables)
  }

  private init(
    _ agent: AgentRules, _ recipe: LaunchRecipe?, part: String, _ wishes: LaunchRecipe.Wishes,
    _ variables: [String: String]
  ) throws(Refusal) {
    guard let recipe else { throw .noRecipe(agent: agent.agent, part: part) }
    do {
      arguments = try recipe.arguments(wishes)
    } catch {
      throw .recipe(agent: agent.agent, error)
    }
    self.variables = variables
    if let fault { throw .illegal(agent: agent.agent, fault) }
  }

  /// What keeps this from being run; nil for nothing.
  var fault: String? {
    guard let program = arguments.first, !program.isEmpty else { return "there is no program" }
    // `env`, which takes foreign variables away, would hold these for its own.
    if program.hasPrefix("-") || program.contains("=") { return "`\(program)` is no program" }
    if arguments.contains(where: { $0.contains("\0") }) || variables.contains(where: { $1.contains("\0") }) {
      return "an argument holds a NUL"
    }
    if let name = variables.keys.first(where: { $0.isEmpty || $0.contains("=") || $0.contains("\0") }) {
      return "`\(name)` is no variable"
    }
    return nil
  }

  /// The argument vector for a pane. `env` becomes the agent: it is the pane's own process, whose end and exit code
  /// tmux tells, and no shell reads any of it.
  ///
  /// - Parameter inherited: names of variables that the pane would inherit.
  func vector(inheriting inherited: some Sequence<String>) -> [String] {
    let foreign = inherited.filter { AgentEnvironment.isOfAnotherSession($0) && variables[$0] == nil }
    return ["/usr/bin/env"] + Set(foreign).sorted().flatMap { ["-u", $0] } + arguments
  }
}
