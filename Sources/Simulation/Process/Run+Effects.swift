import Fleet

/// How argosy's hands carry an effect out, a step at a time, so that it can be killed between any two.
extension Run {
  mutating func work(_ index: Int, _ luck: Int) {
    guard var running = process?.running[index] else { return }
    running.step += 1
    let result: DeedResult? =
      switch running.effect.deed {
      case .prepare: prepare(&running, luck)
      case .open: open(&running, luck)
      case .send(let text): send(text, &running, luck)
      case .close: close(running, luck)
      case .discard(let named): discard(named, running, luck)
      }
    process?.running[index] = running
    guard let result else { return }
    process?.running.remove(at: index)
    coverage.count(result)
    say("      effect \(running.effect.id) \(running.effect.deed.word): \(result.line)")
    hear(.result(running.effect.id, running.effect.item, result))
  }

  private func known(_ id: ItemID) -> WorkItem? { process?.coordinator.items[id] }

  // MARK: Worktrees

  private mutating func prepare(_ running: inout ArgosyProcess.Running, _ luck: Int) -> DeedResult? {
    let id = running.effect.item
    guard let item = known(id) else { return .failed("there is no such item") }
    if let (path, tree) = world.worktrees.first(where: { $0.value.owner == id }) {
      if tree.isWhole { return .prepared(Workspace(path: path, branch: tree.branch, base: "b")) }
      if running.isCancelled || luck == 1 {
        world.worktrees[path] = nil
        return .failed(running.isCancelled ? "cancelled" : "the set-up failed")
      }
      world.worktrees[path]?.isWhole = true
      return nil
    }
    if running.isCancelled || luck == 1 { return .failed(running.isCancelled ? "cancelled" : "there is no remote") }
    let name = (0..<20).map { $0 == 0 ? item.name : "\(item.name)-\($0)" }.first {
      world.worktrees["\(item.repository.path)/\($0)"] == nil
    }
    guard let name else { return .failed("all names are taken") }
    let branch = World.Branch(repository: item.repository.path, name: "worktree-\(name)")
    world.worktrees["\(item.repository.path)/\(name)"] = World.Worktree(owner: id, branch: branch.name)
    // Whoever has the branch has its pull request, if that is still open.
    if let pull = world.pulls[branch]?.last, pull.state.isOpen { world.owners[pull.number] = id }
    return nil
  }

  private mutating func discard(_ named: Losses, _ running: ArgosyProcess.Running, _ luck: Int) -> DeedResult? {
    guard let path = known(running.effect.item)?.workspace?.path, let tree = world.worktrees[path],
      tree.owner == running.effect.item
    else { return .discarded }
    if luck == 1 { return .failed("git is not there") }
    guard tree.losses.isCovered(by: named) || flaw == .discardsBlindly else { return .kept(tree.losses) }
    truth.removed(tree)
    world.worktrees[path] = nil
    return nil
  }

  // MARK: Sessions

  private mutating func open(_ running: inout ArgosyProcess.Running, _ luck: Int) -> DeedResult? {
    let id = running.effect.item
    guard let item = known(id) else { return .failed("there is no such item") }
    if let target = running.target {
      guard let index = world.pane(target) else { return .failed("the session went away") }
      return .opened(world.panes[index].session(at: world.now.wall))
    }
    if running.isCancelled || luck == 1 { return .failed(running.isCancelled ? "cancelled" : "tmux refused") }
    guard let path = item.workspace?.path, world.worktrees[path] != nil else { return .failed("no worktree") }
    let index: Int
    if let old = world.pane(of: id), flaw != .opensBlindly {
      index = old
      if !world.panes[old].phase.isAlive {
        let before = world.panes[old]
        world.panes[old].pid = world.newPID()
        world.panes[old].phase = .starting
        world.panes[old].isHung = false
        world.panes[old].hasWorked = false
        world.panes[old].isInterrupted = false
        world.panes[old].box = .empty
        if running.effect.deed != .open(.resume) { world.panes[old].conversation = nil }
        let after = world.panes[old].key
        say("      \(before.key) is \(after) now")
      }
    } else {
      index = world.newPane(for: id, name: item.name)
    }
    truth.started(id, in: world.panes)
    if luck != 2, world.panes[index].conversation == nil {
      world.lastConversation += 1
      world.panes[index].conversation = "c\(world.lastConversation)"
    }
    running.target = world.panes[index].key
    return nil
  }

  private mutating func close(_ running: ArgosyProcess.Running, _ luck: Int) -> DeedResult? {
    guard let index = world.pane(of: running.effect.item) else { return .closed }
    if luck == 1 { return .failed("tmux does not answer") }
    truth.closed(running.effect.item)
    world.panes.remove(at: index)
    return nil
  }

  // MARK: Delivery

  private mutating func send(_ text: String, _ running: inout ArgosyProcess.Running, _ luck: Int) -> DeedResult? {
    let number = running.effect.id.number
    if running.step == 1 {
      if running.isCancelled { return .refused(reason: "cancelled", passes: luck != 1) }
      // Whoever looks at the screen to type has heard what was to be seen on it before.
      if let key = known(running.effect.item)?.session?.key { tellAll(of: key) }
      guard let target = known(running.effect.item)?.session?.key, let index = world.pane(target),
        world.panes[index].phase.isAlive
      else { return .refused(reason: "no agent runs here", passes: luck == 1) }
      if let reason = obstacle(index) { return .refused(reason: reason, passes: true) }
      if luck == 1 { return .refused(reason: "the text is too long", passes: false) }
      if disk.isFull { return .refused(reason: "the journal cannot be written", passes: true) }
      if flaw == .resendsBlindly { disk.deliveries[number] = nil }
      disk.deliveries[number] = Disk.Delivery(target: target)
      running.target = target
      return nil
    }
    if let verdict = running.verdict { return verdict }
    guard let target = running.target, let index = world.pane(target), world.panes[index].phase.isAlive else {
      return end(
        &running,
        running.step > 2
          ? .unconfirmed(reason: "the pane went away")
          : .refused(
            reason: "no agent runs here", passes: true))
    }
    if running.step == 2 {
      if running.isCancelled { return end(&running, .refused(reason: "cancelled", passes: true)) }
      if let reason = obstacle(index) { return end(&running, .refused(reason: reason, passes: true)) }
      world.panes[index].box = .pasted(number)
      return nil
    }
    guard obstacle(index, pasted: number) == nil, luck != 2 else {
      return end(&running, uncertain("the screen changed before Enter"))
    }
    enter(text, number, index)
    // Proof was waited for, in vain.
    if luck == 1 { world.begin(index) }
    return end(&running, luck == 1 ? uncertain("nothing proves it") : .sent(proof: "echo"))
  }

  private func uncertain(_ reason: String) -> DeedResult {
    flaw == .callsUncertainRefused ? .refused(reason: reason, passes: true) : .unconfirmed(reason: reason)
  }

  /// The last step but one: the verdict is written down where that can be.
  private mutating func end(_ running: inout ArgosyProcess.Running, _ verdict: DeedResult) -> DeedResult? {
    if !disk.isFull { disk.deliveries[running.effect.id.number]?.verdict = verdict }
    if case .unconfirmed = verdict, case .send(let text) = running.effect.deed {
      truth.uncertain(text, running.effect.item)
    }
    running.verdict = verdict
    return nil
  }

  mutating func enter(_ text: String, _ number: Int, _ index: Int) {
    truth.given(text, number, to: world.panes[index])
    world.panes[index].box = .empty
    world.panes[index].phase = .took
  }

  /// What keeps a text from being given, as the screen tells it.
  private func obstacle(_ index: Int, pasted number: Int? = nil) -> String? {
    let pane = world.panes[index]
    switch pane.phase {
    case .starting: return "the agent is still starting"
    case .working: return "the agent is at work"
    case .asking: return "the agent waits for a person"
    case .exited, .crashed: return "no agent runs here"
    case .ready, .took: break
    }
    if let number { return pane.box == .pasted(number) ? nil : "the box changed" }
    switch pane.box {
    case .empty: return nil
    case .draft: return "there is a draft in the box"
    case .pasted: return "there is a paste in the box"
    }
  }
}
