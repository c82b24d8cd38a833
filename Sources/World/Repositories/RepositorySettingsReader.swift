import Recognition

/// Takes `.argosy.yml` apart.
enum RepositorySettingsReader {
  private static let keys: Set<String> = [
    "copy", "link", "setup", "agent", "permission_mode", "models", "gates", "limit", "notify", "base", "protected",
    "pull_requests", "workflow",
  ]

  static func read(_ root: YAMLValue) throws(RuleError) -> RepositorySettings {
    let keys = try root.mapping(Self.keys)
    var settings = RepositorySettings()
    if let value = keys["copy"] { settings.copy = try paths(value) }
    if let value = keys["link"] { settings.link = try paths(value) }
    if let value = keys["setup"] { settings.setup = value.isList ? try value.strings() : [try value.string()] }
    if let value = keys["agent"] { settings.agent = try name(value) }
    if let value = keys["permission_mode"] { settings.permissionMode = try value.word(LaunchRecipe.Mode.self) }
    if let value = keys["models"] {
      for (stage, model) in try value.entries() { settings.models[stage] = try name(model) }
    }
    if let value = keys["gates"] {
      for (stage, gate) in try value.entries() { settings.gates[stage] = try gate.word(RepositorySettings.Gate.self) }
    }
    if let value = keys["limit"] { settings.limit = try number(value, in: 1...100) }
    if let value = keys["notify"] { settings.notify = try value.string() }
    if let value = keys["base"] { settings.base = try name(value) }
    if let value = keys["protected"] { settings.protected = try value.strings() }
    if let value = keys["pull_requests"] { settings.pullRequests = try pullRequests(value) }
    if let value = keys["workflow"] { settings.workflow = try path(value) }
    return settings
  }

  private static func pullRequests(_ value: YAMLValue) throws(RuleError) -> RepositorySettings.PullRequests {
    let keys = try value.mapping(["on_failure", "on_comments", "attempts"])
    var settings = RepositorySettings.PullRequests()
    if let value = keys["on_failure"] { settings.onFailure = try value.word(RepositorySettings.Handler.self) }
    if let value = keys["on_comments"] { settings.onComments = try value.word(RepositorySettings.Handler.self) }
    if let value = keys["attempts"] { settings.attempts = try number(value, in: 1...20) }
    return settings
  }

  private static func number(_ value: YAMLValue, in range: ClosedRange<Int>) throws(RuleError) -> Int {
    let number = try value.integer()
    guard range.contains(number) else {
      throw value.error("a number from \(range.lowerBound) to \(range.upperBound) was expected")
    }
    return number
  }

  /// A text that becomes one argument of a program, and must not be taken for a flag.
  private static func name(_ value: YAMLValue) throws(RuleError) -> String {
    let text = try value.string()
    guard !text.hasPrefix("-"), !text.contains(where: { $0.isWhitespace || $0 == "\0" }) else {
      throw value.error("`\(text)` is no name: it has a blank, or begins with `-`")
    }
    return text
  }

  private static func paths(_ value: YAMLValue) throws(RuleError) -> [String] {
    var paths: [String] = []
    for item in try value.list() { paths.append(try path(item)) }
    return paths
  }

  /// A path that stays in the repository as it is written. Where links lead is looked at when it is used.
  private static func path(_ value: YAMLValue) throws(RuleError) -> String {
    let text = try value.string()
    guard !text.hasPrefix("/"), !text.hasPrefix("~") else { throw value.error("`\(text)` leaves the repository") }
    let parts = text.split(separator: "/").filter { $0 != "." }
    guard !parts.contains(".."), !text.contains("\0") else { throw value.error("`\(text)` leaves the repository") }
    guard let first = parts.first else { throw value.error("`\(text)` is the repository itself") }
    // Some file systems hold upper and lower case to be the same.
    guard first.lowercased() != ".git" else { throw value.error("`\(text)` is git's own") }
    return parts.joined(separator: "/")
  }
}
