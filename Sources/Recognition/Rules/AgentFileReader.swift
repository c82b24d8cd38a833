/// Takes a file of rules apart. It goes on after a fault, so that a person hears of all of them at once.
struct AgentFileReader {
  private(set) var faults: [RuleError] = []

  /// What a file says, when nothing in it is wrong.
  struct Content {
    var agent: String
    var displayName: String
    var process: ProcessRules
    var marks: Marks
    var looks: [Condition]
    var rules: [Rule]
    var launch: LaunchRecipe?
    var resume: LaunchRecipe?
    var send: SendRules
  }

  private static let keys: Set<String> = [
    "agent", "name", "process", "marks", "screen", "launch", "resume", "send", "rules",
  ]

  /// Nil when ``faults`` has something.
  mutating func read(_ root: YAMLValue) -> Content? {
    guard let keys = attempt({ () throws(RuleError) in try root.mapping(Self.keys) }) else { return nil }
    for key in ["agent", "process", "marks", "rules"] where keys[key] == nil {
      faults.append(root.error("`\(key)` is missing"))
    }
    let agent = value(keys["agent"]) { value throws(RuleError) in try Self.agentName(value) }
    let displayName = value(keys["name"]) { value throws(RuleError) in try value.string() }
    let process = value(keys["process"]) { value throws(RuleError) in try ProcessRules(value) }
    let marks = value(keys["marks"]) { value throws(RuleError) in try Marks(value) }
    let looks = value(keys["screen"]) { value throws(RuleError) in try RuleReader.conditions(value) }
    let launch = value(keys["launch"]) { value throws(RuleError) in try LaunchRecipe(value) }
    let resume = value(keys["resume"]) { value throws(RuleError) in
      guard let launch else { throw value.error("`resume` needs `launch`, from which it takes what it does not say") }
      return try LaunchRecipe(value, inheriting: launch)
    }
    let send = value(keys["send"]) { value throws(RuleError) in try SendRules(value) }
    let rules = keys["rules"].map { self.rules($0) }
    guard faults.isEmpty, let agent, let process, let marks, let rules else { return nil }
    return Content(
      agent: agent, displayName: displayName ?? agent, process: process, marks: marks, looks: looks ?? [],
      rules: rules, launch: launch, resume: resume, send: send ?? SendRules())
  }

  private mutating func rules(_ value: YAMLValue) -> [Rule] {
    var rules: [Rule] = []
    var names: Set<String> = []
    for item in self.value(value, { value throws(RuleError) in try value.list() }) ?? [] {
      guard let rule = self.value(item, { item throws(RuleError) in try RuleReader.rule(item) }) else { continue }
      // The same name may stand for the same thing in different versions.
      let name = rule.versions.map { "\(rule.name) \($0)" } ?? rule.name
      guard names.insert(name).inserted else {
        faults.append(item.error("there are two rules named `\(rule.name)`"))
        continue
      }
      rules.append(rule)
    }
    return rules
  }

  /// The name is typed on command lines and written into options.
  private static func agentName(_ value: YAMLValue) throws(RuleError) -> String {
    let name = try value.string()
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard isPlain, !name.hasPrefix("-"), name.utf8.count <= 32 else {
      throw value.error("`\(name)` cannot be an agent's name: small letters, digits, `-` and `_`, at most 32")
    }
    return name
  }

  private mutating func value<Content>(
    _ value: YAMLValue?, _ read: (YAMLValue) throws(RuleError) -> Content
  ) -> Content? {
    guard let value else { return nil }
    return attempt { () throws(RuleError) in try read(value) }
  }

  private mutating func attempt<Content>(_ read: () throws(RuleError) -> Content) -> Content? {
    do throws(RuleError) {
      return try read()
    } catch {
      faults.append(error)
      return nil
    }
  }
}
