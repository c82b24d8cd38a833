import Recognition

extension ItemTurn {
  /// A person wants something of the item. Refused orders change nothing.
  mutating func take(_ order: WorkOrder) {
    do throws(OrderRefusal) {
      try carryOut(order)
      if refusal == nil { record(.ordered, order.word) }
    } catch {
      refusal = error
    }
  }

  private mutating func carryOut(_ order: WorkOrder) throws(OrderRefusal) {
    switch order {
    case .begin(let new): throw .duplicate(new.id)
    case .advance(_, let afterAnswer): try advance(afterAnswer: afterAnswer)
    case .retry: try retry()
    case .back:
      try mayChangeStage()
      guard let stage = item.previousStage else { throw .noStageBefore(name: item.name, stage: item.stage) }
      begin(stage, .redone)
    case .skip:
      try mayChangeStage()
      guard let stage = item.nextStage else { throw .noStageAfter(name: item.name, stage: item.stage) }
      begin(stage, .skipped)
    case .resume: try resume()
    case .finish:
      try isOpen()
      cancel()
      end(.complete("a person says so"))
    case .stop(_, let keepsWorktree, let named): try stop(keepsWorktree: keepsWorktree, named)
    case .prune:
      guard item.isOver else { throw .notOver(name: item.name, item.status) }
      guard item.life != .ended(.archived) else { throw .over(name: item.name, item.status) }
      item.life = .ending(.archived, removing: Losses())
    }
  }

  private func isOpen() throws(OrderRefusal) {
    if item.isOver { throw .over(name: item.name, item.status) }
    if case .ending = item.life { throw .underWay(name: item.name, "it is being ended") }
  }

  private mutating func advance(afterAnswer: Bool) throws(OrderRefusal) {
    try isOpen()
    if item.isAutomatic { throw .automatic(name: item.name) }
    guard let next = item.nextStage else { throw .noStageAfter(name: item.name, stage: item.stage) }
    if afterAnswer, item.progress == .running || isSent {
      item.passesGate = true
      return
    }
    try mayChangeStage()
    begin(next, .completed)
  }

  /// The agent has just taken something and was not yet seen at work.
  var isSent: Bool {
    if case .sent = item.progress { return true }
    if case .sent = item.errands.first?.progress { return true }
    return false
  }

  /// The agent must be at its prompt, or no agent may be there at all (S0-23, S0C-12).
  private func mayChangeStage() throws(OrderRefusal) {
    try isOpen()
    guard item.life == .active else { throw .underWay(name: item.name, "it is being set up") }
    if let doing = item.doing { throw .underWay(name: item.name, doing.deed.progress) }
    guard let session = item.session, session.isLive else { return }
    if session.sight.state == .blocked {
      throw .asking(name: item.name, question: session.sight.ask?.question ?? "")
    }
    guard session.sight.isReady else { throw .notIdle(name: item.name, state: session.sight.state.rawValue) }
    if isSent { throw .notIdle(name: item.name, state: "starting \(item.stage)") }
  }

  private mutating func begin(_ stage: Stage, _ outcome: StageRecord.Outcome) {
    endStage(outcome)
    settled("crash", "open", "pr", "worktree")
    item.refusals = 0
    item.spent["start"] = nil
    alarm = nil
    enter(stage.name)
    if let session = item.session, !session.isLive, session.life != .exited, item.progress == .due {
      item.orderedAttempt = .retry
    }
  }

  private mutating func retry() throws(OrderRefusal) {
    if case .ended(.failed) = item.life, item.workspace == nil {
      item.life = .queued
      item.outcome = nil
      return
    }
    try mayChangeStage()
    guard let stage = item.currentStage else { throw .noStageBefore(name: item.name, stage: item.stage) }
    begin(stage, .redone)
  }

  private mutating func resume() throws(OrderRefusal) {
    try isOpen()
    if let doing = item.doing { throw .underWay(name: item.name, doing.deed.progress) }
    guard let session = item.session else { throw .nothingToResume(name: item.name) }
    guard !session.isLive else { throw .stillAlive(name: item.name) }
    guard session.conversation != nil else { throw .nothingToResume(name: item.name) }
    settled("crash", "open")
    item.spent["start"] = nil
    item.orderedAttempt = .resume
  }

  private mutating func stop(keepsWorktree: Bool, _ named: Losses) throws(OrderRefusal) {
    if item.isOver {
      // What an earlier end left can still be ordered away.
      guard !keepsWorktree, item.workspace != nil, let outcome = item.outcome else {
        throw .over(name: item.name, item.status)
      }
      item.life = .ending(outcome, removing: named)
      return
    }
    if case .discard = item.doing?.deed { throw .underWay(name: item.name, "its worktree is being removed") }
    cancel()
    item.attention = [:]
    alarm = nil
    item.errands = []
    item.orderedAttempt = nil
    // What was over when it was first ordered away stays what it was.
    item.life = .ending(item.outcome ?? .cancelled("stopped by a person"), removing: keepsWorktree ? nil : named)
  }
}

extension ItemTurn {
  /// What is under way is no longer wanted; what ends the item is.
  mutating func cancel() {
    switch item.doing?.deed {
    case .prepare, .open, .send: if let doing = item.doing { wishes.append(.cancel(doing.id)) }
    case .close, .discard, nil: break
    }
  }
}

extension WorkOrder {
  /// The verb of the command line.
  public var word: String {
    switch self {
    case .begin: "new"
    case .advance: "advance"
    case .retry: "retry"
    case .back: "back"
    case .skip: "skip"
    case .resume: "resume"
    case .finish: "done"
    case .stop: "stop"
    case .prune: "prune"
    }
  }
}
