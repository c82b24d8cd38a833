import Recognition
import Testing

@testable import Fleet

@Suite("Arbitration")
struct ArbitrationTests {
  private static let ask = Ask(question: "May I?", options: [])

  private static func believed(_ state: AgentState, by finding: Finding) -> Arbitration.Verdict {
    .believe(Activity(state, kind: finding.kind, ask: finding.ask), reason: finding.rule)
  }

  @Test("a viewer over the screen keeps what was believed", arguments: AgentState.allCases)
  func viewer(before: AgentState) {
    for isShown in [true, false] {
      let verdict = Arbitration.judge(finding(.unknown, isHold: true), current: Activity(before), isShown: isShown)
      #expect(verdict == .keep)
    }
  }

  @Test("a dialog, a running turn and background work are believed at once", arguments: AgentState.allCases)
  func visible(before: AgentState) {
    let findings = [
      finding(.blocked, kind: .permission, question: "May I?"), finding(.working), finding(.working, confidence: .weak),
      finding(.background),
    ]
    for finding in findings {
      let verdict = Arbitration.judge(finding, current: Activity(before), isShown: false)
      #expect(verdict == Self.believed(finding.state, by: finding))
    }
  }

  @Test("a screen that has only its head yet begins a new life when that has lasted", arguments: AgentState.allCases)
  func head(before: AgentState) {
    for confidence in [Finding.Confidence.strong, .weak] {
      let head = finding(.starting, confidence: confidence)
      let verdict = Arbitration.judge(head, current: Activity(before), isShown: false)
      let isUp = before != .starting && before != .unknown
      #expect(
        verdict
          == (isUp
            ? .wait(Activity(.starting), nanoseconds: Arbitration.doubtHold) : Self.believed(.starting, by: head)))
    }
  }

  @Test(
    "a plain prompt after a turn is done, or idle when a person is looking",
    arguments: [AgentState.working, .background, .blocked], [AgentState.idle, .done])
  func finished(before: AgentState, said: AgentState) {
    let prompt = finding(said)
    #expect(
      Arbitration.judge(prompt, current: Activity(before), isShown: false)
        == .believe(Activity(.done), reason: prompt.rule))
    #expect(
      Arbitration.judge(prompt, current: Activity(before), isShown: true)
        == .believe(Activity(.idle), reason: prompt.rule))
  }

  @Test("weak signs of a prompt after a turn must last", arguments: [AgentState.working, .background, .blocked])
  func weak(before: AgentState) {
    let prompt = finding(.idle, confidence: .weak)
    #expect(
      Arbitration.judge(prompt, current: Activity(before), isShown: false)
        == .wait(Activity(.done), nanoseconds: Arbitration.idleHold))
    #expect(
      Arbitration.judge(prompt, current: Activity(before), isShown: true)
        == .wait(Activity(.idle), nanoseconds: Arbitration.idleHold))
  }

  @Test(
    "a plain prompt where nothing was running is idle; weak signs of one must last where nothing is known yet",
    arguments: [AgentState.starting, .idle, .unknown], [Finding.Confidence.strong, .weak])
  func quiet(before: AgentState, confidence: Finding.Confidence) {
    let prompt = finding(.idle, confidence: confidence)
    for isShown in [true, false] {
      let verdict = Arbitration.judge(prompt, current: Activity(before), isShown: isShown)
      let lasts = confidence == .weak && before != .idle
      #expect(
        verdict
          == (lasts
            ? .wait(Activity(.idle), nanoseconds: Arbitration.idleHold)
            : .believe(Activity(.idle), reason: prompt.rule)))
    }
  }

  @Test("a prompt that nobody has seen since the turn is still done")
  func stillDone() {
    let prompt = finding(.idle)
    #expect(
      Arbitration.judge(prompt, current: Activity(.done), isShown: false)
        == .believe(Activity(.done), reason: prompt.rule))
    #expect(
      Arbitration.judge(prompt, current: Activity(.done), isShown: true)
        == .believe(Activity(.idle), reason: prompt.rule))
  }

  @Test("a screen that says nothing is doubted only when something was known", arguments: AgentState.allCases)
  func nothing(before: AgentState) {
    let verdict = Arbitration.judge(nil, current: Activity(before), isShown: false)
    switch before {
    case .starting, .unknown, .exited: #expect(verdict == .keep)
    case .working, .background, .blocked, .done, .idle:
      #expect(verdict == .wait(Activity(.unknown), nanoseconds: Arbitration.doubtHold))
    }
  }

  @Test("no screen can say that a process has ended", arguments: AgentState.allCases)
  func ended(before: AgentState) {
    #expect(Arbitration.judge(finding(.exited), current: Activity(before), isShown: false) == .keep)
    #expect(Arbitration.judge(finding(.unknown), current: Activity(before), isShown: false) == .keep)
  }
}
