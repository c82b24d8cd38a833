import Fleet
public import World

/// Everything a daemon is told at its start.
public struct DaemonConfiguration: Sendable {
  public var server: ServerAddress
  public var tmux: TmuxProgram
  /// The Unix socket that the command line talks to.
  public var socketPath: String
  public var journalPath: String
  /// Where files of work items are kept: outputs of set-ups, settings of their agents' sessions.
  public var itemsPath: String
  /// The directory for screens that no rule knows.
  public var unknownScreensPath: String
  /// argosy itself, for the board in the hub's window.
  public var executable: String
  public var version: String
  public var environment: [String: String]

  public init(
    server: ServerAddress, tmux: TmuxProgram, socketPath: String, journalPath: String, itemsPath: String,
    unknownScreensPath: String, executable: String, version: String, environment: [String: String]
  ) {
    self.server = server
    self.tmux = tmux
    self.socketPath = socketPath
    self.journalPath = journalPath
    self.itemsPath = itemsPath
    self.unknownScreensPath = unknownScreensPath
    self.executable = executable
    self.version = version
    self.environment = environment
  }

  /// How often pull requests are asked for; `ARGOSY_PULL_REQUEST_HASTE=40` makes that forty times as often.
  var pullRequestPace: PullRequestPace {
    PullRequestPace().faster(by: environment["ARGOSY_PULL_REQUEST_HASTE"].flatMap { UInt64($0) } ?? 1)
  }
}
