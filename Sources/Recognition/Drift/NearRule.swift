/// A rule that nearly matched a screen, and what kept it from it. Holds nothing of the screen.
public struct NearRule: Sendable, Hashable, Codable {
  public var rule: String
  public var priority: Int
  public var region: String
  /// The conditions that held, in the rule's words.
  public var held: [String]
  /// Those that did not, and those that must not hold and did.
  public var failed: [String]

  public init(rule: String, priority: Int, region: String, held: [String], failed: [String]) {
    self.rule = rule
    self.priority = priority
    self.region = region
    self.held = held
    self.failed = failed
  }
}

extension Recognizer {
  /// The rules of which most holds on a screen that none of them matches, the nearest first.
  public func nearest(_ screen: ScreenText, limit: Int = 5) -> [NearRule] {
    var evaluation = Evaluation(screen, marks: rules.marks)
    var found: [(near: NearRule, share: Double)] = []
    for rule in tried {
      let near = evaluation.nearness(of: rule)
      guard !near.held.isEmpty, !near.failed.isEmpty else { continue }
      // One more than there are: two of four say more than one of two.
      found.append((near, Double(near.held.count) / Double(near.held.count + near.failed.count + 1)))
    }
    // Of equals the one that is tried first stays first.
    let sorted = found.enumerated().sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }
    return sorted.prefix(limit).map(\.element.near)
  }
}

extension Evaluation {
  fileprivate mutating func nearness(of rule: Rule) -> NearRule {
    var near = NearRule(
      rule: rule.name, priority: rule.priority, region: rule.region.description, held: [], failed: [])
    for condition in rule.all {
      if holds(condition, region: rule.region) {
        near.held.append(condition.description)
      } else {
        near.failed.append(condition.description)
      }
    }
    if !rule.any.isEmpty {
      var holding: Condition?
      for condition in rule.any where holding == nil {
        if holds(condition, region: rule.region) { holding = condition }
      }
      if let holding {
        near.held.append(holding.description)
      } else {
        near.failed.append("any of " + rule.any.map(\.description).joined(separator: ", "))
      }
    }
    for condition in rule.none where holds(condition, region: rule.region) {
      near.failed.append("not \(condition.description)")
    }
    return near
  }
}
