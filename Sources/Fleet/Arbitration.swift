public import Recognition

/// How a look at the screen weighs against what was believed before. Times in nanoseconds.
///
/// | the screen | before | then |
/// |---|---|---|
/// | a viewer covers it | anything | keep |
/// | a dialog, a running turn, background work | anything | believe at once |
/// | the prompt, plainly | a turn was running or waiting | believe at once: done, or idle when a person is looking |
/// | the prompt, by weak signs | a turn was running or waiting | believe when it has lasted |
/// | the prompt | nothing was running | idle, or still done |
/// | nothing known | starting | keep, until the limit |
/// | nothing known | anything else | unknown, when it has lasted |
public enum Arbitration {
  /// How long an agent may show nothing that is known before it is no longer called starting.
  public static let startLimit: UInt64 = 10_000_000_000
  /// How long weak signs of a prompt must last. Frames between two tool calls look idle for less.
  public static let idleHold: UInt64 = 1_000_000_000
  /// How long a screen may say nothing before the agent's state is unknown.
  public static let doubtHold: UInt64 = 2_000_000_000

  public enum Verdict: Hashable, Sendable {
    case keep
    case believe(Activity, reason: String)
    case wait(Activity, nanoseconds: UInt64)
  }

  public static func judge(_ finding: Finding?, current: Activity, isShown: Bool) -> Verdict {
    guard let finding else {
      return switch current.state {
      case .starting, .unknown, .exited: .keep
      case .working, .background, .blocked, .done, .idle: .wait(Activity(.unknown), nanoseconds: doubtHold)
      }
    }
    guard !finding.isHold else { return .keep }
    switch finding.state {
    case .idle, .done:
      let hasFinished =
        switch current.state {
        case .working, .background, .blocked, .done: !isShown
        case .starting, .idle, .exited, .unknown: false
        }
      let activity = Activity(hasFinished ? .done : .idle)
      let wasBusy = current.state == .working || current.state == .background || current.state == .blocked
      if wasBusy, finding.confidence == .weak { return .wait(activity, nanoseconds: idleHold) }
      return .believe(activity, reason: finding.rule)
    case .unknown:
      return .keep
    case .exited:
      // Only a process can tell that it has ended.
      return .keep
    case .starting, .working, .background, .blocked:
      return .believe(
        Activity(finding.state, kind: finding.kind, ask: finding.ask), reason: finding.rule)
    }
  }
}
