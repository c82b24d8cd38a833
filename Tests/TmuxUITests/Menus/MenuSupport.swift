import Terminal

@testable import TmuxUI

/// Features as a daemon's report would give them.
enum Made {
  static let verbs: Set<String> = [
    "menu", "feature", "next", "answer", "why", "text", "several", "send", "prompt", "pr", "peek", "diff", "form",
    "board", "keys", "kill", "advance", "retry", "resume",
  ]

  static func calls(
    _ version: String = "3.3a", columns: Int = 100, confirms: Bool = true, verbs: Set<String> = Made.verbs
  ) -> MenuCalls {
    MenuCalls(
      program: "/bin/argosy", client: "/dev/pts/9", here: .init(session: "$0", window: "@0", pane: "%0"),
      version: TmuxVersion(version) ?? .v3_3, columns: columns, verbs: verbs, confirms: confirms)
  }

  static func feature(_ number: Int, _ word: StatusWord, since: Double = 100, title: String? = nil) -> Feature {
    Feature(
      id: "$\(number)", word: word, title: title ?? "feature \(number)", since: since, age: "\(number)m",
      place: .init(session: "$\(number)", window: "@\(number)", pane: "%\(number)"))
  }

  static func permission(_ lines: [String] = ["Bash command", "ls -l", "Do you want to proceed?"]) -> AskedOf {
    AskedOf(
      id: "abc123", kind: "permission", lines: lines,
      options: [
        .init(answer: "1", label: "Yes"),
        .init(answer: "2", label: "Yes, and don't ask again for ls commands in this project"),
        .init(answer: "3", label: "No"),
      ])
  }

  static func question(_ labels: [String] = ["Postgres", "SQLite"]) -> AskedOf {
    AskedOf(
      id: "def456", kind: "question", lines: ["Which database?"],
      options: labels.enumerated().map { .init(answer: "\($0 + 1)", label: $1) }, takesText: true)
  }
}

extension Menu {
  /// The rows as a person reads them: key and name of items, `# ` before lines, `--` for separators.
  var shown: [String] {
    entries.map { entry in
      switch entry.row {
      case .item(let text, let key, _): "\(key ?? ""): \(text.plain)"
      case .line(let text): "# \(text.plain)"
      case .separator: "--"
      }
    }
  }

  func command(_ key: String) -> String? {
    for entry in entries {
      if case .item(_, key, let command) = entry.row { return command }
    }
    return nil
  }

  /// The name of the first item.
  var first: String? {
    for entry in entries {
      if case .item(let text, _, _) = entry.row { return text.plain }
    }
    return nil
  }
}
