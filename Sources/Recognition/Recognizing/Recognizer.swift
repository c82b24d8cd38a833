/// Says what a screen tells about its agent. Pure: the same screen always gets the same answer.
public struct Recognizer: Sendable {
  public let rules: AgentRules

  public init(rules: AgentRules) {
    self.rules = rules
  }

  /// The finding of the first rule that matches; nil when none does, which is `unknown` if an agent is known to be there.
  public func recognise(_ screen: ScreenText) -> Finding? {
    var evaluation = Evaluation(screen, marks: rules.marks)
    for rule in rules.rules where evaluation.matches(rule) { return evaluation.finding(rule) }
    return nil
  }

  /// Every rule in the order tried, with what it found or what it missed. The first match is the one that counts.
  public func explain(_ screen: ScreenText) -> [RuleOutcome] {
    var evaluation = Evaluation(screen, marks: rules.marks)
    var outcomes: [RuleOutcome] = []
    for rule in rules.rules {
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
