/// One event's work on one item: its facts are changed, then what follows is decided.
struct ItemTurn {
  var item: WorkItem
  let now: Moment
  var nextEffect: Int
  var wishes: [WorkWish] = []
  var records: [WorkRecord] = []
  var refusal: OrderRefusal?
  /// When the item wants to be looked at again, in monotonic nanoseconds.
  var alarm: UInt64?
  /// The alarm has come that was asked for: so much time has really passed, whatever the wall clock says.
  var isDue = false
  private let statusBefore: ItemStatus
  private let attentionBefore: [String: Attention]

  init(_ item: WorkItem, at now: Moment, nextEffect: Int, alarm: UInt64?) {
    self.item = item
    self.now = now
    self.nextEffect = nextEffect
    self.alarm = alarm
    statusBefore = item.status
    attentionBefore = item.attention
  }

  // MARK: What follows

  /// Decides what is done next, from what is known.
  mutating func settle() {
    guard item.doing == nil else { return }
    switch item.life {
    case .queued, .ended: break
    case .preparing: act(.prepare)
    case .active: settleAgent()
    case .ending(let ending, let losses):
      guard item.attention["close"] == nil else { return }
      if item.session?.life == .closed || item.session == nil {
        if let losses, item.workspace != nil { act(.discard(named: losses)) } else { end(ending) }
      } else {
        act(.close)
      }
    }
  }

  private mutating func settleAgent() {
    if item.orderedAttempt != nil, !isAlive { return open() }
    guard let text = nextText else { return }
    guard let session = item.session else { return open() }
    switch session.life {
    case .live:
      guard session.sight.isReady else { return }
      // The last delivery was refused for a reason that may pass: not before its time.
      if item.refusals > 0, let alarm, alarm > now.monotonic { return }
      send(text)
    case .exited: open()
    case .crashed, .gone, .closed:
      // Who died in the middle of something is a person's to decide about. Where nothing was cut short, as when only
      // words about the pull request are to be given, the conversation is taken up again.
      if item.attention["crash"] == nil { open() }
    }
  }

  private var isAlive: Bool { item.session?.isLive ?? false }

  /// What is to be given to the agent next: the stage's command first, then what came up beside it.
  private var nextText: String? {
    if item.progress == .due { return item.currentStage?.command(for: item.description) }
    // As long as it is not certain whether the agent has a command, it gets nothing else.
    guard item.attention["delivery"] == nil, item.progress == .watching || item.progress == .held,
      let errand = item.errands.first
    else { return nil }
    return errand.progress == .due ? errand.text : nil
  }

  private mutating func open() {
    // What kept it from starting has to be looked at by a person first.
    guard item.attention["open"] == nil else { return }
    let reason: Attempt.Reason
    if let ordered = item.orderedAttempt {
      reason = ordered
    } else if item.spent["start"] ?? 0 >= ItemSettings.startsWithoutCommand {
      // One that leaves as soon as it is there would be started for ever.
      let count = ItemSettings.startsWithoutCommand
      return need(
        "open",
        Attention(
          .trouble, "the agent was started \(count) times and never took a command", hint: "argosy retry \(item.name)",
          since: now.wall))
    } else if let session = item.session {
      reason = session.life != .exited && session.conversation != nil ? .resume : .relaunch
    } else {
      reason = .first
    }
    act(.open(reason))
  }

  private mutating func send(_ text: String) {
    if item.progress == .due {
      item.progress = .sending
    } else if !item.errands.isEmpty {
      item.errands[0].progress = .sending
    }
    act(.send(text))
  }

  mutating func act(_ deed: Deed) {
    let effect = WorkEffect(id: EffectID(nextEffect), item: item.id, deed: deed)
    nextEffect += 1
    item.doing = effect
    wishes.append(.act(effect))
  }

  mutating func end(_ ending: WorkItem.Ending) {
    item.life = .ended(ending)
    if item.outcome == nil { item.outcome = ending }
    item.attention = [:]
    item.errands = []
    alarm = nil
    endStage(.ended)
    switch ending {
    case .complete(let reason): record(.completed, reason)
    case .failed(let reason): record(.failed, reason)
    case .cancelled(let reason): record(.cancelled, reason)
    case .archived: record(.archived, "")
    }
  }

  // MARK: Words

  mutating func record(_ kind: WorkRecord.Kind, _ text: String) {
    records.append(
      WorkRecord(item: item.id, name: item.name, kind: kind, stage: item.stage, text: text, at: now.wall))
  }

  /// Opens a need under a key, or completes the text of the one that stands there; its age stays.
  ///
  /// What is over wants nothing; what is being ended, only that its end may go on.
  mutating func need(_ key: String, _ attention: Attention) {
    switch item.life {
    case .queued, .preparing, .active: break
    case .ending: guard key == "close" else { return }
    case .ended: return
    }
    var attention = attention
    if let old = item.attention[key], old.kind == attention.kind, old.askID == attention.askID {
      attention.since = old.since
    }
    item.attention[key] = attention
  }

  mutating func settled(_ keys: String...) {
    for key in keys { item.attention[key] = nil }
  }

  mutating func wake(after nanoseconds: UInt64) {
    guard item.life == .active else { return }
    let due = now.monotonic &+ nanoseconds
    alarm = min(alarm ?? due, due)
  }

  mutating func endStage(_ outcome: StageRecord.Outcome) {
    guard let last = item.history.indices.last, item.history[last].endedAt == nil else { return }
    item.history[last].endedAt = now.wall
    item.history[last].outcome = outcome
  }

  // MARK: The end of the turn

  /// Works out the status and tells what is new.
  mutating func conclude() {
    let status = derivedStatus
    if status != item.status {
      item.status = status
      item.statusSince = now.wall
      record(.statusChanged, "\(statusBefore.rawValue) → \(status.rawValue)")
    }
    for key in item.attention.keys.sorted() {
      guard let attention = item.attention[key] else { continue }
      let old = attentionBefore[key]
      // Another ask under the same key is another need; the same one with more of its text is not.
      if let old, old.kind == attention.kind, old.askID == attention.askID, old.since == attention.since { continue }
      if old != nil { record(.resolved, key) }
      record(.opened, "\(attention.kind.rawValue): \(attention.text)")
      wishes.append(.notify(item.id, attention))
    }
    for key in attentionBefore.keys.sorted() where item.attention[key] == nil { record(.resolved, key) }
  }

  private var derivedStatus: ItemStatus {
    switch item.life {
    case .queued: .queued
    case .preparing: .starting
    case .ending: item.status
    case .ended(.complete): .complete
    case .ended(.failed): .failed
    case .ended(.cancelled): .cancelled
    case .ended(.archived): .archived
    case .active: activeStatus
    }
  }

  private var activeStatus: ItemStatus {
    if case .open = item.doing?.deed { return item.attempts.isEmpty ? .starting : .recovering }
    if let life = item.session?.life, item.progress != .watching {
      switch life {
      case .crashed, .gone, .closed: return .crashed
      case .live, .exited: break
      }
    }
    let needs = item.attention.values.map(\.kind)
    if needs.contains(where: \.isAsked) { return .needsInput }
    if needs.contains(.trouble) || needs.contains(.delivery) { return .escalated }
    if item.session == nil, item.progress != .watching { return .starting }
    if item.errands.contains(where: { $0.progress != .due }) { return .fixing }
    if item.progress == .held { return .paused }
    return item.currentStage?.status ?? .working
  }
}
