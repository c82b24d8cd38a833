import Daemon

/// What a key says to an ask: the words that `argosy answer` would be given.
enum Reply: Hashable {
  /// Yes, this once.
  case allow
  /// Yes, and not to be asked again.
  case always
  case deny
  /// The option with this number.
  case number(Int)

  /// Nil where the ask has no such answer.
  func words(for ask: StatusReport.AskReport) -> [String]? {
    let choices = ask.options.indices.filter { ask.options[$0].role == "choice" }
    switch self {
    case .number(let number):
      if let option = ask.options.first(where: { $0.key == "\(number)" }) { return [option.key] }
      guard ask.options.indices.contains(number - 1), ask.options[number - 1].key.isEmpty else { return nil }
      return ["\(number)"]
    // Only what the agent's program itself asks is allowed or denied. A question of the agent's may begin with a yes too.
    case .allow, .always, .deny: guard ask.form == "confirm" else { return nil }
    }
    let index = choices.first { Self.meaning(ask.options[$0].label) == self }
    return index.map { index in
      let option = ask.options[index]
      return [option.key.isEmpty ? "\(index + 1)" : option.key]
    }
  }

  /// What an option's label means, in the words of the agents that argosy knows.
  private static func meaning(_ label: String) -> Reply? {
    let label = label.lowercased()
    let words = label.split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
    guard let first = words.first else { return nil }
    if ["no", "deny", "reject", "cancel", "don't", "don’t", "decline", "skip", "n", "exit", "quit"].contains(first) {
      return .deny
    }
    guard
      ["yes", "allow", "approve", "accept", "proceed", "run", "trust", "continue", "ok", "y", "always"].contains(first)
    else { return nil }
    let lasting = ["always", "all", "everything", "session", "again", "auto", "every", "future", "project"]
    return words.contains { lasting.contains($0) } ? .always : .allow
  }
}

extension StatusReport.AskReport {
  /// Its options with the digit that stands for each, as people are shown them.
  var numbered: [(number: String, option: StatusReport.OptionReport)] {
    options.enumerated().map { index, option in (option.key.isEmpty ? "\(index + 1)" : option.key, option) }
  }

  /// Its question takes a text.
  var takesText: Bool { form == "entry" || options.contains { $0.role == "freeText" } }
}
