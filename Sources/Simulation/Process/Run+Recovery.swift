import Fleet

/// A new life of argosy: what is on disk, and a look at the world.
extension Run {
  mutating func start(_ luck: Int) -> Bool {
    guard process == nil else { return false }
    world.pass(1)
    let items: [WorkItem]
    do {
      items = try disk.load()
    } catch {
      broken.append("the items cannot be read back: \(error)")
      return false
    }
    truth.recall(items)
    process = ArgosyProcess(Coordinator(items: items, nextEffect: disk.nextEffect))
    // What was begun is resolved by a look at the world, before anything else is wished.
    for effect in disk.open.values.sorted(by: { $0.id < $1.id }) {
      let result = resolve(effect, luck)
      coverage.count(result)
      say("      effect \(effect.id) \(effect.deed.word) was under way: \(result.line)")
      hear(.result(effect.id, effect.item, result))
    }
    var surveys: [ItemID: Survey] = [:]
    for item in items {
      let pane = world.pane(of: item.id).map { world.panes[$0] }
      surveys[item.id] = Survey(
        session: pane?.session(at: world.now.wall),
        hasWorktree: item.workspace.map { world.worktrees[$0.path] != nil } ?? false)
    }
    apply(.surveyed(surveys))
    for item in items { _ = look(at: item.id) }
    return true
  }

  private mutating func resolve(_ effect: WorkEffect, _ luck: Int) -> DeedResult {
    switch effect.deed {
    case .prepare:
      guard let (path, tree) = world.worktrees.first(where: { $0.value.owner == effect.item }) else { return .lost }
      if tree.isWhole { return .prepared(Workspace(path: path, branch: tree.branch, base: "b")) }
      world.worktrees[path] = nil
      return .lost
    case .open:
      guard let index = world.pane(of: effect.item) else { return .lost }
      let pane = world.panes[index]
      // The agent that was there before, dead: nothing was begun.
      if !pane.phase.isAlive, pane.key == disk.items[effect.item]?.session?.key { return .lost }
      return .opened(pane.session(at: world.now.wall))
    case .close: return world.pane(of: effect.item) == nil ? .closed : .lost
    case .discard:
      guard let path = disk.items[effect.item]?.workspace?.path, let tree = world.worktrees[path],
        tree.owner == effect.item
      else { return .discarded }
      return .lost
    case .send(let text): return resolveDelivery(effect, text, luck)
    }
  }

  private mutating func resolveDelivery(_ effect: WorkEffect, _ text: String, _ luck: Int) -> DeedResult {
    let number = effect.id.number
    guard let delivery = disk.deliveries[number], flaw != .resendsBlindly else { return .lost }
    if let verdict = delivery.verdict { return verdict }
    var verdict = DeedResult.unconfirmed(reason: "argosy ended in the middle of it")
    if let index = world.pane(delivery.target), world.panes[index].phase.isAlive {
      if world.panes[index].box == .pasted(number), world.panes[index].phase == .ready, luck != 2 {
        enter(text, number, index)
        verdict = .sent(proof: "echo")
      } else if truth.entered.contains(number), luck != 1 {
        verdict = .sent(proof: "echo")
      }
    }
    if case .unconfirmed = verdict {
      if flaw == .callsUncertainRefused {
        verdict = .refused(reason: "argosy ended", passes: true)
      } else {
        truth.uncertain(text, effect.item)
      }
    }
    if !disk.isFull { disk.deliveries[number]?.verdict = verdict }
    return verdict
  }
}
