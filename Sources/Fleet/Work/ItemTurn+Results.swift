extension ItemTurn {
  /// An effect was done, or not. One that is not under way any more changes nothing.
  mutating func take(_ result: DeedResult, of effect: EffectID) {
    guard let doing = item.doing, doing.id == effect else { return }
    item.doing = nil
    switch result {
    case .prepared(let workspace): prepared(workspace)
    case .opened(let session): opened(session, doing.deed)
    case .sent(let proof): delivered(proof)
    case .refused(let reason, let passes): refused(reason, passes: passes)
    case .unconfirmed(let reason): unconfirmed(reason)
    case .closed:
      item.session?.life = .closed
      record(.closed, "")
    case .discarded:
      item.workspace = nil
      if case .ending(let ending, _) = item.life { end(ending) }
    case .kept(let losses): kept(losses)
    case .failed(let reason): failed(reason, doing.deed)
    case .lost: if case .send = doing.deed { backToDue() }
    }
  }

  private mutating func prepared(_ workspace: Workspace) {
    item.workspace = workspace
    guard item.life == .preparing else { return }
    item.life = .active
    record(.started, workspace.path)
    for remark in workspace.remarks { record(.trouble, remark) }
    enter(item.stage)
  }

  private mutating func opened(_ session: AgentSession, _ deed: Deed) {
    let reason: Attempt.Reason = if case .open(let reason) = deed { reason } else { .first }
    let life = session.life
    var session = session
    session.life = .live
    // A conversation that is continued is the same conversation until the agent says otherwise.
    if reason == .resume { session.conversation = session.conversation ?? item.session?.conversation }
    item.session = session
    item.orderedAttempt = nil
    var attempt = Attempt(
      number: item.attempts.count + 1, reason: reason, stage: item.stage, startedAt: now.wall)
    attempt.outcome = nil
    item.attempts.append(attempt)
    item.spent["start", default: 0] += 1
    settled("crash", "open", "ask")
    record(.spawned, "\(session.agent) in \(session.pane) (\(reason.rawValue))")
    if item.life == .active, reason == .resume, item.progress != .watching, item.progress != .due, !isAtGate {
      // Nobody knows how far its last turn came.
      hold("\(item.stage) was cut short and its conversation is continued", hint: "argosy retry, or argosy advance")
    }
    // It may have died before it was known to live.
    ended(life)
  }

  /// Its stage is over, and a person is to say what comes next.
  private var isAtGate: Bool {
    guard let last = item.history.last, last.stage == item.stage else { return false }
    return item.progress == .held && last.outcome == .completed && item.attention["gate"] != nil
  }

  private mutating func delivered(_ proof: String) {
    item.refusals = 0
    item.spent["start"] = nil
    record(.sent, proof)
    guard item.life == .active else { return }
    settled("waiting", "words")
    if item.progress == .sending {
      settled("delivery", "refused")
      item.progress = .sent(at: now.wall)
      endStage(.redone)
      item.history.append(StageRecord(stage: item.stage, startedAt: now.wall))
      record(.stageStarted, "")
    } else if item.errands.first?.progress == .sending {
      item.errands[0].progress = .sent(at: now.wall)
    }
    guard item.session?.isLive != true else {
      alarm = nil
      wake(after: Self.shortestTurn)
      // The verdict comes after the first sight of the agent at its work.
      if let sight = item.session?.sight, sight.state.isTurn { take(sight) }
      return
    }
    // It was quicker than the news of what it took. Its pane may be gone since, too; who did not leave in peace is told.
    if case .sent = item.progress, item.attention["crash"] == nil { completeStage("the agent has left") }
    endErrand()
  }

  /// An agent that was never seen at work has done what it was told if it is at its prompt this long after it took it.
  static let shortestTurn: UInt64 = 3_000_000_000

  private mutating func backToDue() {
    if item.progress == .sending {
      item.progress = .due
    } else if item.errands.first?.progress == .sending {
      item.errands[0].progress = .due
    }
  }

  /// The text cannot be given as it is: a person decides.
  ///
  /// - Parameter key: what is told of a stage's command; of words beside it another thing is told, so that work on
  ///   those is not taken for work on the stage.
  private mutating func giveUpSending(_ reason: String, _ key: String) {
    var key = key
    if item.progress == .sending {
      item.progress = .held
    } else if item.errands.first?.progress == .sending {
      item.errands.removeFirst()
      key = "words"
    }
    need(key, Attention(.delivery, reason, hint: "argosy retry \(item.name)", since: now.wall))
  }

  private mutating func refused(_ reason: String, passes: Bool) {
    record(.refused, reason)
    guard passes else { return giveUpSending(reason, "refused") }
    backToDue()
    guard item.life == .active else { return }
    item.refusals += 1
    let count = item.refusals
    // A draft or a person at the keyboard may stay for long: it is told, and tried again all the same.
    if count >= 5 {
      need("waiting", Attention(.delivery, "the next command waits: \(reason)", since: now.wall))
    }
    alarm = nil
    wake(after: min(30, 1 << UInt64(min(count, 5))) * 1_000_000_000)
  }

  private mutating func unconfirmed(_ reason: String) {
    record(.unconfirmed, reason)
    // Never sent again by itself: it may have arrived.
    giveUpSending(
      "a command was given to the agent, and it is not certain that it arrived: \(reason)",
      "delivery")
  }

  private mutating func kept(_ losses: Losses) {
    let what = losses.uncommitted.count + losses.unpushed.count
    record(.trouble, "the worktree stays: \(what) changes or commits in it were not named when it was ordered away")
    guard case .ending(let ending, _) = item.life else { return }
    if case .archived = ending { item.life = .ended(item.outcome ?? ending) } else { end(ending) }
  }

  private mutating func failed(_ reason: String, _ deed: Deed) {
    record(.trouble, "\(deed.word): \(reason)")
    switch deed {
    case .prepare:
      if item.life == .preparing { end(.failed(reason)) }
    case .open:
      item.orderedAttempt = nil
      need(
        "open", Attention(.trouble, "the agent could not be started: \(reason)", hint: "argosy retry", since: now.wall))
    case .send: giveUpSending(reason, "refused")
    case .close:
      need(
        "close", Attention(.trouble, "the session could not be ended: \(reason)", hint: "argosy stop", since: now.wall))
    case .discard:
      if case .ending(let ending, _) = item.life {
        if case .archived = ending { item.life = .ended(item.outcome ?? ending) } else { end(ending) }
      }
    }
  }
}
