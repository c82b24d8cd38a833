import Recognition

extension PromptDelivery {
  /// May the text be given now?
  ///
  /// | the screen | then |
  /// |---|---|
  /// | the prompt with an empty box | give it |
  /// | a running turn | refuse; with `--queue` give it, with `--interrupt` press Esc and look again |
  /// | a dialog, a login | refuse |
  /// | a limit, an error of the service, above an empty box | refuse; with `--queue` give it |
  /// | a draft in the box; copy mode before a person; a person who typed just now | refuse |
  /// | panes that share their keys; input that is switched off; lines for a program that knows no pastes | refuse |
  /// | a viewer, a picker, a program on its way up | refuse |
  /// | nothing that is known | look again for a moment, then refuse |
  mutating func decide(_ sight: Sight?, _ now: Moment) -> [DeliveryEffect] {
    guard let sight, let facts else { return hesitate(.screenUnknown, now) }
    guard let activity = sight.activity, activity.state != .exited else {
      // A new life of argosy may not have recognised it yet.
      return past == nil ? refuse(.noAgent) : hesitate(.noAgent, now)
    }
    if let obstacle = facts.obstacle { return refuse(obstacle) }
    if facts.isInMode {
      // Whoever entered it has left; nobody loses a place in the text.
      guard facts.viewers.isEmpty, !facts.isSeen else { return refuse(.copyMode) }
      stage = .leavingMode
      return [.perform(.leaveMode, ScreenGuard(people: facts.people))]
    }
    if facts.isTyping(at: now) { return refuse(.typing) }
    guard let finding = sight.finding else {
      return activity.state == .starting ? refuse(.starting) : hesitate(.unclear, now)
    }
    if finding.isHold { return refuse(.covered) }
    switch finding.state {
    case .blocked:
      let takesText = finding.kind == .limit || finding.kind == .error
      guard manner == .queue, rules.queues, takesText, sight.box != nil else {
        return refuse(.asking(finding.kind, question: finding.ask?.question ?? finding.detail ?? ""))
      }
    case .working:
      if manner == .plain { return refuse(.busy) }
      if manner == .queue, !rules.queues { return refuse(.noQueue) }
      if hasInterrupted { return hesitate(.notInterrupted, now) }
    case .starting: return refuse(.starting)
    case .exited: return refuse(.noAgent)
    case .unknown: return hesitate(.unclear, now)
    case .idle, .done, .background:
      // Weak signs of a prompt are not believed before they have lasted; until then the turn goes on.
      if finding.confidence == .weak, activity.state == .working { return hesitate(.busy, now) }
    }
    guard let box = sight.box else { return hesitate(.noBox, now) }
    guard box.isEmpty else { return refuse(.draft(box.draft)) }
    if let mark = sight.foreignMark { return refuse(.draft(mark)) }
    if sight.takesPastesForKeys, prompt.strokes.contains(where: \.isPasteOfLines) { return refuse(.unmarkedPaste) }
    guard isRecorded else {
      echoesBefore = likeness.echoes(on: sight)
      stage = .recording
      return [.record]
    }
    if finding.state == .working, manner == .interrupt {
      stage = .interrupting
      let key = Stroke.Key(rawValue: rules.interrupt)
      return [.perform(.press(key), ScreenGuard(sight.rows, rows: [box.rows.lowerBound], people: facts.people))]
    }
    wasBusy = finding.state == .working
    strokes = prompt.strokes
    echoesBefore = max(echoesBefore, likeness.echoes(on: sight))
    return write(sight)
  }

  mutating func refuse(_ refusal: Refusal) -> [DeliveryEffect] { finish(.refused(refusal)) }

  private mutating func hesitate(_ refusal: Refusal, _ now: Moment) -> [DeliveryEffect] {
    objection = refusal
    guard now.monotonic < patience else { return refuse(refusal) }
    stage = .unsettled
    return [.wake(at: now.monotonic &+ Self.moment)]
  }

  // MARK: Writing

  mutating func write(_ sight: Sight?) -> [DeliveryEffect] {
    guard let stroke = strokes.first else { return [] }
    stage = .writing
    // What is under way changes the box itself; the people are watched all along.
    guard !hasWritten, let sight, let box = sight.box else {
      return [.perform(stroke, counting(ScreenGuard(people: facts?.people)))]
    }
    return [
      .perform(
        stroke,
        counting(
          ScreenGuard(
            sight.rows, rows: [box.rows.lowerBound], people: facts?.people, place: wasBusy ? nil : facts?.place)))
    ]
  }

  /// The guard of a deed that gives one more piece.
  func counting(_ guarded: ScreenGuard) -> ScreenGuard {
    var guarded = guarded
    guarded.count = Tally.Count(expected: held, next: tally.next.text)
    return guarded
  }

  /// One more piece was given.
  mutating func counted() {
    tally = tally.next
    held = tally.text
  }

  mutating func wrote(_ time: UInt64) -> [DeliveryEffect] {
    hasWritten = true
    counted()
    strokes.removeFirst()
    guard strokes.isEmpty else {
      stage = .pausing(until: time &+ Self.piecePause)
      return [.wake(at: time &+ Self.piecePause)]
    }
    written = time
    stage = .settling
    return [.wake(at: time &+ settling)]
  }

  /// Agents take a submitting key that follows a paste at once for a part of it.
  var settling: UInt64 { UInt64(max(0, rules.settling(after: prompt.text.utf8.count))) &* 1_000_000 }
}
