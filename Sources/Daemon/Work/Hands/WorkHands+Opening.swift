import Fleet
import Foundation
import Recognition
import TmuxControl
import World

extension WorkHands {
  /// Starts the item's agent in its worktree.
  ///
  /// - Parameter quieting: called with the pane before it is respawned: see ``AgentSessions/relaunch(_:quieting:)``.
  func open(
    _ item: WorkItem, _ effect: EffectID, _ reason: Attempt.Reason, quieting: (PaneID) async -> Void
  ) async -> DeedResult {
    guard let workspace = item.workspace else { return .failed("it has no worktree") }
    guard let rules = catalog.agents.first(where: { $0.agent == item.settings.agent }) else {
      return .failed("no agent is called \(item.settings.agent); argosy agents lists them")
    }
    do {
      let conversation =
        reason == .resume
        ? item.session?.conversation
        : rules.launch?.takesSession == true
          ? Self.conversation(item.id, effect) : nil
      let wishes = LaunchRecipe.Wishes(
        session: conversation, settings: try settings(item, rules, workspace.path),
        model: item.settings.models[item.stage], mode: LaunchRecipe.Mode(rawValue: item.settings.permissionMode))
      let program =
        reason == .resume
        ? try AgentProgram(resuming: rules, wishes) : try AgentProgram(starting: rules, wishes)
      let opening = AgentSessions.Opening(
        item: "\(item.id)", name: try FeatureName(item.name), title: item.description, directory: workspace.path,
        program: program)
      let started =
        reason == .first
        ? try await sessions.open(opening) : try await sessions.relaunch(opening, quieting: quieting)
      return .opened(session(started.pane, item, conversation: conversation))
    } catch {
      return .failed("\(error)")
    }
  }

  /// The agent's session as tmux tells it.
  func session(_ pane: ManagedPane, _ item: WorkItem, conversation: String?) -> AgentSession {
    let known = item.session.flatMap { $0.server == epoch && $0.pane == pane.pane ? $0.pid : nil }
    var session = AgentSession(
      server: epoch, session: pane.session, window: pane.window, pane: pane.pane, sessionName: pane.sessionName,
      agent: item.settings.agent, pid: pane.pid == 0 ? known : pane.pid, conversation: conversation,
      openedAt: Clock.now.wall)
    if pane.isDead { session.life = pane.exitStatus == 0 ? .exited : .crashed(code: pane.exitStatus) }
    return session
  }

  /// The id of a conversation follows from the effect that begins it: whoever finishes the effect after a restart knows
  /// it too. The form is that of a random UUID, which is what agents take.
  static func conversation(_ item: ItemID, _ effect: EffectID) -> String {
    var bytes: [UInt8] = []
    for seed in [0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15] as [UInt64] {
      var hash = seed
      for byte in "\(item)/\(effect)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash ^= hash >> 29
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
      }
    }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    return [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
      .map { $0.joined() }.joined(separator: "-")
  }

  /// Hooks and status line for this one session; nothing of the person's is edited.
  private func settings(_ item: WorkItem, _ rules: AgentRules, _ directory: String) throws -> String? {
    guard rules.agent == "claude" else { return nil }
    let settings = ClaudeSettings(
      argosy: executable,
      statusLine: ClaudeSettings.StatusLine.inForce(in: directory, environment: environment))
    let path = try file(item.id, "claude-settings.json")
    try settings.save(to: path)
    return path
  }
}
