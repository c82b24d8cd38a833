internal import TmuxControl

/// What must be true of all work items at any time, and of every step they take (seed-requirements 7.4).
///
/// A broken one is a defect of argosy, whatever the world did: they are told as sentences, for whoever mends it.
extension Coordinator {
  /// What is wrong with what is known; nothing in a sound program.
  public func violations() -> [String] {
    var found: [String] = []
    for (id, item) in items where id != item.id { found.append("\(item.id) stands under \(id)") }
    return found + violations(of: Set(items.keys))
  }

  /// What is wrong with some items, and between them and all others.
  func violations(of ids: Set<ItemID>) -> [String] {
    var found: [String] = []
    for id in ids {
      guard let item = items[id] else { continue }
      found += item.violations()
      if let doing = item.doing, doing.id.number >= nextEffect {
        found.append("effect \(doing.id) of \(id) is not below the next number")
      }
      if item.isOver, alarm(of: id) != nil { found.append("\(id) is over and wants to be woken") }
      for (otherID, other) in items where otherID < id || !ids.contains(otherID) && otherID != id {
        found += item.clashes(with: other)
      }
    }
    return found
  }
}

extension WorkItem {
  /// What two items must not share.
  fileprivate func clashes(with other: WorkItem) -> [String] {
    var found: [String] = []
    if outcome == nil, other.outcome == nil, name == other.name, repository.path == other.repository.path {
      found.append("\(id) and \(other.id) are open under one name")
    }
    if let mine = session, let theirs = other.session, mine.pane == theirs.pane, mine.isLive, theirs.isLive,
      mine.server == theirs.server
    {
      found.append("\(id) and \(other.id) share the live pane \(mine.pane)")
    }
    if let mine = doing, mine.id == other.doing?.id {
      found.append("\(id) and \(other.id) share the effect \(mine.id)")
    }
    return found
  }
}

extension WorkItem {
  /// What is wrong with this item alone.
  func violations() -> [String] {
    var found: [String] = []
    func expect(_ isTrue: Bool, _ words: @autoclosure () -> String) {
      if !isTrue { found.append("\(id): \(words())") }
    }
    switch life {
    case .queued, .preparing:
      expect(status == (life == .queued ? .queued : .starting), "is \(life) and \(status.rawValue)")
      expect(workspace == nil && session == nil, "has a worktree or an agent before it was set up")
      expect(outcome == nil, "is over before it began")
    case .active:
      expect(!status.isTerminal && status != .queued, "is active and \(status.rawValue)")
      expect(workspace != nil, "is active without a worktree")
      expect(outcome == nil, "is active and over")
      expect(
        !attention.values.contains { $0.kind.isAsked } || isDead || status == .needsInput || isOpening,
        "its agent asks and it is \(status.rawValue)")
    case .ending:
      expect(attention.keys.allSatisfy { $0 == "close" }, "is being ended and wants \(attention.keys.sorted())")
    case .ended(let ending):
      expect(status == ending.status, "ended \(ending.status.rawValue) and is \(status.rawValue)")
      expect(outcome != nil, "is over without an outcome")
      expect(attention.isEmpty, "is over and wants \(attention.keys.sorted())")
      expect(errands.isEmpty, "is over and has errands")
      if case .archived = ending { expect(workspace == nil, "is archived and has a worktree") }
      switch ending {
      case .archived, .cancelled: expect(session?.isLive != true, "is \(status.rawValue) and its agent lives")
      case .complete, .failed: break
      }
    }
    expect(
      workflow.stages.isEmpty || workflow.stage(stage) != nil, "is in the stage \(stage), which its workflow has not")
    expect(history.dropLast().allSatisfy { $0.endedAt != nil }, "has two stages under way")
    expect(
      attempts.dropLast().allSatisfy { $0.endedAt != nil } || session?.isLive != true || attempts.count < 2,
      "has two attempts under way")
    for (cause, count) in spent {
      expect(count <= max(0, budget(for: cause)), "spent \(count) on \(cause), more than it may")
    }
    found += effectViolations()
    return found
  }

  private var isDead: Bool { session?.isLive != true }

  private var isOpening: Bool { if case .open = doing?.deed { true } else { false } }

  /// What is under way has to fit what is known.
  private func effectViolations() -> [String] {
    var found: [String] = []
    func expect(_ isTrue: Bool, _ words: @autoclosure () -> String) {
      if !isTrue { found.append("\(id): \(words())") }
    }
    let sending = (progress == .sending ? 1 : 0) + errands.count { $0.progress == .sending }
    expect(errands.dropFirst().allSatisfy { $0.progress == .due }, "gives two errands at once")
    var isSending = false
    if let doing {
      expect(doing.item == id, "is at an effect of \(doing.item)")
      switch doing.deed {
      case .prepare: expect(life == .preparing || isFinal, "makes a worktree and is \(life)")
      case .open: expect(life == .active || isFinal, "starts an agent and is \(life)")
      case .send:
        isSending = true
        expect(life == .active || isFinal, "sends and is \(life)")
      case .close: expect(isEnding, "closes its session unasked, being \(life)")
      case .discard(let named):
        if case .ending(_, let losses?) = life {
          expect(named.isCovered(by: losses) || outcome == nil, "removes more than was named")
        } else {
          found.append("\(id): removes its worktree unasked, being \(life)")
        }
      }
    } else if life == .preparing {
      found.append("\(id): is being set up and nothing does it")
    }
    if life == .active { expect(sending == (isSending ? 1 : 0), "has \(sending) texts on their way") }
    return found
  }

  private var isEnding: Bool { if case .ending = life { true } else { false } }

  private var isFinal: Bool { isEnding || isOver }
}

extension WorkItem.Ending {
  /// The word for an item that ended so.
  public var status: ItemStatus {
    switch self {
    case .complete: .complete
    case .failed: .failed
    case .cancelled: .cancelled
    case .archived: .archived
    }
  }
}
