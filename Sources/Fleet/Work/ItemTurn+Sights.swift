import Recognition

extension AgentState {
  /// A turn is under way, or waits for a person in the middle.
  var isTurn: Bool { self == .working || self == .background || self == .blocked }
}

extension ItemTurn {
  /// The agent was seen doing something.
  mutating func take(_ sight: AgentSight) {
    guard item.session?.isLive == true, !item.isOver else { return }
    item.session?.sight = sight
    if sight.state == .blocked { asks(sight) } else if sight.state != .unknown { settled("ask") }
    if sight.state.isTurn { atWork() } else if sight.isReady { atPrompt(sight) }
  }

  private mutating func asks(_ sight: AgentSight) {
    let kind = sight.kind.map { Attention.Kind($0) } ?? .question
    let question = sight.ask?.question ?? ""
    // Stages may end with a menu rather than at the prompt (A-05): what they were to leave is there already.
    let closing = kind == .question ? finishedArtifact : nil
    need(
      "ask",
      Attention(
        kind, question.isEmpty ? "the agent waits (\(kind.rawValue))" : question, detail: sight.ask?.detail ?? [],
        options: sight.ask?.options ?? [], askID: sight.ask?.id,
        hint: closing.map { "\($0) is written: argosy answer \(item.name) N --advance goes on to the next stage" }
          ?? "argosy answer \(item.name) N", since: now.wall))
  }

  private var finishedArtifact: String? {
    guard let stage = item.currentStage, let begun = item.history.last?.startedAt else { return nil }
    return item.artifacts.last { stage.artifacts[$0.kind] != nil && $0.at >= begun }?.path
  }

  private mutating func atWork() {
    if case .sent = item.progress { item.progress = .running }
    // It was not certain that it took the command; it has.
    if item.progress == .held, item.attention["delivery"] != nil, item.doing == nil {
      item.progress = .running
      settled("delivery")
      if item.history.last?.endedAt != nil || item.history.last?.stage != item.stage {
        item.history.append(StageRecord(stage: item.stage, startedAt: now.wall))
      }
    }
    if case .sent = item.errands.first?.progress { item.errands[0].progress = .running }
  }

  private mutating func atPrompt(_ sight: AgentSight) {
    switch item.progress {
    case .running:
      if sight.isInterrupted {
        hold("\(item.stage) was interrupted", hint: "argosy retry \(item.name), or argosy advance \(item.name)")
      } else {
        completeStage("the agent is at its prompt again")
      }
    case .sent(let at):
      if isLongAgo(at) {
        completeStage("the agent is at its prompt")
      } else {
        wake(after: Self.shortestTurn)
      }
    case .due, .sending, .held, .watching: break
    }
    switch item.errands.first?.progress {
    case .running: item.errands.removeFirst()
    case .sent(let at):
      if isLongAgo(at) { item.errands.removeFirst() } else { wake(after: Self.shortestTurn) }
    case .due, .sending, nil: break
    }
  }

  /// A clock that was set back makes nothing older.
  private func isLongAgo(_ at: Int64) -> Bool {
    let (age, overflow) = now.wall.subtractingReportingOverflow(at)
    return !overflow && age >= Int64(Self.shortestTurn)
  }

  /// The agent's process has ended.
  mutating func agentEnded(code: Int32?) {
    guard let session = item.session, session.isLive else { return }
    endAttempt(code.map { "exit \($0)" } ?? "ended")
    guard code == 0 else {
      item.session?.life = .crashed(code: code)
      record(.crashed, code.map { "with code \($0)" } ?? "")
      return crashed(code.map { "the agent ended with code \($0)" } ?? "the agent has ended")
    }
    item.session?.life = .exited
    settled("ask")
    record(.exited, "")
    switch item.progress {
    // To leave in peace is to be done (A-04).
    case .running, .sent: completeStage("the agent has left")
    case .due, .sending, .held, .watching: break
    }
    endErrand()
  }

  /// Pane or session are gone.
  mutating func sessionGone() {
    guard let session = item.session, session.isLive || session.life == .exited else { return }
    let wasLive = session.isLive
    item.session?.life = .gone
    endAttempt("gone")
    record(.gone, session.sessionName)
    if wasLive { crashed("its session is gone") }
  }

  private mutating func crashed(_ text: String) {
    settled("ask")
    endErrand()
    // An agent that had nothing to do leaves nothing undone.
    guard !item.isOver, item.progress != .watching else { return }
    if case .ending = item.life { return }
    let canResume = item.session?.conversation != nil
    need(
      "crash",
      Attention(
        .crash, text,
        hint: (canResume ? "argosy resume \(item.name) continues its conversation, " : "")
          + "argosy retry \(item.name) begins \(item.stage) again", since: now.wall))
  }

  private mutating func endErrand() {
    switch item.errands.first?.progress {
    case .sent, .running: item.errands.removeFirst()
    case .due, .sending, nil: break
    }
  }

  private mutating func endAttempt(_ outcome: String) {
    guard let last = item.attempts.indices.last, item.attempts[last].endedAt == nil else { return }
    item.attempts[last].endedAt = now.wall
    item.attempts[last].outcome = outcome
  }

  mutating func moved(to name: String) {
    guard let session = item.session, session.sessionName != name else { return }
    item.session?.sessionName = name
    record(.renamed, name)
  }

  mutating func introduced(_ conversation: String?, _ transcript: String?) {
    guard item.session != nil else { return }
    if let conversation { item.session?.conversation = conversation }
    if let transcript { item.session?.transcript = transcript }
  }

  mutating func found(_ kind: String, at path: String) {
    guard !item.artifacts.contains(where: { $0.path == path }) else { return }
    item.artifacts.append(Artifact(kind: kind, path: path, at: now.wall))
    record(.artifact, path)
    if let session = item.session, session.isLive, session.sight.state == .blocked { asks(session.sight) }
  }

  mutating func found(_ team: Team) {
    if item.team?.name != team.name || item.team?.members != team.members {
      record(.team, "\(team.name): \(team.members.joined(separator: ", "))")
    }
    item.team = team
  }

  /// argosy was away; this is what is left.
  mutating func take(_ survey: Survey) {
    if !survey.hasWorktree, item.life == .active, item.workspace != nil {
      need("worktree", Attention(.trouble, "its worktree \(item.workspace?.path ?? "") is gone", since: now.wall))
    } else {
      settled("worktree")
    }
    guard var found = survey.session else { return sessionGone() }
    let old = item.session
    guard old?.isLive == true || old == nil || found.isLive else { return }
    if old == nil || old?.pane != found.pane || old?.server != found.server {
      record(.adopted, "\(found.pane)")
    }
    found.conversation = found.conversation ?? old?.conversation
    found.transcript = found.transcript ?? old?.transcript
    let (life, wasLive) = (found.life, old?.isLive ?? false)
    if wasLive, life != .live {
      // Told as what happened, not only as what is.
      found.life = .live
      item.session = found
      switch life {
      case .exited: agentEnded(code: 0)
      case .crashed(let code): agentEnded(code: code)
      case .gone, .closed, .live: sessionGone()
      }
      return
    }
    if wasLive { found.sight = old?.sight ?? found.sight }
    item.session = found
    if found.isLive { settled("crash") }
  }
}
