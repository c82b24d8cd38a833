import Fleet

/// What nobody in argosy knows for certain: what agents were really given, what was really lost.
struct Truth {
  /// Texts that an agent of the item was given, each with the number of words from a person that had come by then.
  private var received: [ItemID: [String: Int]] = [:]
  private var words: [ItemID: Int] = [:]
  /// How often a text was given to an agent of the item, or may have been, less what was held to be done.
  private var undone: [ItemID: [String: Int]] = [:]
  /// Deliveries whose Enter was really taken.
  var entered: Set<Int> = []
  /// What persons named when they ordered an item away.
  private var named: [ItemID: Losses] = [:]
  private var ends: Set<ItemID> = []
  /// What a person was told to be ordered: that items are, and which of them are ended.
  private var promises: [ItemID: Bool] = [:]
  private(set) var lies: [String] = []

  mutating func tell(_ lie: String) { lies.append(lie) }

  mutating func takeLies() -> [String] {
    defer { lies = [] }
    return lies
  }

  /// A person said something about the item, or was told that nobody knows what became of a text.
  mutating func heard(_ item: ItemID) { words[item, default: 0] += 1 }

  mutating func endOrdered(_ item: ItemID, naming losses: Losses) {
    ends.insert(item)
    named[item, default: Losses()].uncommitted += losses.uncommitted
    named[item, default: Losses()].unpushed += losses.unpushed
  }

  /// A person was told that it is ordered.
  mutating func promised(_ order: WorkOrder) {
    switch order {
    case .begin(let item): promises[item.id] = false
    case .finish(let id), .stop(let id, _, _), .prune(let id): promises[id] = true
    case .advance, .retry, .back, .skip, .resume: break
    }
  }

  /// What a person was told holds for a new process, too.
  mutating func recall(_ items: [WorkItem]) {
    for (id, isEnded) in promises {
      guard let item = items.first(where: { $0.id == id }) else {
        lies.append("\(id) was ordered, and is forgotten")
        continue
      }
      var isEnding = item.isOver
      if case .ending = item.life { isEnding = true }
      if isEnded, !isEnding { lies.append("\(id) was ordered to end, and that is forgotten") }
    }
  }

  mutating func given(_ text: String, _ effect: Int, to pane: Pane) {
    entered.insert(effect)
    if pane.phase != .ready { lies.append("\(pane.item) was given “\(text)” while its agent was \(pane.phase)") }
    let count = words[pane.item] ?? 0
    // Words about a pull request may come to the same text; how many there are is held to a budget.
    guard text.hasPrefix("/") else { return }
    undone[pane.item, default: [:]][text, default: 0] += 1
    if let last = received[pane.item]?[text], last == count {
      lies.append("\(pane.item) was given “\(text)” twice, and nobody asked for it")
    }
    received[pane.item, default: [:]][text] = count
  }

  /// Nobody knows whether it was given.
  mutating func uncertain(_ text: String, _ item: ItemID) {
    heard(item)
    undone[item, default: [:]][text, default: 0] += 1
  }

  mutating func completed(_ text: String, by item: ItemID) {
    undone[item, default: [:]][text, default: 0] -= 1
    if undone[item]?[text] ?? 0 < 0 { lies.append("\(item) is said to be done with “\(text)”, which it never got") }
  }

  mutating func removed(_ worktree: World.Worktree) {
    if !ends.contains(worktree.owner) { lies.append("the worktree of \(worktree.owner) was removed unasked") }
    if !worktree.losses.isCovered(by: named[worktree.owner] ?? Losses()) {
      lies.append("\(worktree.losses) of \(worktree.owner) were lost and never named")
    }
  }

  mutating func closed(_ item: ItemID) {
    if !ends.contains(item) { lies.append("the session of \(item) was ended unasked") }
  }

  mutating func started(_ item: ItemID, in panes: [Pane]) {
    if panes.count(where: { $0.item == item && $0.phase.isAlive }) > 1 {
      lies.append("\(item) has two agents at the same time")
    }
  }
}
