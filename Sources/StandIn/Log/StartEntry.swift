extension LogEntry {
  /// The first line: who was started how, where and with what around it.
  static func start(arguments: [String], size: Size, print: Bool) -> LogEntry {
    let variables = Processes.environment.filter { isInteresting($0.name) }.map {
      JSON.Field($0.name, .string(isSecret($0.name) ? "(set)" : $0.value))
    }
    return LogEntry(
      "start",
      [
        .init("pid", .integer(Int(Processes.identity))),
        .init("ppid", .integer(Int(Processes.parent))),
        .init("argv", .array(arguments.map(JSON.string))),
        .init("cwd", .string(Files.currentDirectory)),
        .init("print", .boolean(print)),
        .init("columns", .integer(size.columns)),
        .init("rows", .integer(size.rows)),
        .init("env", .object(variables)),
      ])
  }

  private static func isInteresting(_ name: String) -> Bool {
    let names: Set<String> = [
      "HOME", "PATH", "PWD", "TERM", "COLORTERM", "TMUX", "TMUX_PANE", "LANG", "LC_ALL", "SHELL",
    ]
    let families = ["CLAUDE", "ANTHROPIC", "STANDIN_", "FAKE_", "ARGOSY", "FLEET"]
    return names.contains(name) || families.contains { name.hasPrefix($0) }
  }

  /// A log is no place for keys, even of a person who runs the stand-in in a shell of his own.
  private static func isSecret(_ name: String) -> Bool {
    ["KEY", "TOKEN", "SECRET", "PASSWORD", "AUTH"].contains { name.contains($0) }
  }
}
