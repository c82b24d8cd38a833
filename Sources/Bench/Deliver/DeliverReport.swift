/// What the trials found.
struct DeliverReport: Encodable {
  var prompts: PromptTrial.Result?
  var person: PersonTrial.Result?
  var kills: KillTrial.Result?

  var isSound: Bool {
    (prompts?.isSound ?? true) && (person?.isSound ?? true) && (kills?.isSound ?? true)
  }

  var text: String {
    var lines: [String] = []
    if let prompts {
      lines.append(
        "prompts   \(prompts.sent) sent (\(prompts.bytes) bytes), \(prompts.exact) exact, \(prompts.doubled) double, "
          + "\(prompts.missing) missing, \(prompts.strange) strange; \(prompts.swallowed) Enters swallowed; "
          + "verdict after \(Figures.fixed(prompts.median, 2)) s, at most \(Figures.fixed(prompts.slowest, 2)) s")
      lines.append("          \(Self.listed(prompts.verdicts))")
    }
    if let person {
      lines.append(
        "person    seed \(person.seed); \(person.pastes) texts given: \(person.intoBusy) into a turn, "
          + "\(person.intoDialog) into a dialog, \(person.intoDraft) into a draft; \(person.wrong) wrong verdicts, "
          + "\(person.refusedYetGiven) refused and given, \(person.doubled) double, \(person.untrue.count) refusals untrue"
      )
      lines.append("          \(Self.listed(person.verdicts))")
      lines.append("          the person: \(Self.listed(person.actions))")
      lines += person.untrue.prefix(10).map { "          untrue: \($0)" }
    }
    if let kills {
      lines.append(
        "kills     \(kills.kills), \(kills.late) of them after Enter: \(kills.submitted) submitted in the end, "
          + "\(kills.doubled) double, \(kills.lies) verdicts wrong")
      lines.append("          \(Self.listed(kills.verdicts))")
      lines += kills.reasons.sorted { $0.key < $1.key }.map { "          \($0.value) times: \($0.key)" }
    }
    lines.append("verdict: \(isSound ? "sound" : "NOT sound")")
    return lines.joined(separator: "\n")
  }

  private static func listed(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
