import Fleet
import Recognition

/// What the daemon remembers of a pane between two looks at its processes.
struct WatchedPane {
  /// The process that tmux started in the pane.
  var pid: Int32
  /// The agent that runs there.
  var identity: AgentIdentity?
  /// A process that may be an agent, if the screen agrees.
  var possible: ProcessMatch?
  /// Its screen, row by row as it was last read.
  var reader = ScreenReader()
  /// What recognition found on it, so that an unchanged screen is not searched again.
  var lastFinding: (agent: String, finding: Finding?)?
  /// Monotonic nanoseconds of the last look, and of the next one that was promised.
  var lastLook: UInt64 = 0
  var nextLook: UInt64?
  /// How long to wait between two looks. Grows while a pane prints and prints and no agent is found.
  var patience: UInt64 = WatchedPane.shortestPatience

  /// Whether each new screen is searched for an agent. A pane that prints on and on without being one is left to the looks
  /// at its processes, of which there is one a second: to search for every kind of agent is not cheap.
  var isSearched: Bool { possible != nil && patience < Self.longestPatience }

  static let shortestPatience: UInt64 = 10_000_000
  static let longestPatience: UInt64 = 1_000_000_000

  /// The pane printed something: when are its processes to be looked at?
  mutating func printed(at now: UInt64) {
    guard nextLook == nil else { return }
    if identity == nil, now &- lastLook > Self.longestPatience { patience = Self.shortestPatience }
    nextLook = max(now, lastLook &+ patience)
  }

  /// Its processes were looked at, and the agent is there: now and then is often enough.
  mutating func found(at now: UInt64) {
    lastLook = now
    nextLook = nil
    patience = Self.longestPatience
  }

  /// Its processes were looked at, without finding an agent.
  mutating func looked(at now: UInt64) {
    lastLook = now
    nextLook = nil
    patience = min(patience * 2, Self.longestPatience)
  }
}
