import Recognition

extension AnswerDelivery {
  /// Is the question there, and what does the answer mean to it?
  mutating func decide(_ sight: Sight?, _ now: Moment) -> [DeliveryEffect] {
    guard let sight, let facts else { return hesitate(.screenUnknown, now) }
    guard let activity = sight.activity, activity.state != .exited else { return give(.noAgent) }
    if let obstacle = facts.obstacle { return give(obstacle) }
    // A person at the keys and argosy would answer at the same time.
    if facts.isTyping(at: now, within: 1, after: ownKey) { return give(.typing) }
    // A hook takes no keys, so that copy mode is nothing to it.
    if facts.isInMode, sight.hold == nil {
      guard facts.viewers.isEmpty, !facts.isSeen else { return give(.copyMode) }
      stage = .leavingMode
      return [.perform(.leaveMode, ScreenGuard(people: facts.people))]
    }
    guard let finding = sight.finding else { return hesitate(.unclear, now) }
    if finding.isHold { return give(.covered) }
    guard finding.state == .blocked, let shown = finding.ask, !shown.options.isEmpty else { return give(.notAsking) }
    if ask != nil { return act(sight, now) }
    if let askID, shown.id != askID { return give(.askChanged(now: shown.question)) }
    do {
      meaning = try choice.meaning(in: shown)
    } catch {
      return give(error)
    }
    if case .text(let text, _)? = meaning, text.count > Self.room(on: sight) {
      return give(.longAnswer(limit: Self.room(on: sight)))
    }
    ask = shown
    stage = .recording
    return [.record]
  }

  private mutating func hesitate(_ refusal: Refusal, _ now: Moment) -> [DeliveryEffect] {
    guard now.monotonic < patience else { return give(refusal) }
    stage = .unsettled
    return [.wake(at: now.monotonic &+ Self.moment)]
  }

  /// The next key, by what the screen shows now.
  mutating func act(_ sight: Sight?, _ now: Moment) -> [DeliveryEffect] {
    guard let sight, let shown = sight.finding?.ask, let meaning else { return hesitate(.screenUnknown, now) }
    guard isSame(shown) else { return give(.askChanged(now: shown.question)) }
    guard steps < Self.mostSteps else { return give(.restless) }
    if let hold = sight.hold, steps == 0, !hasTouched, !hasDecided,
      let decision = hold.decision(for: meaning, in: shown)
    {
      isByHook = true
      stage = .pressing(.gone)
      return [.decide(decision, hold: hold.number)]
    }
    switch meaning {
    case .option(let index):
      guard shown.options.indices.contains(index) else { return give(.askChanged(now: shown.question)) }
      if shown.options[index].role == .choice, let digit = shown.digit(of: index) {
        if shown.digits == .confirm { return press(.type(digit), .gone, sight, shown) }
        // It was pressed once and did not help: arrows do.
        if shown.digits == .move, shown.selectedIndex != index, steps == 0 {
          steps += 1
          return press(.type(digit), .cursor(awayFrom: shown.selectedIndex ?? -1), sight, shown)
        }
      }
      return walk(to: index, .press(.enter), .gone, sight, shown)
    case .ticks(let wanted): return tick(wanted, sight, shown)
    case .text(let text, let row):
      guard shown.options.indices.contains(row) else { return give(.askChanged(now: shown.question)) }
      let rest = untyped ?? text[...]
      guard let piece = Self.piece(of: rest) else {
        guard Likeness(text).isLike(shown.options[row].label) else { return give(.restless) }
        return shown.form == .multi ? sendTicks(sight, shown) : press(.press(.enter), .gone, sight, shown)
      }
      guard shown.selectedIndex == row else { return walk(to: row, nil, .gone, sight, shown) }
      untyped = rest
      typing = piece.count
      return press(.type(String(piece)), .typed, sight, shown)
    }
  }

  private static let mostSteps = 120

  /// The characters of an own answer beside which the rest of the dialog stays on the screen.
  private static func room(on sight: Sight) -> Int { max(4, sight.rows.count / 3) * max(8, sight.columns - 8) }

  private static func piece(of text: Substring) -> Substring? { text.isEmpty ? nil : text.prefix(64) }

  /// One key towards the row; on it, the key that decides.
  private mutating func walk(
    to row: Int, _ final: Stroke?, _ expectation: Expectation, _ sight: Sight, _ shown: Ask
  ) -> [DeliveryEffect] {
    guard let cursor = shown.selectedIndex else { return give(.unclear) }
    guard cursor != row else { return final.map { press($0, expectation, sight, shown) } ?? [] }
    steps += 1
    return press(.press(cursor < row ? .down : .up), .cursor(awayFrom: cursor), sight, shown)
  }

  private mutating func tick(_ wanted: Set<Int>, _ sight: Sight, _ shown: Ask) -> [DeliveryEffect] {
    for (index, option) in shown.options.enumerated() where option.role == .choice {
      guard let isChecked = option.isChecked, isChecked != wanted.contains(index) else { continue }
      steps += 1
      let next = Expectation.tick(index, !isChecked)
      if shown.digits == .toggle, let digit = shown.digit(of: index) { return press(.type(digit), next, sight, shown) }
      return walk(to: index, .press(.enter), next, sight, shown)
    }
    return sendTicks(sight, shown)
  }

  /// By the row that sends what is ticked, or by the tab behind the question.
  private mutating func sendTicks(_ sight: Sight, _ shown: Ask) -> [DeliveryEffect] {
    if let row = shown.submitIndex { return walk(to: row, .press(.enter), .page, sight, shown) }
    return press(.press(.tab), .page, sight, shown)
  }

  private mutating func press(
    _ stroke: Stroke, _ expectation: Expectation, _ sight: Sight, _ shown: Ask
  ) -> [DeliveryEffect] {
    stage = .pressing(expectation)
    return [
      .perform(stroke, ScreenGuard(sight.rows, rows: Self.rows(of: shown, on: sight.rows), people: facts?.people))
    ]
  }

  /// Where the question and its options stand.
  private static func rows(of ask: Ask, on rows: [String]) -> [Int] {
    func last(_ text: String) -> Int? {
      let start = text.prefix(20)
      return start.isEmpty ? nil : rows.lastIndex { $0.contains(start) }
    }
    let places = [last(ask.question)] + ask.options.map { last($0.key.isEmpty ? $0.label : "\($0.key). ") }
    return Array(Set(places.compactMap(\.self)).sorted().suffix(12))
  }

  // MARK: After a key

  mutating func awaited(
    _ expectation: Expectation, _ until: UInt64, _ sight: Sight?, _ now: Moment
  ) -> [DeliveryEffect] {
    guard let sight else { return now.monotonic >= until ? give(.screenUnknown) : [] }
    let shown = sight.finding.flatMap { $0.state == .blocked ? $0.ask : nil }
    let isGone = sight.activity == nil || sight.activity?.state == .exited || (sight.finding != nil && shown == nil)
    switch expectation {
    case .gone:
      if isGone || (shown.map { !isSame($0) } ?? false) {
        return finish(.submitted(isByHook ? .decided : .gone))
      }
    case .cursor(let old):
      if isGone { return give(.notAsking) }
      if let cursor = shown?.selectedIndex, cursor != old { return act(sight, now) }
    case .tick(let index, let isChecked):
      if isGone { return give(.notAsking) }
      if let shown, shown.options.indices.contains(index), shown.options[index].isChecked == isChecked {
        return act(sight, now)
      }
    case .typed:
      if isGone { return give(.notAsking) }
      if let shown, case .text(let text, let row)? = meaning, shown.options.indices.contains(row) {
        let typed = text.dropLast(untyped?.count ?? 0)
        if Likeness(String(typed)).isLike(shown.options[row].label) { return act(sight, now) }
      }
    case .page:
      if isGone { return finish(.submitted(.gone)) }
      if let shown, !isSame(shown) { return sendOff(sight, shown) }
    }
    guard now.monotonic >= until else { return [] }
    return expired(expectation, sight, shown, now)
  }

  /// What is typed takes the place of a label, and is no other question.
  private func isSame(_ shown: Ask) -> Bool {
    guard let ask else { return false }
    return shown.id == ask.id
      || (untyped != nil && shown.question == ask.question && shown.options.count == ask.options.count)
  }

  /// What the tab behind a question shows: the review, which wants one more yes, or the next question.
  private mutating func sendOff(_ sight: Sight, _ shown: Ask) -> [DeliveryEffect] {
    // With other questions in the strip it is for whoever answers the last of them to send all.
    guard shown.form == .review, let row = shown.submitIndex, shown.tabs.count(where: { $0.isAnswered != nil }) <= 1
    else {
      return finish(.submitted(.gone))
    }
    ask = shown
    meaning = .option(row)
    if shown.digits == .confirm, let digit = shown.digit(of: row) { return press(.type(digit), .gone, sight, shown) }
    return walk(to: row, .press(.enter), .gone, sight, shown)
  }

  private mutating func expired(
    _ expectation: Expectation, _ sight: Sight, _ shown: Ask?, _ now: Moment
  ) -> [DeliveryEffect] {
    return hasDecided ? finish(.unconfirmed("the dialog is still there")) : give(.restless)
  }
}

extension Ask {
  /// The key that picks a row, where there is one.
  fileprivate func digit(of index: Int) -> String? {
    options[index].key.utf8.count == 1 ? options[index].key : nil
  }
}
