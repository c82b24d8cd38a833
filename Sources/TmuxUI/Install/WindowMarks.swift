import TmuxControl

/// An agent's icon behind the name of its window.
enum WindowMarks {
  static let text = "#{E:\(Prefix.ownOption)_window_mark}"
  private static let options = ["window-status-format", "window-status-current-format"]

  static func placing(_ facts: ServerFacts) throws(QuotingError) -> [String] {
    guard facts.settings.windowMarks else { return try removing(facts) }
    var commands: [String] = []
    for name in options {
      guard let value = facts.window[name], !value.contains(text) else { continue }
      commands += try SavedOption(name, scope: "w").setting(value + text, facts)
    }
    return commands
  }

  static func removing(_ facts: ServerFacts) throws(QuotingError) -> [String] {
    var commands: [String] = []
    for name in options {
      let saved = SavedOption(name, scope: "w")
      commands += try saved.restoring(facts)
      if saved.isPlaced(facts), !saved.isOurs(facts), let value = facts.window[name], value.contains(text) {
        commands.append(try Script.set(name, value.replacing(text, with: "", maxReplacements: 1), "-gw"))
      }
    }
    return commands
  }
}
