import Recognition

/// One answer to one dialog: looks, writes down, presses keys one at a time with a look before each, and proves that the
/// dialog is gone.
///
/// Where the agent waits for a hook that argosy holds, and the answer can be said there, it is, and no key is pressed.
///
/// Nothing is ever pasted: the ESC in front of a paste cancels a dialog. A digit or an Enter that decides is pressed
/// once; whatever might be on the screen after it is another question.
public struct AnswerDelivery: Hashable, Sendable {
  public let choice: Choice
  /// The question that the answer is for: as the caller says, else the one that was shown when the order came.
  public private(set) var askID: String?
  let deadline: UInt64
  let ownKey: Int64?
  var stage = Stage.waiting
  var facts: PaneFacts?
  /// As it was when it was decided to answer it.
  var ask: Ask?
  var meaning: Choice.Meaning?
  /// Nothing was asked when the order came, so it is for nothing that comes later.
  private(set) var isForNothing = false
  /// An order before this one has answered the question.
  private(set) var isOvertaken = false
  /// The key that decides was pressed.
  var hasDecided = false
  /// Something was ticked or typed: the dialog is not as it was.
  var hasTouched = false
  /// It was decided by a hook, and no key was pressed.
  var isByHook = false
  var patience: UInt64 = 0
  var declines = 0
  /// Arrows pressed so far.
  var steps = 0
  /// The characters of an own answer that are still to be typed.
  var untyped: Substring?
  /// Those of them that are on their way.
  var typing = 0

  enum Stage: Hashable, Sendable {
    case waiting
    case examining
    case unsettled
    case leavingMode
    case recording
    /// A key is on its way; what the screen must show after it.
    case pressing(Expectation)
    case awaiting(Expectation, until: UInt64)
    case over
  }

  enum Expectation: Hashable, Sendable {
    case cursor(awayFrom: Int)
    case tick(Int, Bool)
    case typed
    /// Another page of the same dialog.
    case page
    case gone
  }

  /// - Parameter ownKey: when the key was pressed that ordered it, in seconds since 1970; nil for one that no client of
  ///   the server's ordered.
  public init(_ choice: Choice, askID: String?, deadline: UInt64, ownKey: Int64? = nil) {
    self.ownKey = ownKey
    self.choice = choice
    self.askID = askID
    self.deadline = deadline
  }

  /// Binds an order that names no question to the one that is shown: nobody has seen what may come after it. While the
  /// screen is not clear, the first that is shown after.
  mutating func bind(to sight: Sight?) {
    guard askID == nil, !isForNothing, case .waiting = stage, let sight, let finding = sight.finding else { return }
    guard finding.state == .blocked, let shown = finding.ask else {
      isForNothing = !finding.isHold
      return
    }
    askID = shown.id
  }

  /// Another order has answered the question; the next may look the same.
  mutating func overtake(_ answered: String?) {
    if askID != nil, askID == answered { isOvertaken = true }
  }

  static let patience: UInt64 = 1_500_000_000
  static let moment: UInt64 = 50_000_000
  /// For the agent to react to a key.
  static let reaction: UInt64 = 4_000_000_000
  /// For a hook to end, and its agent to take its word.
  static let hookReaction: UInt64 = 8_000_000_000

  public mutating func apply(_ event: DeliveryEvent, _ sight: Sight?, at now: Moment) -> [DeliveryEffect] {
    if case .over = stage { return [] }
    let time = now.monotonic
    if case .failed(let failure) = event { return fail(failure) }
    if time >= deadline, case .looked = event { return runOut() }
    if time >= deadline, case .woke = event { return runOut() }
    switch (stage, event) {
    case (.waiting, .begun):
      if isOvertaken { return give(.askChanged(now: sight?.finding?.ask?.question ?? "")) }
      if isForNothing { return give(sight?.activity == nil ? .noAgent : .notAsking) }
      patience = time &+ Self.patience
      return [.wake(at: deadline)] + examine()
    case (.unsettled, .looked), (.unsettled, .woke): return examine()
    case (.examining, .examined(let facts)):
      self.facts = facts
      return decide(sight, now)
    case (.leavingMode, .performed), (.leavingMode, .declined): return examine()
    case (.recording, .recorded): return act(sight, now)
    case (.pressing(let expectation), .performed):
      switch expectation {
      case .gone, .page: hasDecided = true
      case .tick: hasTouched = true
      case .typed:
        hasTouched = true
        untyped = untyped?.dropFirst(typing)
      case .cursor: break
      }
      let reaction = isByHook ? Self.hookReaction : Self.reaction
      stage = .awaiting(expectation, until: time &+ reaction)
      // The agent may have reacted before tmux had answered, and then draws no more.
      return [.wake(at: time &+ reaction)] + awaited(expectation, time &+ reaction, sight, now)
    case (.pressing, .declined):
      isByHook = false
      declines += 1
      guard declines < 8 else { return give(.restless) }
      stage = .unsettled
      return [.wake(at: time &+ Self.moment &* UInt64(declines))]
    case (.awaiting(let expectation, let until), .looked), (.awaiting(let expectation, let until), .woke):
      return awaited(expectation, until, sight, now)
    default: return []
    }
  }

  private mutating func examine() -> [DeliveryEffect] {
    stage = .examining
    return [.examine]
  }

  mutating func finish(_ verdict: Verdict) -> [DeliveryEffect] {
    stage = .over
    return [.finish(verdict)]
  }

  mutating func give(_ refusal: Refusal) -> [DeliveryEffect] {
    finish(hasDecided || hasTouched ? .unconfirmed(refusal.description) : .refused(refusal))
  }

  private mutating func runOut() -> [DeliveryEffect] {
    hasDecided ? finish(.unconfirmed("the dialog is still there")) : give(.timeout("the dialog did not react"))
  }

  private mutating func fail(_ failure: DeliveryEvent.Failure) -> [DeliveryEffect] {
    switch failure {
    case .journal(let why): return give(.unwritten(why))
    case .tmux(let why):
      if stage == .pressing(.gone) || stage == .pressing(.page) { return finish(.unconfirmed("tmux: \(why)")) }
      return give(.failed(why))
    }
  }
}
