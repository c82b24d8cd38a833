/// How an agent is started, or started again where it left off. Always a vector of arguments, never a line for a shell.
///
/// Each part of the file is a list of arguments with placeholders; a part is added only when what it is about is given.
public struct LaunchRecipe: Sendable, Hashable {
  /// What an agent may do without asking. Not every agent knows every mode.
  public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
    /// The agent asks before it changes anything.
    case ask
    /// The agent only reads and plans.
    case plan
    /// Edits of files in its folder need no approval.
    case acceptEdits
    /// The agent decides by itself what is safe.
    case auto
    /// Nothing needs approval.
    case bypass
  }

  /// What stands for a value in an argument.
  enum Placeholder: String, CaseIterable {
    case session, prompt, name, settings, model
  }

  /// The program and what always follows it; `{session}` in a `resume` of a certain session.
  let command: [String]
  /// For `resume` alone: the latest conversation of the folder, where no session is named.
  let latest: [String]
  /// Added for a first prompt. Empty: the agent takes none on its command line, so it is sent when the agent is ready.
  let prompt: [String]
  /// Added to choose the session's id. Empty: the agent chooses, and cannot be told.
  let session: [String]
  /// Added for a name that people see.
  let name: [String]
  /// Added for a file of settings.
  let settings: [String]
  /// Added for the model.
  let model: [String]
  /// Flags by mode. A mode that is not here is not known to the agent.
  let modes: [Mode: [String]]

  /// What one start is to have; nil for what is left to the agent.
  public struct Wishes: Sendable, Hashable {
    public var session: String?
    public var prompt: String?
    public var name: String?
    public var settings: String?
    public var model: String?
    public var mode: Mode?

    public init(
      session: String? = nil, prompt: String? = nil, name: String? = nil, settings: String? = nil,
      model: String? = nil, mode: Mode? = nil
    ) {
      self.session = session
      self.prompt = prompt
      self.name = name
      self.settings = settings
      self.model = model
      self.mode = mode
    }
  }

  /// Why a command line cannot be made.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    case mode(Mode)
    /// Neither the session nor the latest conversation can be resumed.
    case resuming

    public var description: String {
      switch self {
      case .mode(let mode): "the agent has no mode `\(mode.rawValue)`"
      case .resuming: "the agent cannot resume what was asked for"
      }
    }
  }

  /// Whether the first prompt goes onto the command line; otherwise it is sent when the agent is ready.
  public var takesPrompt: Bool { !prompt.isEmpty }
  /// Whether a start can be given its session id.
  public var takesSession: Bool { !session.isEmpty || command.contains { $0.contains("{session}") } }
  /// The modes that the agent knows.
  public var knownModes: Set<Mode> { Set(modes.keys) }

  /// The program and its arguments.
  ///
  /// - Throws: ``Refusal`` for a mode that the agent does not know, and where a session would have to be named and is
  ///   not. A name, a session, settings or a model that the agent does not take are left out.
  public func arguments(_ wishes: Wishes) throws(Refusal) -> [String] {
    var line = command
    if wishes.session == nil, command.contains(where: { $0.contains("{session}") }) {
      guard !latest.isEmpty else { throw .resuming }
      line = latest
    }
    if wishes.session != nil { line += session }
    if wishes.name != nil { line += name }
    if wishes.settings != nil { line += settings }
    if wishes.model != nil { line += model }
    if let mode = wishes.mode {
      guard let flags = modes[mode] else { throw .mode(mode) }
      line += flags
    }
    // Last: what follows `--` is no flag any more.
    if wishes.prompt != nil { line += prompt }
    return line.map { Self.filled($0, wishes) }
  }

  /// Placeholders are replaced once, from left to right: what stands in a value is not looked at again.
  private static func filled(_ argument: String, _ wishes: Wishes) -> String {
    var text = ""
    var rest = Substring(argument)
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"),
        let placeholder = Placeholder(rawValue: String(rest[rest.index(after: open)..<close]))
      else {
        text += rest.removeFirst().description
        continue
      }
      text += value(of: placeholder, wishes) ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private static func value(of placeholder: Placeholder, _ wishes: Wishes) -> String? {
    switch placeholder {
    case .session: wishes.session
    case .prompt: wishes.prompt
    case .name: wishes.name
    case .settings: wishes.settings
    case .model: wishes.model
    }
  }
}

extension LaunchRecipe {
  /// Reads `launch:` or `resume:`. What a `resume` does not say about settings, names, models and modes is as in
  /// `launch`.
  init(_ value: YAMLValue, inheriting launch: LaunchRecipe? = nil) throws(RuleError) {
    let keys = try value.mapping(["command", "latest", "prompt", "session", "name", "settings", "model", "modes"])
    func part(_ key: String, _ own: Set<Placeholder>, else inherited: [String]?) throws(RuleError) -> [String] {
      guard let list = keys[key] else { return inherited ?? [] }
      return try Self.part(list, own)
    }
    guard let command = keys["command"] else { throw value.error("`command` is missing") }
    self.command = try Self.part(command, launch == nil ? [] : [.session])
    guard !self.command.isEmpty else { throw command.error("`command` is empty") }
    latest = try part("latest", [], else: nil)
    if launch == nil, let latest = keys["latest"] { throw latest.error("`latest` belongs to `resume`") }
    prompt = try part("prompt", [.prompt], else: launch?.prompt)
    session = try part("session", [.session], else: nil)
    name = try part("name", [.name], else: launch?.name)
    settings = try part("settings", [.settings], else: launch?.settings)
    model = try part("model", [.model], else: launch?.model)
    modes = try keys["modes"].map { value throws(RuleError) in try Self.modes(value) } ?? launch?.modes ?? [:]
  }

  private static func modes(_ value: YAMLValue) throws(RuleError) -> [Mode: [String]] {
    var modes: [Mode: [String]] = [:]
    for (key, flags) in try value.mapping(Set(Mode.allCases.map(\.rawValue))) {
      guard let mode = Mode(rawValue: key) else { continue }
      modes[mode] = try part(flags, [])
    }
    return modes
  }

  /// A list of arguments. Placeholders that are not `known` are errors, so that a misspelt one is not passed on.
  private static func part(_ value: YAMLValue, _ known: Set<Placeholder>) throws(RuleError) -> [String] {
    var arguments: [String] = []
    for item in try value.list() {
      let argument = try item.string()
      var rest = Substring(argument)
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        let name = String(rest[rest.index(after: open)..<close])
        guard let placeholder = Placeholder(rawValue: name), known.contains(placeholder) else {
          throw item.error("`{\(name)}` has no meaning here")
        }
        rest = rest[rest.index(after: close)...]
      }
      arguments.append(argument)
    }
    return arguments
  }
}
