/// What must be true of one step: remembers all items as they were before it, and compares.
public struct Witness: Sendable {
  private var items: [ItemID: WorkItem]
  private var nextEffect: Int

  public init(_ coordinator: Coordinator) {
    items = coordinator.items
    nextEffect = coordinator.nextEffect
  }

  /// What is wrong with a step and with the items that it says it changed; it is the one before the next step then.
  public mutating func violations(
    by event: WorkEvent, _ outcome: WorkOutcome, in after: Coordinator
  ) -> [String] {
    var found = wrongWishes(outcome, after)
    for id in outcome.changed {
      guard let item = after.items[id] else {
        found.append("\(id) is lost")
        continue
      }
      if let old = items.updateValue(item, forKey: id), old != item {
        found += Self.changes(of: old, to: item, by: event, outcome)
      }
    }
    nextEffect = after.nextEffect
    return found + after.violations(of: outcome.changed)
  }

  /// Items that were lost, or changed in a step that did not say so.
  public func unsaid(in after: Coordinator) -> [String] {
    var found: [String] = []
    for (id, old) in items where after.items[id] == nil { found.append("\(id) is lost, being \(old.status)") }
    for (id, item) in after.items where items[id] != item { found.append("\(id) changed and is not written down") }
    return found
  }

  private func wrongWishes(_ outcome: WorkOutcome, _ after: Coordinator) -> [String] {
    var found: [String] = []
    if after.nextEffect < nextEffect { found.append("the numbers of effects went back") }
    var given = nextEffect
    for wish in outcome.wishes {
      switch wish {
      case .act(let effect):
        if effect.id.number < given { found.append("the effect number \(effect.id) was given before") }
        given = effect.id.number + 1
        guard let item = after.items[effect.item] else {
          found.append("\(effect.deed.word) is wished for \(effect.item), which is not there")
          continue
        }
        if item.doing != effect { found.append("\(item.id) forgot that it wished to \(effect.deed.word)") }
        if item.isOver { found.append("\(item.id) is over and wishes to \(effect.deed.word)") }
        if case .send = effect.deed, item.session?.isLive != true || item.session?.sight.isReady != true {
          found.append("\(item.id) sends to an agent that was not seen ready")
        }
        if case .open = effect.deed, item.session?.isLive == true {
          found.append("\(item.id) starts a second agent")
        }
      case .cancel(let id):
        if !items.values.contains(where: { $0.doing?.id == id }) {
          found.append("effect \(id) is to be cancelled and is not under way")
        }
      case .notify(let id, _):
        if after.items[id]?.isOver != false { found.append("a person is told of \(id), which is over") }
      case .wake: break
      }
    }
    if given > after.nextEffect { found.append("the next number of an effect was given already") }
    return found
  }

  private static func changes(
    of old: WorkItem, to item: WorkItem, by event: WorkEvent, _ outcome: WorkOutcome
  ) -> [String] {
    var found: [String] = []
    let id = item.id
    var isOrdered = false
    if case .ordered(let order) = event, order.item == id { isOrdered = true }
    if isOrdered, outcome.refusal != nil { found.append("\(id) was changed by a refused order") }
    if old.status.isTerminal, item.status != old.status, !isOrdered {
      // An order carried out to its end: what it left is removed now.
      if case .ending(let ending, _) = old.life, ending.status == item.status {
      } else {
        found.append("\(id) was \(old.status.rawValue) and became \(item.status.rawValue) unasked")
      }
    }
    if case .ending = item.life, old.life != item.life, !isOrdered { found.append("\(id) is ended unasked") }
    if let doing = old.doing, doing != item.doing {
      if case .done(doing.id, id, _) = event {} else { found.append("\(id) forgot its effect \(doing.id)") }
    }
    if item.session?.isLive == true, old.session?.isLive == true, item.session?.pid != old.session?.pid {
      if case .surveyed = event {} else if case .done = event {} else { found.append("\(id) took another agent") }
    }
    for (key, attention) in item.attention where old.attention[key] == nil {
      if !outcome.wishes.contains(.notify(id, attention)) { found.append("\(id) wants \(key) and tells nobody") }
    }
    for (cause, count) in old.spent where (item.spent[cause] ?? 0) < count {
      if cause == "ci" || cause == "comments" { found.append("\(id) took back what it spent on \(cause)") }
    }
    return found
  }
}
