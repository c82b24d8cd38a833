public import Recognition

/// A person's settings of argosy itself: `config.yml` beside the folder of agents' rules. Everything is optional.
///
/// ```yaml
/// compat:
///   fleet_files: true      # keep ~/.claude/fleet/registry.json and events.jsonl (S0C-04, S0C-07)
/// orchestrator:
///   permission_mode: auto  # of the agent that `argosy orchestrator` starts: ask, plan, acceptEdits, auto, bypass
/// ```
public struct Configuration: Hashable, Sendable {
  /// The files of the first fleet program are written too.
  public var keepsFleetFiles = false
  public var orchestratorMode = LaunchRecipe.Mode.ask

  public init() {}

  /// `$XDG_CONFIG_HOME/argosy/config.yml`, else `~/.config/argosy/config.yml`; nil when neither variable tells.
  public static func path(_ environment: [String: String]) -> String? {
    AgentFiles.directory(environment).map { "\($0.dropLast("/agents".count))/config.yml" }
  }

  /// Reads the file; without one, the usual values.
  ///
  /// - Throws: ``RuleError`` with file and line.
  public init(_ environment: [String: String]) throws(RuleError) {
    self.init()
    guard let path = Self.path(environment), FileKind(at: path) != nil else { return }
    guard let file = FileTail(of: path, limit: 256 << 10) else {
      throw RuleError(file: path, message: "the file cannot be read")
    }
    try self.init(yaml: String(decoding: file.bytes, as: UTF8.self), file: path)
  }

  /// Reads the text of such a file.
  public init(yaml text: String, file: String) throws(RuleError) {
    self.init()
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    let keys = try YAMLValue.parse(text, file: file).mapping(["compat", "orchestrator"])
    if let value = try keys["compat"]?.mapping(["fleet_files"])["fleet_files"] { keepsFleetFiles = try value.flag() }
    if let value = try keys["orchestrator"]?.mapping(["permission_mode"])["permission_mode"] {
      orchestratorMode = try value.word(LaunchRecipe.Mode.self)
    }
  }
}
