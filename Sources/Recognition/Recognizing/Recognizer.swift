/// Says what a screen tells about its agent. Pure: the same screen always gets the same answer.
public struct Recognizer: Sendable {
  public let rules: AgentRules
  /// Those that are for this version, in the order in which they are tried.
  let tried: [Rule]

  /// - Parameter version: the program's version, as far as its process tells; rules for other versions are left out.
  ///   Nil: all rules are tried.
  public init(rules: AgentRules, version: String? = nil) {
    self.rules = rules
    tried = rules.rules.filter { $0.versions?.contains(version) ?? true }
  }

  /// The finding of the first rule that matches; nil when none does, which is `unknown` if an agent is known to be there.
  public func recognise(_ screen: ScreenText) -> Finding? {
    var evaluation = Evaluation(screen, marks: rules.marks)
    for rule in tried where evaluation.matches(rule) { return evaluation.finding(rule) }
    return nil
  }

  /// Every rule in the order tried, with what it found or what it missed. The first match is the one that counts.
  public func explain(_ screen: ScreenText) -> [RuleOutcome] {
    var evaluation = Evaluation(screen, marks: rules.marks)
    var outcomes: [RuleOutcome] = []
    for rule in tried {
      let isMatch = evaluation.matches(rule)
      let reason =
        isMatch ? evaluation.finding(rule).matched.joined(separator: " ⏎ ") : evaluation.reason(against: rule)
      outcomes.append(
        RuleOutcome(
          rule: rule.name, priority: rule.priority, region: rule.region.description, isMatch: isMatch, reason: reason))
    }
    return outcomes
  }

  /// The input box, when the screen shows a complete one.
  public func inputBox(on screen: ScreenText) -> InputBox? {
    let layout = Layout(screen, marks: rules.marks)
    return layout.promptBox.map { InputBox(screen, lines: layout.lines[$0.body], marks: rules.marks) }
  }
}
