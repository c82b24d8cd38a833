import Recognition

@testable import Fleet

/// A delivery and a pane, brought together step by step.
struct DeliveryRun {
  var pane = ToyPane()
  var delivery: PromptDelivery
  /// What was asked of the journal and of tmux, in order.
  var log: [String] = []
  private(set) var verdict: Verdict?
  private let rules: SendRules

  static let claude = ((try? AgentCatalog.embedded())?.agent(named: "claude"))?.send ?? SendRules()
  private var wakes: Set<UInt64> = []

  init(
    _ text: String, _ manner: Manner = .plain, seconds: UInt64 = 30, rules: SendRules = DeliveryRun.claude,
    _ change: (inout ToyPane) -> Void = { _ in }
  ) throws {
    self.rules = rules
    delivery = PromptDelivery(
      try Prompt(text, for: rules), manner, rules: rules, token: "one",
      deadline: seconds * 1_000_000_000)
    pane.now = 1
    // The last key was long ago.
    pane.lastKey = pane.moment.seconds - 100
    change(&pane)
  }

  /// Makes so many steps and no more.
  mutating func cut(after steps: Int, _ meanwhile: (Int, String, inout ToyPane) -> Void = { _, _, _ in }) {
    limit = steps
    finish(meanwhile)
    limit = 2000
  }

  private var limit = 2000
  /// What tmux was asked to do when the life ended.
  private(set) var pending: (Stroke, ScreenGuard)?
  /// Seconds since 1970.
  private var recordedAt: Int64 = 0

  /// Makes steps up to the first Enter, which tmux carries out and nobody hears of.
  mutating func cutAtEnter() {
    for steps in 1..<100 where !log.contains("Enter") {
      let fresh = self
      cut(after: steps)
      if !log.contains("Enter") { self = fresh }
    }
  }

  /// Runs to the verdict.
  ///
  /// - Parameter meanwhile: called before each step with its number, to do something to the pane.
  @discardableResult
  mutating func finish(_ meanwhile: (Int, String, inout ToyPane) -> Void = { _, _, _ in }) -> Verdict? {
    var jobs = apply(.begun)
    var step = 0
    while verdict == nil, step < limit {
      step += 1
      if let job = jobs.first {
        jobs.removeFirst()
        meanwhile(step, name(job), &pane)
        jobs += answer(job)
      } else {
        // What the pane draws by itself is looked at, too.
        pane.pass(to: min(wakes.min() ?? pane.now + 100_000_000, pane.now + 1_000_000_000))
        wakes = wakes.filter { $0 > pane.now }
        meanwhile(step, "wait", &pane)
        jobs += apply(.woke)
      }
    }
    pending =
      jobs.lazy.compactMap { job in
        if case .perform(let stroke, let guarded) = job { (stroke, guarded) } else { nil }
      }.first
    return verdict
  }

  private func name(_ effect: DeliveryEffect) -> String {
    switch effect {
    case .examine: "examine"
    case .record: "record"
    case .decide: "decide"
    case .perform(.paste, _): "paste"
    case .perform(.type(let text), _): "type \(text)"
    case .perform(.press(let key), _): key.rawValue
    case .perform(.leaveMode, _): "leave mode"
    case .wake: "wake"
    case .finish: "finish"
    }
  }

  private mutating func answer(_ effect: DeliveryEffect) -> [DeliveryEffect] {
    pane.pass(to: pane.now + 5_000_000)
    switch effect {
    case .examine: return apply(.examined(pane.facts))
    case .record:
      log.append("record")
      recordedAt = pane.moment.seconds
      return apply(.recorded)
    case .perform(let stroke, let guarded):
      let isDone = pane.perform(stroke, guarded)
      log.append(name(effect) + (isDone ? "" : " declined"))
      return apply(isDone ? .performed : .declined)
    case .wake, .finish, .decide: return []
    }
  }

  private mutating func apply(_ event: DeliveryEvent) -> [DeliveryEffect] {
    let effects = delivery.apply(event, pane.sight, at: pane.moment)
    for effect in effects {
      if case .wake(let time) = effect { wakes.insert(time) }
      if case .finish(let found) = effect { verdict = found }
    }
    return effects.filter { if case .wake = $0 { false } else { true } }
  }

  /// argosy is killed, and another life takes the delivery up from what the journal has.
  mutating func restart(isAgentGone: Bool = false) {
    delivery = PromptDelivery(
      recovering: delivery.prompt, delivery.manner, rules: rules, token: "one",
      past: PromptDelivery.Past(
        echoesBefore: delivery.echoesBefore, begun: recordedAt, isAgentGone: isAgentGone),
      deadline: pane.now + 30_000_000_000)
    verdict = nil
    wakes = []
  }
}
