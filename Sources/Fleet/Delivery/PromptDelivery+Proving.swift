import Recognition

extension PromptDelivery {
  /// Waits until the box shows the text.
  mutating func settle(_ sight: Sight?, _ time: UInt64) -> [DeliveryEffect] {
    if let sight, let end = interrupted(sight) { return finish(.unconfirmed(end)) }
    let soonest = written &+ settling
    guard time >= soonest else { return [.wake(at: soonest)] }
    let content = likeness.content(of: sight?.box)
    if content == .ours, let sight, let box = sight.box { return enter(sight, box, time) }
    // Somebody else pressed Enter.
    if content == .empty, let sight, likeness.echoes(on: sight) > echoesBefore { return finish(taken(.echo, sight)) }
    let limit = written &+ settling &* 4 &+ Self.longestSettling
    if time >= limit {
      switch content {
      case .empty: return finish(.unconfirmed("the text is not in the box any more, or never came there"))
      case .other: return finish(.unconfirmed("the box holds something else than the text; Enter was not pressed"))
      case .absent, .ours: return finish(.unconfirmed("there is no input box on the screen; Enter was not pressed"))
      }
    }
    return [.wake(at: min(limit, time &+ Self.moment))]
  }

  /// What came over the text before Enter, after which the box does not come back by itself.
  private func interrupted(_ sight: Sight) -> String? {
    guard let activity = sight.activity, activity.state != .exited else {
      return "the agent has ended before Enter was pressed"
    }
    guard sight.box == nil, let finding = sight.finding, finding.state == .blocked else { return nil }
    let asking = Refusal.asking(finding.kind, question: finding.ask?.question ?? finding.detail ?? "")
    return "Enter was not pressed: \(asking)"
  }

  private mutating func enter(_ sight: Sight, _ box: InputBox, _ time: UInt64) -> [DeliveryEffect] {
    // The text was put into the box of an agent at rest, to be taken at once. With Enter it would be queued.
    isHeldBack = sight.isWorking && manner != .queue
    guard !isHeldBack else { return [.wake(at: deadline)] }
    wasBusy = sight.isWorking
    let rows = box.rows.isEmpty ? [] : [box.rows.lowerBound, box.rows.upperBound - 1]
    let guarded = ScreenGuard(sight.rows, rows: rows, people: facts?.people)
    if prompt.endsInBackslash, !isReady {
      stage = .readying
      return [.perform(.press(.lineStart), guarded)]
    }
    stage = .entering
    if submitting == nil { submitting = time }
    return [.perform(.press(.init(rawValue: rules.submit)), counting(guarded))]
  }

  /// The agent says that it took a prompt of this very text.
  mutating func accept(_ source: String, at moment: UInt64, _ sight: Sight?) -> [DeliveryEffect] {
    // Of what an earlier life did nothing else may be known.
    if stage == .recovering { return finish(taken(.word(of: source), sight)) }
    guard let submitting, moment >= submitting else { return [] }
    if entered > 0 { return finish(taken(.word(of: source), sight)) }
    if stage == .entering { report = source }
    return []
  }

  /// Looks for what shows that Enter was taken.
  mutating func prove(_ sight: Sight?, _ time: UInt64) -> [DeliveryEffect] {
    let wait = Self.resends[min(resent, Self.resends.count - 1)]
    let due = entered &+ wait
    guard let sight else { return [.wake(at: time &+ Self.moment)] }
    guard let activity = sight.activity, activity.state != .exited else {
      if let proof = proof(sight) { return finish(.submitted(proof)) }
      // `/exit` does what it says.
      return finish(prompt.isCommand ? .submitted(.obeyed) : .unconfirmed("the agent has ended"))
    }
    switch likeness.content(of: sight.box) {
    case .ours:
      guard time >= due else { return [.wake(at: due)] }
      guard rules.resubmits || resent >= Self.resends.count - 1 else {
        // Where nothing can have been lost a second press might submit something else: it is given the time of all.
        resent += 1
        return [.wake(at: entered &+ Self.resends[resent])]
      }
      guard resent < Self.resends.count - 1, let box = sight.box else {
        return finish(.unconfirmed("Enter was not taken; the text is in the box"))
      }
      let effects = enter(sight, box, time)
      if !isHeldBack { resent += 1 }
      return effects
    case .empty:
      if let proof = proof(sight) { return finish(taken(proof, sight)) }
      let since = emptied ?? time
      emptied = since
      // A moment for the echo; then it is asked whether anybody else can have done it.
      let moment = sight.isWorking && !wasBusy ? Self.moment : Self.patience
      guard time >= since &+ moment else { return [.wake(at: since &+ moment)] }
      return examine(.inquiring)
    case .absent:
      if let proof = proof(sight) { return finish(taken(proof, sight)) }
      // An agent that takes its box away while it works.
      if sight.isWorking, !wasBusy, time >= entered &+ Self.moment { return examine(.inquiring) }
    case .other: break
    }
    let limit = entered &+ Self.patience &* 4
    if time >= limit { return finish(.unconfirmed("Enter was pressed, and the box holds something else now")) }
    return [.wake(at: limit)]
  }

  func proof(_ sight: Sight) -> Proof? {
    if likeness.echoes(on: sight) > echoesBefore { return .echo }
    let isOpen = sight.finding.map { $0.isHold || $0.state == .blocked } ?? false
    if prompt.isCommand, isOpen, sight.box == nil { return .obeyed }
    return nil
  }

  /// The box is empty, and nothing else shows why: it was our Enter if nobody was at the keyboard.
  mutating func inquire(_ now: PaneFacts, _ sight: Sight?, _ time: UInt64) -> [DeliveryEffect] {
    if let sight, let proof = proof(sight) { return finish(taken(proof, sight)) }
    let wasTouched = past.map { past in now.viewers.contains { $0.lastKey >= past.begun } } ?? false
    guard let facts, facts.people == now.people, entered > 0, !wasTouched else {
      return finish(.unconfirmed("the box is empty, and a person may have emptied it"))
    }
    // A turn that was running before shows nothing.
    return finish(taken(sight?.isWorking == true && !wasBusy ? .working : .emptied, sight))
  }
}
