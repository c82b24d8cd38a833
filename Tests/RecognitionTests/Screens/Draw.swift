import Recognition

/// Hand-drawn screens, in our own words, of the shapes that the program's versions have.
enum Draw {
  static let width = 80

  static func rule(_ width: Int = width) -> String { String(repeating: "─", count: width) }

  /// The input box of today: text between two rules.
  static func box(_ draft: String = "", footer: [String] = ["  ? for shortcuts"], width: Int = width) -> [String] {
    [rule(width), "❯\u{A0}" + draft, rule(width)] + footer
  }

  /// The input box of old: a rounded frame.
  static func roundBox(_ draft: String = "", footer: [String] = ["  ? for shortcuts"]) -> [String] {
    let inside = "│ > " + draft
    let padding = String(repeating: " ", count: max(0, width - inside.count - 1))
    return [
      "╭" + String(repeating: "─", count: width - 2) + "╮", inside + padding + "│",
      "╰" + String(repeating: "─", count: width - 2) + "╯",
    ] + footer
  }

  static func framed(_ lines: [String], width: Int = width) -> [String] {
    ["╭" + String(repeating: "─", count: width - 2) + "╮"]
      + lines.map { "│ " + $0 + String(repeating: " ", count: max(0, width - 4 - $0.count)) + " │" }
      + ["╰" + String(repeating: "─", count: width - 2) + "╯"]
  }

  static let transcript = ["❯ tidy the parser", "", "⏺ I looked at it.", "  It has two parts.", ""]

  static func permission(_ options: [String] = ["Yes", "Yes, and don't ask again for git commands", "No"]) -> [String] {
    let rows = options.enumerated().map { index, label in (index == 0 ? " ❯ " : "   ") + "\(index + 1). \(label)" }
    return [
      rule(), " Bash command", "", "   git fetch origin", "   Bring the branch up to date", "",
      " Do you want to proceed?",
    ] + rows + ["", " Esc to cancel · Tab to amend"]
  }

  static func screen(_ rows: [String], columns: Int = width, title: String = "") -> ScreenText {
    ScreenText(rows: rows, columns: columns, title: title)
  }
}

/// The embedded rules, read once.
enum Embedded {
  static let catalog: Result<AgentCatalog, RuleError> = Result { () throws(RuleError) in try AgentCatalog.embedded() }

  static func recognizer(of agent: String = "claude") throws -> Recognizer {
    let catalog = try catalog.get()
    guard let rules = catalog.agent(named: agent) else { throw RuleError(file: "\(agent).yaml", message: "not there") }
    return Recognizer(rules: rules)
  }

  static func find(_ rows: [String], columns: Int = Draw.width, title: String = "") throws -> Finding? {
    try recognizer().recognise(Draw.screen(rows, columns: columns, title: title))
  }
}
