/// Verbs by what one wants to do.
struct VerbGroup {
  let title: String
  let names: [String]

  static let all = [
    VerbGroup(title: "See what goes on", names: ["status", "inbox", "board", "show", "log", "events", "peek"]),
    VerbGroup(title: "Talk to an agent", names: ["answer", "send", "wait"]),
    VerbGroup(
      title: "Begin features, and move them on", names: ["new", "follow-up", "advance", "retry", "back", "skip"]),
    VerbGroup(title: "Bring features to an end", names: ["resume", "refresh", "done", "stop", "prune"]),
    VerbGroup(title: "Let an agent run the fleet", names: ["orchestrator"]),
    VerbGroup(title: "Start, stop, set up", names: ["up", "down", "tmux", "completions", "claude-settings", "demo"]),
    VerbGroup(
      title: "Find out what is wrong", names: ["doctor", "explain", "report", "agents", "debug", "version", "help"]),
    VerbGroup(title: "Called by agents", names: ["hook", "statusline"]),
  ]

  /// Those that a person is to know, in this order.
  func verbs(in help: CommandHelp) -> [CommandHelp] {
    names.compactMap { help.verb($0) }.filter(\.isShown)
  }
}

/// What `argosy help` prints: the verbs by what one wants to do, and the topics.
struct ManualOverview {
  let help: CommandHelp

  var markdown: String {
    var text = "# argosy: \(help.abstract ?? "")\n"
    for group in VerbGroup.all {
      let verbs = group.verbs(in: help)
      guard !verbs.isEmpty else { continue }
      text += "\n## \(group.title)\n\n" + Self.table("verb", verbs.map { ($0.commandName, $0.abstract ?? "") })
    }
    text += "\n## Topics\n\n" + Self.table("topic", Topic.allCases.map { ($0.name, $0.abstract) })
    return text + """

      `argosy help NAME` tells more of any of them, `argosy help --man` prints all of it as a man page.

      """
  }

  private static func table(_ name: String, _ rows: [(name: String, text: String)]) -> String {
    "| \(name) | what it does |\n|---|---|\n" + rows.map { "| `\($0.name)` | \($0.text) |\n" }.joined()
  }
}
