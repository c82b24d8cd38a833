/// Turns YAML into rules.
enum RuleReader {
  private static let conditionKeys: Set<String> = [
    "in", "contains", "line", "text", "options", "numbered", "cursor", "label", "asks", "exists",
  ]

  static func rule(_ value: YAMLValue) throws(RuleError) -> Rule {
    let keys = try value.mapping([
      "name", "priority", "region", "state", "kind", "abstain", "confidence", "all", "any", "not", "dialog", "detail",
      "versions",
    ])
    guard let name = try keys["name"]?.string() else { throw value.error("the rule has no name") }
    guard let priority = try keys["priority"]?.integer() else { throw value.error("rule `\(name)` has no priority") }
    guard let region = try keys["region"].map(region) else { throw value.error("rule `\(name)` has no region") }
    let all = try conditions(keys["all"])
    let any = try conditions(keys["any"])
    guard !all.isEmpty || !any.isEmpty else { throw value.error("rule `\(name)` has no conditions") }
    return Rule(
      name: name, priority: priority, region: region, verdict: try verdict(of: name, keys, at: value),
      confidence: try keys["confidence"]?.word(Finding.Confidence.self) ?? .strong, all: all, any: any,
      none: try conditions(keys["not"]), dialog: try keys["dialog"]?.word(DialogParser.Style.self),
      detail: try keys["detail"]?.patterns() ?? [], versions: try keys["versions"].map(versions))
  }

  private static func versions(_ value: YAMLValue) throws(RuleError) -> VersionRange {
    let text = try value.string()
    guard let range = VersionRange(text) else {
      throw value.error("`\(text)` is not a range of versions such as `>=2.1.228 <2.2`")
    }
    return range
  }

  private static func verdict(
    of name: String, _ keys: [String: YAMLValue], at value: YAMLValue
  ) throws(RuleError) -> Rule.Verdict {
    if try keys["abstain"]?.flag() == true {
      guard keys["state"] == nil else { throw value.error("rule `\(name)` abstains and has a state") }
      return .abstain
    }
    guard let state = try keys["state"]?.word(AgentState.self) else { throw value.error("rule `\(name)` has no state") }
    let kind = try keys["kind"]?.word(BlockKind.self)
    guard (state == .blocked) == (kind != nil) else {
      throw value.error("rule `\(name)`: a kind belongs to the state `blocked`, and only to it")
    }
    return .state(state, kind)
  }

  private static func region(_ value: YAMLValue) throws(RuleError) -> RegionName {
    let text = try value.string()
    guard let region = RegionName(text) else { throw value.error("`\(text)` is not a region") }
    return region
  }

  static func conditions(_ value: YAMLValue?) throws(RuleError) -> [Condition] {
    guard let value else { return [] }
    var conditions: [Condition] = []
    for item in try value.list() { conditions.append(try condition(item)) }
    return conditions
  }

  private static func condition(_ value: YAMLValue) throws(RuleError) -> Condition {
    let keys = try value.mapping(conditionKeys)
    let region = try keys["in"].map(region)
    let tests = keys.filter { $0.key != "in" }
    guard let (key, content) = tests.first, tests.count == 1 else {
      throw value.error("a condition has exactly one test")
    }
    return Condition(region: region, test: try test(key, content))
  }

  private static func test(_ key: String, _ value: YAMLValue) throws(RuleError) -> Condition.Test {
    switch key {
    case "contains":
      let text = try value.string()
      return .contains(Folding.fold(text), written: text)
    case "line": return .line(try value.pattern())
    case "text": return .text(try value.pattern())
    case "label": return .label(try value.pattern())
    case "asks": return .asks(try value.pattern())
    case "options": return .options(try value.integer())
    case "numbered": return .numbered(try value.integer())
    default:
      guard try value.flag() else { throw value.error("`\(key)` can only be true; put it under `not`") }
      return key == "cursor" ? .cursor : .exists
    }
  }
}
