import Fleet
import Recognition
import Screens

/// What the daemon knows of a pane beside its screen.
struct WatchedPane {
  /// The process that tmux started in the pane.
  var pid: Int32
  /// The agent that runs there.
  var identity: AgentIdentity?
  /// A process that may be an agent, if the screen agrees.
  var possible: ProcessMatch?
  /// The processes of the last look, when none of them could be an agent.
  var strangers: [ProcessDescription] = []
  /// The conversation of its agent, where the agent told: its id, its directory, the file of its transcript.
  var session: String?
  var directory: String?
  var transcript: String?
  /// How far its program was with its frame when it printed last, where nobody has read it since: a pane without an
  /// agent is not read.
  var unread: FrameClock.Progress?
  /// Its screen may say something about an agent.
  var mayHoldAgent: Bool { identity != nil || possible != nil }
  /// Its screen, row by row as it was last read.
  var reader = ScreenReader()
  /// What recognition found on it, so that an unchanged screen is not searched again.
  var lastFinding: (agent: String, finding: Finding?)?
}
