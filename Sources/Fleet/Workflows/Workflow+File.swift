public import Recognition

extension Workflow {
  /// What a feature passes where its repository has no file of its own: the commands of S0C-11, the gates of S0C-10.
  public static let feature =
    (try? Workflow(yaml: String(decoding: PackageResources.feature_yml, as: UTF8.self), file: "feature.yml"))
    ?? Workflow(name: "feature", stages: [])

  /// Reads the text of a workflow file; its format is told in the built-in one.
  ///
  /// - Parameter file: its name as errors shall show it.
  /// - Throws: the first thing that is wrong, with its line.
  public init(yaml text: String, file: String) throws(RuleError) {
    let keys = try YAMLValue.parse(text, file: file).mapping(["workflow", "stages", "automatic"])
    guard let name = keys["workflow"] else { throw RuleError(file: file, message: "`workflow` is missing: its name") }
    guard let list = keys["stages"] else { throw RuleError(file: file, message: "`stages` is missing") }
    var stages: [Stage] = []
    for value in try list.list() {
      let stage = try Stage(value)
      guard !stages.contains(where: { $0.name == stage.name }) else {
        throw value.error("there are two stages called `\(stage.name)`")
      }
      stages.append(stage)
    }
    guard stages.contains(where: { !$0.isWatched }) else { throw list.error("no stage has a command") }
    let automatic = try keys["automatic"].map { value throws(RuleError) in try Stage(value) }
    if let automatic, let value = keys["automatic"] {
      if automatic.isWatched { throw value.error("`automatic` needs a command") }
      if stages.contains(where: { $0.name == automatic.name }) {
        throw value.error("there are two stages called `\(automatic.name)`")
      }
    }
    self.init(name: try name.string(), stages: stages, automatic: automatic)
  }
}

extension Stage {
  /// An item in a stage can be nothing else.
  private static let words: [ItemStatus] = [.planning, .working, .verifying, .shipping, .inReview]

  init(_ value: YAMLValue) throws(RuleError) {
    let keys = try value.mapping(["name", "status", "command", "gate", "artifacts"])
    guard let name = keys["name"] else { throw value.error("`name` is missing") }
    guard let status = keys["status"] else { throw value.error("`status` is missing") }
    guard let word = ItemStatus(rawValue: try status.string()), Self.words.contains(word) else {
      throw status.error("a stage is one of " + Self.words.map(\.rawValue).joined(separator: ", "))
    }
    var gate = Gate.auto
    if let value = keys["gate"] {
      guard let known = Gate(rawValue: try value.string()) else {
        throw value.error("a gate is one of " + Gate.allCases.map(\.rawValue).joined(separator: ", "))
      }
      gate = known
    }
    var artifacts: [String: [String]] = [:]
    if let value = keys["artifacts"] {
      for (kind, patterns) in try value.entries() {
        artifacts[kind] = try patterns.strings()
        for pattern in artifacts[kind] ?? [] where !Self.isInside(pattern) {
          throw patterns.error("`\(pattern)` is no path in the worktree with wildcards in its last part only")
        }
      }
    }
    self.init(
      name: try name.string(), status: word,
      command: try keys["command"].map { value throws(RuleError) in try value.string() },
      gate: gate, artifacts: artifacts)
  }

  private static func isInside(_ pattern: String) -> Bool {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(""), !parts.contains("."), !parts.contains("..") else { return false }
    return parts.dropLast().allSatisfy { part in !part.contains { "*?[".contains($0) } }
  }
}
