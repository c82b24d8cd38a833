public import Screens
public import TmuxControl

/// How the daemon and its connection are.
public struct DoctorReport: Codable, Hashable, Sendable {
  public var version: String
  public var pid: Int32
  public var server: StatusReport.Server
  /// argosy's control client, as tmux names it.
  public var client: String
  /// The process of that client.
  public var clientPID: Int32?
  /// The hub session's id.
  public var hub: String
  public var isConnected: Bool
  public var isComplete: Bool
  public var reconnects: Int
  /// Seconds that this connection has lasted.
  public var connectedFor: Double
  /// Of the stream, over the whole connection.
  public var bytesPerSecond: Double
  public var linesPerSecond: Double
  /// Connections that were given up because tmux did not answer.
  public var missedDeadlines: Int
  /// Bytes that tmux printed of its screens for us since the server was met.
  public var capturedBytes: Int
  /// Windows that are linked into the hub.
  public var links: Int
  /// Faults of this version of tmux that argosy lives with.
  public var faults: [Fault]
  public var watchedPanes: Int
  /// Panes whose screen is not known at this moment.
  public var unseededPanes: [String]
  public var agents: Int
  /// Clients that follow what changes: boards, and whoever waits for a state.
  public var followers: Int
  public var connection: ControlCounters
  /// What was dropped because the daemon did not keep up; nil while there is no connection.
  public var ring: RingCounters?
  public var screens: Screens.Counters
  public var journal: String?
  /// Why nothing can be written into it now; nil while it can.
  public var journalFault: String?
  /// Why config.yml is not in force; nil where it is, or there is none.
  public var configurationFault: String?
  /// Repositories whose pull requests are followed, and what keeps some from being so.
  public var followedRepositories: [String]?
  public var pullRequestFaults: [String]?
  /// What passes by itself: a server that was not reached, or that wants to be left alone for a while.
  public var pullRequestDelays: [String]?
  /// Sessions that bear the mark of an item which is not known here: name and id.
  public var orphans: [String]?
  /// The person's own files of rules that are in force.
  public var ruleFiles: [String]
  /// What is wrong in files of rules: file, line, what.
  public var ruleFaults: [String]
  /// How many notices were given since this daemon started.
  public var notices: Int?
  /// What kept the last notice from a person, by the way it should have gone.
  public var noticeFaults: [String]?

  public struct Fault: Codable, Hashable, Sendable {
    /// tmux's issue number, where there is one.
    public var issue: Int?
    public var what: String
    public var remedy: String
  }
}
