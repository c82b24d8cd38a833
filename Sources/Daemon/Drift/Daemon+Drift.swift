import Fleet
import Recognition
import Screens
import Terminal
import TmuxControl
import World

extension Daemon {
  /// A pane with an agent was read.
  func watchDrift(of pane: PaneID, _ finding: Finding?, isNew: Bool) {
    canary.read(pane, isKnown: finding != nil, isNew: isNew, at: Clock.now.monotonic)
    if finding == nil, let due = canary.next { agenda.set(.drift, at: due) }
  }

  /// Keeps the screens that no rule has known for a while.
  func keepUnknownScreens() {
    let now = Clock.now
    for pane in canary.takeDue(at: now.monotonic) {
      switch unknownScreen(of: pane) {
      case .nothing: canary.read(pane, isKnown: true, isNew: true, at: now.monotonic)
      case .unclear: canary.postpone(pane, to: now.monotonic &+ Self.second)
      case .unknown(let screen, let rules, let version):
        guard let episode = canary.take(pane, at: now.monotonic) else { continue }
        keeper.keep(
          .init(pane: pane, episode: episode, screen: screen, rules: rules, version: version, at: now.wall),
          tmux: serverVersion)
      }
    }
    if let due = canary.next { agenda.set(.drift, at: due) }
  }

  private static let second: UInt64 = 1_000_000_000

  private enum Look {
    /// It is known after all, or nobody knows what is on it.
    case nothing
    /// It cannot be said just now.
    case unclear
    case unknown(ScreenText, AgentRules, version: String?)
  }

  private func unknownScreen(of pane: PaneID) -> Look {
    guard let identity = panes[pane]?.identity, let agent = fleet.agents[pane], agent.activity.state != .exited,
      let recognizer = recognizer(of: identity)
    else { return .nothing }
    guard !intake.screens.isGuess(pane) else { return .nothing }
    // A program on its way up shows all kinds of things.
    guard agent.activity.state != .starting, !frames.isWaiting(for: pane),
      let terminal = intake.screens.terminal(of: pane), !terminal.isDrawing(at: Clock.now.monotonic)
    else { return .unclear }
    let screen = ScreenText(terminal)
    guard recognizer.recognise(screen) == nil else { return .nothing }
    return .unknown(screen, recognizer.rules, version: identity.version ?? agent.vitals?.version)
  }

  /// The screens of now that no rule knows, as they are.
  func unknownScreens() -> [UnknownScreen] {
    canary.unknown.compactMap { pane in
      guard case .unknown(let screen, let rules, let version) = unknownScreen(of: pane) else { return nil }
      return UnknownScreen(
        screen, agent: rules.agent, version: version, argosy: configuration.version, tmux: serverVersion,
        near: Recognizer(rules: rules, version: version).nearest(screen), isRedacted: false, at: Clock.now.wall)
    }
  }
}
