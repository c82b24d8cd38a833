import Recognition

/// A delivery that an earlier life of argosy had begun: tmux knows which of its pieces were given.
extension PromptDelivery {
  /// tmux has seen more of this delivery than is known here: an earlier life's deed was still under way.
  func isAhead(_ facts: PaneFacts) -> Bool {
    guard let found = Tally(facts.tally) else { return false }
    return found.key == tally.key && found.pieces > tally.pieces
  }

  /// Goes on where the earlier life was cut short.
  ///
  /// | pieces given | then |
  /// |---|---|
  /// | none | as if it had just been ordered |
  /// | some of the text | the rest, once the box shows them |
  /// | all of the text | Enter, once the box shows it |
  /// | Enter too | proof is looked for, and where Enter may get lost it is pressed again |
  mutating func recover(_ sight: Sight?, _ now: Moment) -> [DeliveryEffect] {
    guard let facts else { return [] }
    let time = now.monotonic
    held = facts.tally
    if isAhead(facts), let found = Tally(facts.tally) { tally = found }
    let pieces = prompt.strokes
    if tally.pieces > pieces.count {
      hasWritten = true
      submitting = 0
      entered = time
      stage = .proving
      if past?.isAgentGone == true { return conclude(sight) }
      return prove(sight, time)
    }
    hasWritten = tally.pieces > 0
    if past?.isAgentGone == true {
      return finish(hasWritten ? .unconfirmed("the agent has ended before Enter was pressed") : .refused(.noAgent))
    }
    guard hasWritten else {
      // The screens of a new life are not all known at once.
      patience = time &+ Self.recovery
      return decide(sight, now)
    }
    strokes = Array(pieces.dropFirst(tally.pieces))
    guard strokes.isEmpty else {
      stage = .resuming(until: time &+ Self.recovery)
      return [.wake(at: time &+ Self.recovery)] + resume(sight, time)
    }
    written = time
    stage = .settling
    return settle(sight, time)
  }

  /// Enter was pressed, and the agent has ended since.
  private mutating func conclude(_ sight: Sight?) -> [DeliveryEffect] {
    if let sight, let proof = proof(sight) { return finish(.submitted(proof)) }
    return finish(prompt.isCommand ? .submitted(.obeyed) : .unconfirmed("the agent has ended"))
  }

  /// Waits until the box shows the pieces that were given, and gives the rest.
  mutating func resume(_ sight: Sight?, _ time: UInt64) -> [DeliveryEffect] {
    guard case .resuming(let until) = stage else { return [] }
    if let sight, let box = sight.box, likeness(ofPieces: tally.pieces).content(of: box) == .ours {
      stage = .writing
      guard let stroke = strokes.first else { return [] }
      let guarded = ScreenGuard(sight.rows, rows: [box.rows.lowerBound], people: facts?.people)
      return [.perform(stroke, counting(guarded))]
    }
    guard time >= until else { return [.wake(at: until)] }
    return finish(.unconfirmed("only a part of the text was given, and the box holds something else now"))
  }

  private func likeness(ofPieces count: Int) -> Likeness {
    let text = prompt.strokes.prefix(count).map { stroke in
      switch stroke {
      case .paste(let text), .type(let text): text
      case .press, .leaveMode: "\n"
      }
    }
    return Likeness(text.joined(), isStrict: true)
  }
}
