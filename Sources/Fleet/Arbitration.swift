public import Recognition

/// How all that is known of an agent weighs against what was believed before. Times in nanoseconds.
///
/// The process decides first, before anything here: an agent whose process has ended is gone, whatever its screen, its
/// title and its files still say. Then, from the top:
///
/// | the screen | what the agent said of itself | then |
/// |---|---|---|
/// | a dialog | anything | the dialog: a person sees it too |
/// | says nothing, or is covered by a viewer | something newer than the screen's last word | what was said |
/// | says nothing, not even once | it is idle | keep: it is starting |
/// | says nothing | the file it keeps up to date | the file |
/// | agrees | | at once, however weak the screen's signs |
/// | disagrees, drawn before it was said | | what was said |
/// | a prompt, drawn before and still for ``stillness`` after | a turn or a dialog | the screen again: either would have been drawn, and hooks come late |
/// | disagrees, drawn within ``settling`` after | | the screen, if it lasts: a frame may have been on its way |
/// | a prompt, drawn later | an error that ended the turn | the error, until something runs again |
/// | weak signs of a prompt, drawn later | its file says busy | keep: between two tools |
/// | anything else, drawn later | | the screen: Esc and a denial are told by no hook |
///
/// And the screen alone, where nothing was said:
///
/// | the screen | before | then |
/// |---|---|---|
/// | a viewer covers it | anything | keep |
/// | a dialog, a running turn, background work | anything | believe at once |
/// | the head of a screen and nothing below | it was up | starting again, when it has lasted |
/// | blocked, by weak signs without a dialog | a dialog of the same kind | keep |
/// | another dialog of the same kind | the first one | when it has lasted: it may be drawn in part |
/// | the prompt, plainly | a turn was running or waiting | believe at once: done, or idle when a person is looking |
/// | the prompt, by weak signs | anything but that | believe when it has lasted |
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

  /// How long a dialog must stand where another one stood. Half a frame reads like another one.
  public static let dialogHold: UInt64 = 150_000_000

  /// For how long a dialog that has come may still be drawn. Nobody answers one so soon.
  public static let drawing: UInt64 = 300_000_000

  /// How long after an agent said something a frame may still show what was before.
  public static let settling: UInt64 = 800_000_000

  /// How long the screen of an agent that has begun something may stay as it was.
  public static let stillness: UInt64 = 1_000_000_000

  public enum Verdict: Hashable, Sendable {
    case keep
    /// To be believed at once, and weighed again if the screen is still the same after this time.
    case trust(Activity, reason: String, nanoseconds: UInt64)
    case believe(Activity, reason: String)
    case wait(Activity, nanoseconds: UInt64)
  }

  /// Weighs the screen and everything the agent said of itself.
  ///
  /// - Parameters:
  ///   - finding: What the screen said when it was last read.
  ///   - readAt: When that was.
  ///   - spokeAt: When it last said anything.
  ///   - heard: The last of each source.
  public static func judge(
    _ finding: Finding?, readAt: UInt64, spokeAt: UInt64, heard: [Observation], current: Activity, isShown: Bool
  ) -> Verdict {
    let alone = judge(finding, current: current, isShown: isShown)
    guard let word = heard.max(by: { $0.at.monotonic < $1.at.monotonic }) else { return alone }
    let said = believe(word.evidence, current, isShown)
    guard let finding, !finding.isHold else {
      // A session that has begun is not yet at its prompt.
      if finding == nil, current.state == .starting, word.evidence.state == .idle { return alone }
      if word.at.monotonic > spokeAt { return said }
      let file = heard.first { $0.evidence.source == .registry }
      guard finding == nil, let file else { return alone }
      return believe(file.evidence, current, isShown)
    }
    if isDialog(finding) { return alone }
    if agree(finding, word.evidence) {
      guard case .wait(let activity, _) = alone else { return alone }
      return .believe(activity, reason: "\(finding.rule), \(word.evidence.name)")
    }
    if word.at.monotonic >= readAt {
      guard case .believe(let activity, let reason) = said, isPrompt(finding), isDrawn(word.evidence) else {
        return said
      }
      return .trust(activity, reason: reason, nanoseconds: stillness)
    }
    let settled = word.at.monotonic &+ settling
    if readAt < settled, case .believe(let activity, _) = alone, activity != current {
      return .wait(activity, nanoseconds: settled - readAt)
    }
    guard isPrompt(finding) else { return alone }
    switch word.evidence.source == .hook ? word.evidence.kind : nil {
    case .limit, .error, .login: return said
    case .permission, .question, .plan, .trust, nil: break
    }
    let isBusy = heard.contains { $0.evidence.source == .registry && $0.evidence.state == .working }
    return isBusy && finding.confidence == .weak ? .keep : alone
  }

  private static func believe(_ evidence: Evidence, _ current: Activity, _ isShown: Bool) -> Verdict {
    let reason = "\(evidence.source.rawValue): \(evidence.name)"
    guard evidence.state == .idle else {
      return .believe(Activity(evidence.state, kind: evidence.kind, ask: evidence.ask), reason: reason)
    }
    return .believe(prompt(after: current, isShown), reason: reason)
  }

  /// Nothing goes on until a person answers, and it can be seen.
  private static func isDialog(_ finding: Finding) -> Bool {
    guard finding.state == .blocked else { return false }
    return switch finding.kind {
    case .permission, .question, .plan, .trust, .login: true
    case .limit, .error, nil: finding.ask != nil
    }
  }

  /// Whether what was said can be seen soon after. Work in the background cannot, nor why a turn has ended.
  private static func isDrawn(_ evidence: Evidence) -> Bool {
    switch evidence.state {
    case .working: true
    case .blocked:
      switch evidence.kind {
      case .limit, .error, .login: false
      case .permission, .question, .plan, .trust, nil: true
      }
    case .starting, .background, .done, .idle, .exited, .unknown: false
    }
  }

  private static func isPrompt(_ finding: Finding) -> Bool { finding.state == .idle || finding.state == .done }

  private static func agree(_ finding: Finding, _ evidence: Evidence) -> Bool {
    isPrompt(finding)
      ? evidence.state == .idle : finding.state == evidence.state && finding.kind == evidence.kind
  }

  /// What a prompt means: that something has ended which nobody has seen, or that there was nothing.
  static func prompt(after current: Activity, _ isShown: Bool) -> Activity {
    switch current.state {
    case .working, .background, .blocked, .done: Activity(isShown ? .idle : .done)
    case .starting, .idle, .exited, .unknown: Activity(.idle)
    }
  }

  /// Weighs the screen alone.
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
      let activity = prompt(after: current, isShown)
      let isResting = current.state == .idle || current.state == .done
      if !isResting, finding.confidence == .weak { return .wait(activity, nanoseconds: idleHold) }
      return .believe(activity, reason: finding.rule)
    case .unknown:
      return .keep
    case .exited:
      // Only a process can tell that it has ended.
      return .keep
    case .starting where current.state != .starting && current.state != .unknown:
      // A frame that has only its head yet.
      return .wait(Activity(.starting), nanoseconds: doubtHold)
    case .starting, .working, .background, .blocked:
      let activity = Activity(finding.state, kind: finding.kind, ask: finding.ask)
      let isOther = activity.state == current.state && activity.kind == current.kind
      // A title knows that something is asked, and not what.
      if isOther, activity.ask == nil, current.ask != nil, finding.confidence == .weak { return .keep }
      if isOther, activity.ask != nil, !current.isSameWait(as: activity) {
        return .wait(activity, nanoseconds: dialogHold)
      }
      return .believe(activity, reason: finding.rule)
    }
  }
}
