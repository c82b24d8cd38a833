import TmuxControl

/// The token in the status line: put there once, where nobody has put it yet.
///
/// It stands in front, because a status line that is too long is cut at its end.
struct StatusToken {
  static let text = "#{E:\(Prefix.option)}"
  /// A theme's own place for what others bring: it stays there when the theme is loaded again.
  static let extensionPoint = "@rose_pine_status_right_prepend_section"

  private static let option = SavedOption("status-right")
  private static let length = SavedOption("status-right-length")
  private static let section = SavedOption(extensionPoint)
  /// Room for the token, in cells.
  private static let room = 30

  /// Whether some option of the status line shows counts of ours.
  static func isShown(_ facts: ServerFacts) -> Bool {
    places(facts).contains { $0.contains(text) || $0.contains("#{E:\(Prefix.option)_attn}") }
  }

  private static func places(_ facts: ServerFacts) -> [String] {
    facts.global.values.filter { name, _ in
      name == "status-left" || name == "status-right" || name.hasPrefix("status-format[")
    }.map(\.value)
  }

  static func placing(_ facts: ServerFacts) throws(QuotingError) -> [String] {
    guard facts.settings.segment == .auto else { return try removing(facts) }
    var commands: [String] = []
    if isRosePine(facts), (facts.global[extensionPoint] ?? "").isEmpty || section.isOurs(facts) {
      commands += try section.setting(text, facts)
    }
    // Theirs, ours from before, or what the theme made of its section.
    guard !isShown(facts) else { return commands }
    commands += try option.setting(text + (facts.global["status-right"] ?? ""), facts)
    if let cells = facts.global["status-right-length"].flatMap({ Int($0) }), cells < 100, !length.isOurs(facts) {
      commands += try length.setting("\(cells + room)", facts)
    }
    return commands
  }

  static func removing(_ facts: ServerFacts) throws(QuotingError) -> [String] {
    var commands = try section.restoring(facts) + length.restoring(facts)
    guard option.isPlaced(facts) || section.isOurs(facts) else { return commands }
    commands += try option.restoring(facts)
    // A theme has written the line since, with the token in it.
    if !option.isOurs(facts), let line = facts.global["status-right"], line.contains(text) {
      commands.append(try Script.set("status-right", line.replacing(text, with: "", maxReplacements: 1)))
    }
    return commands
  }

  private static func isRosePine(_ facts: ServerFacts) -> Bool {
    !(facts.global["@rose_pine_variant"] ?? "").isEmpty
  }
}
