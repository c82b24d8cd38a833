import Dispatch
import Foundation
import Logging
import Recognition
import Synchronization
import TmuxControl
import World

/// Redacts and writes unknown screens on a thread of its own: neither takes long, but a disk may.
final class ScreenKeeper: Sendable {
  /// A screen as the daemon saw it.
  struct Sighting: Sendable {
    let pane: PaneID
    let episode: UInt64
    let screen: ScreenText
    let rules: AgentRules
    let version: String?
    /// Nanoseconds since 1970.
    let at: Int64
  }

  private struct State {
    var redactions: [String: (yaml: String, redaction: Redaction)] = [:]
    /// The last shape of each pane, and the stretch of unknown screens that it was in.
    var shapes: [PaneID: (episode: UInt64, shape: ScreenShape)] = [:]
    var waiting = 0
    var hasComplained = false
  }

  private let queue = DispatchQueue(label: "argosy.unknown-screens", qos: .utility)
  private let state = Mutex(State())
  private let files: UnknownScreens
  private let argosy: String
  private let log: Logger

  /// More than this at once are not kept: the disk does not keep up.
  private static let mostWaiting = 64

  init(_ files: UnknownScreens, argosy: String, log: Logger) {
    self.files = files
    self.argosy = argosy
    self.log = log
  }

  func keep(_ sighting: Sighting, tmux: String) {
    let isTaken = state.withLock { state in
      guard state.waiting < Self.mostWaiting else { return false }
      state.waiting += 1
      return true
    }
    guard isTaken else { return }
    queue.async { [self] in
      write(sighting, tmux)
      state.withLock { $0.waiting -= 1 }
    }
  }

  private func write(_ sighting: Sighting, _ tmux: String) {
    let agent = sighting.rules.agent
    let redacted = redaction(of: sighting.rules).redacted(sighting.screen)
    guard redacted.rows.contains(where: { $0.text.contains { !$0.isWhitespace } }) else { return }
    let shape = ScreenShape(redacted, agent: agent, version: sighting.version)
    let isSame = state.withLock { state in
      let last = state.shapes[sighting.pane]
      state.shapes[sighting.pane] = (sighting.episode, shape)
      return last?.episode == sighting.episode && last?.shape == shape
    }
    guard !isSame else { return }
    let near = Recognizer(rules: sighting.rules, version: sighting.version).nearest(sighting.screen)
    let screen = UnknownScreen(
      redacted, agent: agent, version: sighting.version, argosy: argosy, tmux: tmux, near: near, isRedacted: true,
      at: sighting.at)
    do {
      try files.keep(screen, shape: shape)
      state.withLock { $0.hasComplained = false }
      log.info(
        "a screen is not known", metadata: ["agent": "\(agent)", "pane": "\(sighting.pane)", "shape": "\(shape)"])
    } catch {
      let isNew = state.withLock { state in
        defer { state.hasComplained = true }
        return !state.hasComplained
      }
      if isNew { log.warning("unknown screens are not kept: \(error)") }
    }
  }

  private func redaction(of rules: AgentRules) -> Redaction {
    let known = state.withLock { $0.redactions[rules.agent] }
    if let known, known.yaml == rules.yaml { return known.redaction }
    let redaction = Redaction(rules)
    state.withLock { $0.redactions[rules.agent] = (rules.yaml, redaction) }
    return redaction
  }
}
