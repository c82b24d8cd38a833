/// What must be true of one step.
extension Coordinator {
  /// What is wrong with a step; nothing in a sound program.
  public static func violations(
    from before: Coordinator, by event: WorkEvent, _ outcome: WorkOutcome, to after: Coordinator
  ) -> [String] {
    var found: [String] = []
    if after.nextEffect < before.nextEffect { found.append("the numbers of effects went back") }
    var given = before.nextEffect
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
        if !before.items.values.contains(where: { $0.doing?.id == id }) {
          found.append("effect \(id) is to be cancelled and is not under way")
        }
      case .notify(let id, _):
        if after.items[id]?.isOver != false { found.append("a person is told of \(id), which is over") }
      case .wake: break
      }
    }
    if given > after.nextEffect { found.append("the next number of an effect was given already") }
    for (id, old) in before.items where after.items[id] == nil { found.append("\(id) is lost, being \(old.status)") }
    for (id, item) in after.items {
      let old = before.items[id]
      guard old != item else { continue }
      if !outcome.changed.contains(id) { found.append("\(id) changed and is not written down") }
      guard let old else { continue }
      found += changes(of: old, to: item, by: event, outcome)
    }
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
