public import Recognition

/// One text on its way into one agent: looks, writes down, pastes, presses Enter, and proves.
///
/// A value without clock or I/O. It never gives anything to a pane without a ``ScreenGuard``, never pastes twice, and
/// presses Enter again only while the box still holds the text.
public struct PromptDelivery: Hashable, Sendable {
  public let prompt: Prompt
  public let manner: Manner
  /// How the agent wants to be talked to.
  let rules: SendRules
  /// Monotonic nanoseconds.
  let deadline: UInt64
  private(set) var likeness: Likeness
  /// How much of it was given, as far as is known; and what tmux holds in that place.
  var tally: Tally
  var held = ""
  var stage = Stage.waiting
  var facts: PaneFacts?
  /// The text stood in the transcript this often before.
  public internal(set) var echoesBefore = 0
  /// The agent was at work when the text was put into its box.
  var wasBusy = false
  var isRecorded = false
  var hasInterrupted = false
  /// How often the key that stops a turn was pressed.
  var interruptPresses = 0
  /// Something of the text was given to the pane.
  var hasWritten = false
  var strokes: [Stroke] = []
  var declines = 0
  /// Until when an unclear screen is given time.
  var patience: UInt64 = 0
  /// The cursor stands where Enter submits.
  var isReady = false
  /// When the last stroke of the text was made.
  var written: UInt64 = 0
  /// When Enter was pressed last, and how often again.
  var entered: UInt64 = 0
  var resent = 0
  /// When the first Enter was ordered: no report of the agent's from before is about this text.
  var submitting: UInt64?
  /// Who reported while tmux had not yet answered for Enter.
  var report: String?
  /// Since when the box is empty and nothing else has changed.
  var emptied: UInt64?
  /// The text is in the box of an agent that went to work meanwhile: Enter waits for the end of the turn.
  var isHeldBack = false
  /// What the last objection was, for a delivery that runs out of time.
  var objection: Refusal?
  /// An earlier life of argosy had begun it.
  private(set) var past: Past?

  enum Stage: Hashable, Sendable {
    case waiting
    /// tmux is asked about the people.
    case examining
    /// The screen is not clear; it is looked at again.
    case unsettled
    case leavingMode
    case recording
    case interrupting
    /// Esc was pressed; the turn is to end.
    case calming(until: UInt64)
    case writing
    /// Between two strokes of the text.
    case pausing(until: UInt64)
    /// The text is in the terminal; the box has to show it.
    case settling
    /// Enter was declined; tmux is asked again.
    case reexamining
    /// The cursor is moved away from a backslash.
    case readying
    case entering
    case proving
    /// The box is empty: was it us?
    case inquiring
    /// Taken over from an earlier life of argosy: tmux is asked how far that came.
    case recovering
    /// The box has to show the pieces that were given, before the rest follows.
    case resuming(until: UInt64)
    case over
  }

  /// - Parameters:
  ///   - token: tells this delivery from all others, also after a restart.
  ///   - deadline: monotonic nanoseconds after which it gives up.
  public init(_ prompt: Prompt, _ manner: Manner, rules: SendRules, token: String, deadline: UInt64) {
    self.prompt = prompt
    tally = Tally(of: token)
    self.manner = manner
    self.rules = rules
    self.deadline = deadline
    likeness = Likeness(prompt.text)
  }

  /// What is known of an earlier life's delivery.
  public struct Past: Hashable, Sendable {
    public var echoesBefore: Int
    /// When it was written down, in seconds since 1970.
    public var begun: Int64
    /// The agent that it was meant for runs no more.
    public var isAgentGone: Bool

    public init(echoesBefore: Int, begun: Int64, isAgentGone: Bool = false) {
      self.echoesBefore = echoesBefore
      self.begun = begun
      self.isAgentGone = isAgentGone
    }
  }

  /// One that an earlier life of argosy had begun. What was given to the pane is given no second time.
  public init(
    recovering prompt: Prompt, _ manner: Manner, rules: SendRules, token: String, past: Past, deadline: UInt64
  ) {
    self.init(prompt, manner, rules: rules, token: token, deadline: deadline)
    likeness = Likeness(prompt.text, isStrict: true)
    echoesBefore = past.echoesBefore
    self.past = past
    isRecorded = true
    // Until tmux has told.
    hasWritten = true
    stage = .recovering
  }

  public mutating func apply(_ event: DeliveryEvent, _ sight: Sight?, at now: Moment) -> [DeliveryEffect] {
    if case .over = stage { return [] }
    let time = now.monotonic
    switch event {
    case .failed(let failure): return fail(failure)
    case .accepted(let source, let moment): return accept(source, at: moment, sight)
    default: break
    }
    if time >= deadline, !isWaitingForTmux { return runOut() }
    switch (stage, event) {
    case (.waiting, .begun):
      patience = time &+ Self.patience
      return [.wake(at: deadline)] + examine(.examining)
    case (.recovering, .begun): return [.wake(at: deadline), .examine]
    case (.recovering, .examined(let facts)):
      self.facts = facts
      return recover(sight, now)
    case (.resuming, .looked), (.resuming, .woke): return resume(sight, time)

    case (.examining, .examined(let facts)):
      self.facts = facts
      if isAhead(facts) { return recover(sight, now) }
      held = facts.tally
      return decide(sight, now)
    case (.unsettled, .looked), (.unsettled, .woke): return examine(.examining)
    case (.leavingMode, .performed), (.leavingMode, .declined): return examine(.examining)
    case (.recording, .recorded):
      isRecorded = true
      return decide(sight, now)

    case (.interrupting, .performed):
      interruptPresses += 1
      guard interruptPresses >= rules.interruptPresses else {
        // It asks back; whether it is still at work is looked at before the second press.
        stage = .unsettled
        return [.wake(at: time &+ Self.pressPause)]
      }
      hasInterrupted = true
      stage = .calming(until: time &+ Self.calm)
      return [.wake(at: time &+ Self.calm)]
    case (.interrupting, .declined): return retry(time)
    case (.calming(let until), .looked), (.calming(let until), .woke):
      if sight?.isWorking == true { return time >= until ? finish(.refused(.notInterrupted)) : [] }
      patience = time &+ Self.patience
      return examine(.examining)

    case (.writing, .performed): return wrote(time)
    case (.readying, .performed):
      isReady = true
      stage = .settling
      return [.wake(at: time &+ Self.piecePause)]
    case (.readying, .declined):
      declines += 1
      return examine(.reexamining)
    case (.writing, .declined):
      guard hasWritten else { return retry(time) }
      // Goes on only if the box still holds what was given, and nothing else.
      declines += 1
      guard declines < 8 else { return finish(.unconfirmed("only a part of the text is in the box")) }
      return examine(.recovering)
    case (.pausing(let until), .looked), (.pausing(let until), .woke):
      return time >= until ? write(sight) : [.wake(at: until)]

    case (.settling, .looked), (.settling, .woke): return settle(sight, time)
    case (.reexamining, .examined(let facts)):
      self.facts = facts
      if isAhead(facts) { return recover(sight, now) }
      if let obstacle = facts.obstacle { return finish(.unconfirmed("the text is in the box; \(obstacle)")) }
      stage = .settling
      return [.wake(at: time &+ Self.moment &* UInt64(min(declines, 20)))]
    case (.entering, .performed):
      counted()
      entered = time
      emptied = nil
      stage = .proving
      if let report { return finish(taken(.word(of: report), sight)) }
      return prove(sight, time)
    case (.entering, .declined):
      report = nil
      declines += 1
      return examine(.reexamining)
    case (.proving, .looked), (.proving, .woke): return prove(sight, time)
    case (.inquiring, .examined(let facts)): return inquire(facts, sight, time)
    default: return []
    }
  }

  // MARK: Times, in nanoseconds

  /// How long a screen that says nothing, or only by weak signs, is waited for.
  static let patience: UInt64 = 1_500_000_000
  static let calm: UInt64 = 10_000_000_000
  static let moment: UInt64 = 50_000_000
  /// How long the box may take to show what an earlier life gave.
  static let recovery: UInt64 = 4_000_000_000
  /// Between two presses of the key that stops a turn.
  static let pressPause: UInt64 = 250_000_000
  /// Between two pieces of a text.
  static let piecePause: UInt64 = 150_000_000
  static let longestSettling: UInt64 = 6_000_000_000
  /// Before Enter is pressed once more; the last is how long is waited for good.
  static let resends: [UInt64] = [600_000_000, 1_200_000_000, 2_400_000_000, 4_000_000_000]

  // MARK: Steps

  mutating func examine(_ next: Stage) -> [DeliveryEffect] {
    stage = next
    return [.examine]
  }

  private mutating func retry(_ time: UInt64) -> [DeliveryEffect] {
    declines += 1
    guard declines < 8 else { return finish(.refused(.restless)) }
    stage = .unsettled
    return [.wake(at: time &+ Self.moment &* UInt64(declines))]
  }

  /// A spawned tmux is under way and answers by itself.
  private var isWaitingForTmux: Bool {
    switch stage {
    case .examining, .leavingMode, .recording, .interrupting, .writing, .readying, .entering, .reexamining, .inquiring,
      .recovering:
      true
    default: false
    }
  }

  private mutating func runOut() -> [DeliveryEffect] {
    guard hasWritten else {
      return finish(.refused(.timeout(objection?.description ?? "another delivery is under way")))
    }
    return finish(
      .unconfirmed(
        isHeldBack
          ? "the text is in the box; the agent went to work before Enter"
          : "it took too long; the text may be in the box"))
  }

  private mutating func fail(_ failure: DeliveryEvent.Failure) -> [DeliveryEffect] {
    switch failure {
    case .journal(let why): return finish(hasWritten ? .unconfirmed(why) : .refused(.unwritten(why)))
    // The text may have gone in before tmux failed.
    case .tmux(let why):
      if stage == .interrupting { hasInterrupted = true }
      return finish(
        hasWritten || stage == .writing ? .unconfirmed("tmux: \(why)") : .refused(.failed(why)))
    }
  }

  mutating func finish(_ verdict: Verdict) -> [DeliveryEffect] {
    stage = .over
    // A turn that was stopped is not nothing.
    if hasInterrupted, case .refused(let refusal) = verdict {
      return [.finish(.unconfirmed("Esc was pressed; the text was not given: \(refusal)"))]
    }
    return [.finish(verdict)]
  }

  /// What went into the box of an agent at work is in its queue until the turn is over.
  func taken(_ proof: Proof, _ sight: Sight?) -> Verdict {
    let isOver = sight?.state == .idle || sight?.state == .background
    return wasBusy && !isOver ? .queued(proof) : .submitted(proof)
  }
}
