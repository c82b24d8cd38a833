/// Reads the command line as the real agent does: its flags are taken, others are refused.
struct OptionReader {
  private enum Arity { case none, one, optional, many }

  /// The flags of the real agent.
  private static let flags: [String: Arity] = [
    "--print": .none, "--append-system-prompt": .one, "--model": .one, "--dangerously-skip-permissions": .none,
    "--permission-mode": .one, "--session-id": .one, "--resume": .optional, "--continue": .none,
    "--worktree": .optional, "--tmux": .none, "--settings": .one, "--output-format": .one, "--fork-session": .none,
    "--from-pr": .one, "--name": .one, "--allow-dangerously-skip-permissions": .none, "--setting-sources": .one,
    "--append-system-prompt-file": .one, "--system-prompt": .one, "--system-prompt-file": .one, "--effort": .one,
    "--agent": .one, "--agents": .one, "--input-format": .one, "--include-partial-messages": .none,
    "--include-hook-events": .none, "--replay-user-messages": .none, "--add-dir": .many, "--plugin-dir": .one,
    "--mcp-config": .many, "--strict-mcp-config": .none, "--allowedTools": .many, "--disallowedTools": .many,
    "--tools": .many, "--teammate-mode": .one, "--ax-screen-reader": .none, "--bare": .none, "--safe-mode": .none,
    "--verbose": .none, "--debug-file": .one, "--autocompact": .none, "--max-turns": .one, "--fallback-model": .one,
    "--help": .none, "--version": .none,
    // Our own.
    "--script": .one, "--log": .one, "--control": .one, "--look": .one, "--titles": .one, "--alternate": .none,
  ]

  /// Flags that old documents name and the real agent refuses.
  private static let documented: [String: Arity] = ["--prompt": .one, "--instructions": .one]

  private static let short: [String: String] = [
    "-p": "--print", "-c": "--continue", "-r": "--resume", "-n": "--name", "-w": "--worktree", "-h": "--help",
    "-v": "--version",
  ]

  private var rest: ArraySlice<String>
  private let variable: (String) -> String?
  private var options = Options()

  /// - Parameters:
  ///   - arguments: without the name of the program, which may be anything.
  ///   - variable: looks a variable of the environment up.
  static func read(
    _ arguments: some Sequence<String>, variable: @escaping (String) -> String?
  ) throws(UsageError) -> Options {
    var reader = OptionReader(rest: Array(arguments)[...], variable: variable)
    try reader.readEnvironment()
    try reader.readArguments()
    return reader.options
  }

  private init(rest: ArraySlice<String>, variable: @escaping (String) -> String?) {
    self.rest = rest
    self.variable = variable
  }

  private mutating func readEnvironment() throws(UsageError) {
    func isOn(_ name: String) -> Bool { variable(name).map { !$0.isEmpty && $0 != "0" } ?? false }
    options.log = path(variable("STANDIN_LOG"))
    options.script = path(variable("STANDIN_SCRIPT"))
    options.control = path(variable("STANDIN_CONTROL"))
    options.trustFile = path(variable("STANDIN_TRUST"))
    options.version = variable("STANDIN_VERSION")
    options.swallowsEnter = isOn("STANDIN_SWALLOW_ENTER")
    if let time = variable("STANDIN_SWALLOW_ENTER").flatMap(TimeText.nanoseconds) {
      options.swallowsEnter = true
      options.swallowTime = time
    }
    options.isAlternate = isOn("STANDIN_ALTERNATE")
    if let look = variable("STANDIN_LOOK") { options.edition = try choice(look, of: "STANDIN_LOOK") }
    if let titles = variable("STANDIN_TITLES") { options.titles = try choice(titles, of: "STANDIN_TITLES") }
    if isOn("CLAUDE_CODE_DISABLE_TERMINAL_TITLE") { options.titles = TitleGlyphs.none }
    if let spinner = variable("STANDIN_SPINNER") {
      options.spinnerInterval = TimeText.nanoseconds(spinner)
      guard spinner == "off" || options.spinnerInterval.map({ $0 >= .millisecond }) == true else {
        throw UsageError("STANDIN_SPINNER is a time or off, not '\(spinner)'")
      }
    }
  }

  /// Many agents may share one environment: `{pid}`, `{pane}` and `{cwd}` keep their files apart.
  private func path(_ template: String?) -> String? {
    guard let template, !template.isEmpty else { return nil }
    let directory = Files.currentDirectory
    return template.replacing("{pid}", with: String(Processes.identity))
      .replacing("{pane}", with: variable("TMUX_PANE") ?? "none")
      .replacing("{cwd}", with: directory.split(separator: "/").last.map(String.init) ?? "root")
  }

  private func choice<Value: RawRepresentable & CaseIterable>(
    _ text: String, of option: String
  ) throws(UsageError) -> Value where Value.RawValue == String {
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw UsageError("\(option) '\(text)' is none of: \(known)")
  }

  private mutating func readArguments() throws(UsageError) {
    while let argument = rest.popFirst() {
      if argument == "--" {
        words(rest)
        return
      }
      if argument.hasPrefix("-"), argument.count > 1 {
        try flag(argument)
      } else {
        words([argument])
      }
    }
  }

  private mutating func words(_ words: ArraySlice<String>) {
    for word in words { options.prompt = options.prompt.map { $0 + " " + word } ?? word }
  }

  private mutating func flag(_ argument: String) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let given = parts.first ?? argument
    let name = Self.short[given] ?? given
    let accepted = variable("FAKE_ACCEPT_DOC_FLAGS") == "1" ? Self.documented[name] : nil
    guard let arity = Self.flags[name] ?? accepted else { throw UsageError("error: unknown option '\(argument)'") }
    let value = try parts.count > 1 ? parts.last : value(arity, of: argument)
    try apply(name, value)
  }

  private mutating func value(_ arity: Arity, of flag: String) throws(UsageError) -> String? {
    func isValue(_ text: String?) -> Bool { text.map { !$0.hasPrefix("-") } ?? false }
    switch arity {
    case .none: return nil
    case .one:
      guard let value = rest.popFirst() else { throw UsageError("error: option '\(flag)' argument missing") }
      return value
    case .optional: return isValue(rest.first) ? rest.popFirst() : nil
    case .many:
      guard isValue(rest.first) else { throw UsageError("error: option '\(flag)' argument missing") }
      while isValue(rest.first) { _ = rest.popFirst() }
      return nil
    }
  }

  private mutating func apply(_ name: String, _ value: String?) throws(UsageError) {
    switch name {
    case "--print": options.isPrint = true
    case "--output-format": options.outputFormat = value ?? "text"
    case "--name": options.name = value
    case "--settings": options.settings = value
    case "--session-id": options.sessionID = value
    case "--dangerously-skip-permissions": options.mode = .bypassPermissions
    case "--permission-mode":
      guard let mode = PermissionMode(flag: value ?? "") else {
        throw UsageError("error: option '--permission-mode <mode>' argument '\(value ?? "")' is invalid.")
      }
      options.mode = mode
    case "--prompt": words([value ?? ""])
    case "--script": options.script = path(value)
    case "--log": options.log = path(value)
    case "--control": options.control = path(value)
    case "--look": options.edition = try choice(value ?? "", of: name)
    case "--titles": options.titles = try choice(value ?? "", of: name)
    case "--alternate": options.isAlternate = true
    case "--help": options.request = .help
    case "--version": options.request = .version
    default: break
    }
  }
}
