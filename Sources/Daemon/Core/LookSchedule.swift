import TmuxControl
import World

/// When to look at whose processes.
///
/// A pane that prints may have a new program in it. The first looks follow each other closely, then less and less so
/// while it prints and no agent is found; a pane that was silent for a while begins anew. A value without a clock.
/// Times in monotonic nanoseconds.
struct LookSchedule {
  private struct Pane {
    var lastLook: UInt64 = 0
    var due: UInt64?
    var patience = LookSchedule.shortestPatience
    /// Who had the terminal at the last look at all processes, and when that was.
    var foreground: TerminalForeground?
    var lastFullLook: UInt64 = 0
  }

  static let shortestPatience: UInt64 = 10_000_000
  static let longestPatience: UInt64 = 1_000_000_000
  /// A program can start an agent without giving it the terminal, so an unchanged foreground is believed this long.
  static let trust: UInt64 = 5_000_000_000
  /// The most panes of one turn: each takes tens of microseconds, and a transition may be waiting behind them.
  static let batch = 16

  private var panes: [PaneID: Pane] = [:]

  /// The pane printed something. Returns when its processes are to be looked at.
  mutating func printed(_ pane: PaneID, holdsAgent: Bool, at now: UInt64) -> UInt64 {
    var entry = panes[pane, default: Pane()]
    if let due = entry.due { return due }
    if !holdsAgent, now &- entry.lastLook > Self.longestPatience { entry.patience = Self.shortestPatience }
    let due = max(now, entry.lastLook &+ entry.patience)
    entry.due = due
    panes[pane] = entry
    return due
  }

  /// A process of the pane ended: what follows it is about to show.
  mutating func ended(_ pane: PaneID, at now: UInt64) -> UInt64 {
    let due = now &+ Self.shortestPatience
    panes[pane, default: Pane()].due = due
    panes[pane]?.foreground = nil
    return due
  }

  /// Whether the pane prints on and on without being an agent's. Its screen is left to the looks at its processes, of
  /// which there is one a second: to search each frame for every kind of agent is not cheap.
  func isPatient(with pane: PaneID) -> Bool { panes[pane]?.patience == Self.longestPatience }

  /// Whether the pane's terminal was in the same hands at the last look at all processes, not long ago, with no agent
  /// among them. Then this was the look.
  mutating func isUnchanged(_ pane: PaneID, _ foreground: TerminalForeground?, at now: UInt64) -> Bool {
    guard let entry = panes[pane], let foreground, entry.foreground == foreground,
      now &- entry.lastFullLook < Self.trust, entry.patience == Self.longestPatience
    else { return false }
    panes[pane]?.lastLook = now
    panes[pane]?.due = nil
    return true
  }

  /// The pane's processes were looked at. Where an agent is, now and then is often enough.
  mutating func looked(_ pane: PaneID, found: Bool, foreground: TerminalForeground?, at now: UInt64) {
    var entry = panes[pane, default: Pane()]
    entry.lastLook = now
    entry.due = nil
    entry.patience = found ? Self.longestPatience : min(entry.patience * 2, Self.longestPatience)
    entry.foreground = found ? nil : foreground
    entry.lastFullLook = now
    panes[pane] = entry
  }

  /// Another process was started in the pane, or the pane is new.
  mutating func forget(_ pane: PaneID) { panes[pane] = nil }

  /// Panes whose time has come, at most ``batch``, and those that are nearly due with them: one turn for many.
  mutating func takeDue(at now: UInt64) -> [PaneID] {
    var taken: [PaneID] = []
    for (pane, entry) in panes {
      guard let due = entry.due, due <= now &+ entry.patience / 8 else { continue }
      taken.append(pane)
      if taken.count == Self.batch { break }
    }
    for pane in taken { panes[pane]?.due = nil }
    return taken
  }

  var next: UInt64? { panes.values.lazy.compactMap(\.due).min() }
}
