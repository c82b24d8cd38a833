import Recognition

/// A team that a session of Claude Code has called together, as its files tell it.
public struct ClaudeTeam: Hashable, Sendable {
  public var name: String
  /// The conversation that leads it.
  public var leader: String?
  public var members: [String]
  /// Panes of tmux in which members run, such as `%7`.
  public var panes: [String]

  /// Reads a team's `config.json`; nil for what is none, or torn.
  public init?(_ bytes: some Sequence<UInt8>) {
    guard let file = JSONValue(bytes), let name = file["name"]?.string else { return nil }
    self.name = name
    leader = file["leadSessionId"]?.string
    let list = file["members"]?.array ?? []
    members = list.compactMap { $0["name"]?.string }
    panes = list.compactMap { $0["tmuxPaneId"]?.string }.filter { $0.hasPrefix("%") }
  }

  /// The state of one task of a team; nil for what is no task.
  public static func taskState(_ bytes: some Sequence<UInt8>) -> String? { JSONValue(bytes)?["status"]?.string }
}

extension ClaudeFiles {
  /// The directory with one directory for each team.
  public var teams: String { "\(folder)/teams" }

  /// The directory with one directory of tasks for each team.
  public var tasks: String { "\(folder)/tasks" }

  /// The teams there are, with how many tasks are in which state.
  public func currentTeams() -> [(team: ClaudeTeam, tasks: [String: Int])] {
    FileKind.names(in: teams).sorted().compactMap { folder in
      guard !folder.hasPrefix("."),
        let team = ClaudeTeam(FileBytes.contents(of: "\(teams)/\(folder)/config.json", limit: 1 << 20))
      else { return nil }
      var counts: [String: Int] = [:]
      for name in FileKind.names(in: "\(tasks)/\(folder)") where name.hasSuffix(".json") {
        let bytes = FileBytes.contents(of: "\(tasks)/\(folder)/\(name)", limit: 1 << 20)
        if let state = ClaudeTeam.taskState(bytes) { counts[state, default: 0] += 1 }
      }
      return (team, counts)
    }
  }

  /// Of an environment: where agents that inherit it keep their files.
  public init?(inheriting environment: [String: String]) {
    guard let folder = environment["CLAUDE_CONFIG_DIR"] ?? environment["HOME"].map({ "\($0)/.claude" }),
      folder.hasPrefix("/")
    else { return nil }
    self.folder = folder
  }
}
