/// How the processes of one agent are told from all others.
struct ProcessRules: Sendable, Hashable {
  /// Names of the program, as a whole word: `claude` but not `claude-something`.
  var commands: Set<String>
  /// Parts of the path of the program, or of the script an interpreter runs.
  var paths: [String]
  /// Names under which the program runs itself as a tool.
  var helpers: Set<String>
  /// Interpreters that may run it.
  var hosts: Set<String>
  /// Programs behind whose terminal it may run.
  var carriers: Set<String>
  /// Subcommands without a screen of their own: one word, or two that must follow each other.
  var headlessCommands: Set<String>
  var headlessFlags: Set<String>
  /// Flags that take the next argument, which is no subcommand then.
  var valueFlags: Set<String>
  var unsureCommands: Set<String>

  init(_ value: YAMLValue) throws(RuleError) {
    let keys = try value.mapping([
      "commands", "paths", "helpers", "hosts", "carriers", "headlessCommands", "headlessFlags", "unsureCommands",
      "valueFlags",
    ])
    func words(_ key: String) throws(RuleError) -> [String] { try keys[key]?.strings() ?? [] }
    commands = Set(try words("commands"))
    paths = try words("paths")
    helpers = Set(try words("helpers"))
    hosts = Set(try words("hosts"))
    carriers = Set(try words("carriers"))
    headlessCommands = Set(try words("headlessCommands"))
    headlessFlags = Set(try words("headlessFlags"))
    unsureCommands = Set(try words("unsureCommands"))
    valueFlags = Set(try words("valueFlags"))
  }

  /// What a process is to one agent.
  enum Judgement: Sendable, Hashable {
    case stranger
    /// The agent without a screen, or one of its tools: it is no other agent either.
    case headless
    case match(ProcessMatch)
  }

  func judge(_ process: ProcessDescription, agent: String) -> Judgement {
    let command = Self.lastComponent(process.arguments.first ?? process.name)
    if helpers.contains(command) { return .headless }
    func found(_ confidence: ProcessMatch.Confidence) -> Judgement {
      let version = version(of: process, command: command)
      return .match(ProcessMatch(agent: agent, pid: process.pid, version: version, confidence: confidence))
    }

    let program = Self.lastComponent(process.executable ?? "")
    var certainArguments: ArraySlice<String>?
    if hosts.contains(command) || hosts.contains(program) || hosts.contains(process.name) {
      // What an interpreter is, its script says.
      let script = process.arguments.indices.dropFirst().first { !process.arguments[$0].hasPrefix("-") }
      if let script, isOurs(script: process.arguments[script]) {
        certainArguments = process.arguments[(script + 1)...]
      } else if commands.contains(process.name) || commands.contains(command) {
        certainArguments = process.arguments.dropFirst()
      } else {
        return found(.possible)
      }
    } else if isOurs(process, command: command, program: program) {
      certainArguments = process.arguments.dropFirst()
    }
    if let certainArguments {
      if isHeadless(certainArguments) { return .headless }
      return found(words(certainArguments).first.map(unsureCommands.contains) == true ? .possible : .certain)
    }
    let isNamedByVersion = Self.version(in: command) == command || Self.version(in: process.name) == process.name
    if isNamedByVersion || carriers.contains(command) || carriers.contains(process.name) { return found(.possible) }
    return .stranger
  }

  private func isOurs(_ process: ProcessDescription, command: String, program: String) -> Bool {
    if commands.contains(command) || commands.contains(program) || commands.contains(process.name) { return true }
    if let executable = process.executable, paths.contains(where: executable.contains) { return true }
    // A path as first argument, when the program file cannot be read.
    return process.arguments.first.map { first in paths.contains(where: first.contains) } ?? false
  }

  private func isOurs(script: String) -> Bool {
    commands.contains(Self.lastComponent(script)) || paths.contains(where: script.contains)
  }

  private func isHeadless(_ arguments: ArraySlice<String>) -> Bool {
    let own = arguments.prefix { $0 != "--" }
    if own.contains(where: isHeadlessFlag) { return true }
    let words = words(own)
    guard let first = words.first else { return false }
    return headlessCommands.contains(first) || headlessCommands.contains(words.joined(separator: " "))
  }

  private func isHeadlessFlag(_ argument: String) -> Bool {
    if headlessFlags.contains(argument) { return true }
    guard argument.hasPrefix("--"), let sign = argument.firstIndex(of: "=") else { return false }
    return headlessFlags.contains(String(argument[..<sign]))
  }

  /// The first two arguments that are neither flags nor belong to one.
  private func words(_ arguments: ArraySlice<String>) -> [String] {
    var words: [String] = []
    var isValue = false
    for argument in arguments where words.count < 2 {
      if isValue {
        isValue = false
      } else if argument.hasPrefix("-") {
        isValue = valueFlags.contains(argument)
      } else {
        words.append(argument)
      }
    }
    return words
  }

  // MARK: Versions and paths

  /// What follows one of `paths` in a path, as in `…/versions/2.1.112`, or a name that is nothing but a version.
  private func version(of process: ProcessDescription, command: String) -> String? {
    let script = process.arguments.dropFirst().first { !$0.hasPrefix("-") }
    for path in [process.executable, process.arguments.first, script].compactMap(\.self) {
      for part in paths {
        guard part.hasSuffix("/"), let range = path.firstRange(of: part) else { continue }
        if let version = Self.version(in: String(path[range.upperBound...].prefix { $0 != "/" })) { return version }
      }
    }
    return Self.version(in: command) ?? Self.version(in: process.name)
  }

  /// The text itself if it has the form `2.1.112` or `2.1.112-beta.1`, else nil.
  private static func version(in text: String) -> String? {
    let numbers = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3 else { return nil }
    let areNumbers = numbers.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return areNumbers ? text : nil
  }

  /// The name in a path; a login shell's leading `-` is no part of it.
  private static func lastComponent(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return name.hasPrefix("-") ? String(name.dropFirst()) : name
  }
}
