import TmuxControl

/// A status line of its own with a chip for each session that waits: the next one below those there are.
enum ChipsLine {
  private static let lines = SavedOption("status")
  private static let format = "#{E:\(Prefix.ownOption)_line_format}"
  /// Which line is ours.
  private static let place = "\(Prefix.ownOption)_line"

  static func placing(_ facts: ServerFacts) throws(QuotingError) -> (commands: [String], remark: String?) {
    guard facts.settings.line else { return (try removing(facts), nil) }
    if let index = current(facts), count(facts.global["status"]) == index + 1 { return ([], nil) }
    // The configuration was read again and has set the number of lines to what it was.
    guard let count = count(lines.original(facts)) else {
      return ([], "\(Prefix.option)_line is on, and the status line is off: no chips are shown")
    }
    guard count < 5 else { return ([], "\(Prefix.option)_line is on, and there are five status lines already") }
    let saved = SavedOption("status-format[\(count)]")
    return (
      try lines.setting("\(count + 1)", facts) + saved.setting(format, facts) + [Script.set(place, "\(count)")], nil
    )
  }

  static func removing(_ facts: ServerFacts) throws(QuotingError) -> [String] {
    guard let index = facts.global[place].flatMap({ Int($0) }) else { return [] }
    return try [Script.unset(place)] + lines.restoring(facts) + SavedOption("status-format[\(index)]").restoring(facts)
  }

  /// The line that is ours and still is as we left it.
  private static func current(_ facts: ServerFacts) -> Int? {
    guard let index = facts.global[place].flatMap({ Int($0) }), lines.isOurs(facts),
      SavedOption("status-format[\(index)]").isOurs(facts)
    else { return nil }
    return index
  }

  /// How many status lines `on`, or a number, means. Nil for `off`.
  private static func count(_ value: String?) -> Int? {
    switch value {
    case "on": 1
    case "off", nil: nil
    case let text?: Int(text).flatMap { (1...5).contains($0) ? $0 : nil }
    }
  }
}
