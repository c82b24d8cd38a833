/// What a stand-in does, line by line. The format is explained by `ScenarioHelp.text`.
struct Scenario: Equatable, Sendable {
  var steps: [Step]

  /// What happens without a script, and after the end of one: an agent that works a little on whatever it is told.
  static let polite = Scenario(steps: [])

  static func reply(to line: String) -> [Step] {
    [.work(.second, verb: nil), .say("Done: \(line.prefix(60).replacing("\n", with: " "))")]
  }

  static func parse(_ text: String, file: String) throws(ScenarioError) -> Scenario {
    var steps: [Step] = []
    var number = 0
    // Not `split`: empty lines count.
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      do throws(LineError) {
        guard let statement = try StepParser.parse(line) else { continue }
        switch statement {
        case .step(let step):
          if step == .again, !steps.contains(where: { !$0.isInstant }) {
            throw LineError("repeat needs a step before it that takes time")
          }
          steps.append(step)
        case .auto(let answer):
          guard case .dialog(let dialog, let branches, _)? = steps.last else {
            throw LineError("auto belongs behind a dialog")
          }
          steps[steps.count - 1] = .dialog(dialog, branches: branches, auto: answer)
        case .now:
          throw LineError("! is for the control pipe only")
        }
      } catch {
        throw ScenarioError(file: file, line: number, message: error.message)
      }
    }
    return Scenario(steps: steps)
  }
}
