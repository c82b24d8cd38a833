import Fleet
import Recognition
import TmuxControl
import World

extension Daemon {
  /// Starts the orchestrator's agent in its session, or tells where it is.
  func openOrchestrator(in directory: String, _ reply: @escaping @Sendable (Response) -> Void) {
    guard let hands = workHands else { return reply(Response(error: "the tmux server cannot be reached")) }
    let mode = settings.orchestratorMode
    Task.detached { [weak self] in
      do {
        let pane = try await hands.openOrchestrator(in: directory, mode) { pane in await self?.quiet(pane) }
        reply(Response(pane: "\(pane.pane)", work: WorkResponse(remarks: [pane.sessionName])))
      } catch {
        reply(Response(error: "\(error)"))
      }
    }
  }
}

extension WorkHands {
  /// The mark of the orchestrator's session in the place of an item's id.
  static let orchestrator = "orchestrator"

  /// - Throws: ``AgentProgram/Refusal`` or ``TmuxFailure``.
  func openOrchestrator(
    in directory: String, _ mode: LaunchRecipe.Mode, quieting: (PaneID) async -> Void
  ) async throws -> ManagedPane {
    guard let rules = catalog.agents.first(where: { $0.agent == "claude" }) else {
      throw TmuxFailure.refused("there are no rules for claude")
    }
    var program = try AgentProgram(starting: rules, LaunchRecipe.Wishes(mode: mode))
    // It reads and orders with argosy alone without being asked each time; anything else asks the person.
    program.arguments += [
      "--append-system-prompt", Self.skill, "--allowedTools", "Bash(argosy:*)",
    ]
    let opening = AgentSessions.Opening(
      item: Self.orchestrator, name: try FeatureName(Self.orchestrator), title: "orchestrator", directory: directory,
      program: program)
    let pane = try await sessions.relaunch(opening, quieting: quieting).pane
    // A person's picker knows the orchestrator by this (S0C-02).
    _ = try await tmux.run(["set-option", "-t", "\(pane.session):", "@fleet_captain", "1"], on: server)
    return pane
  }

  /// The skill without its heading for the program that lists skills.
  private static let skill: String = {
    let text = String(decoding: PackageResources.SKILL_md, as: UTF8.self)
    let parts = text.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[2]) : text
  }()
}
