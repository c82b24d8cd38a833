import Fleet

/// When faults stop and a person acts sensibly, everything comes to an end.
extension Run {
  static let rounds = 60

  /// Nothing new goes wrong from here on: every item has to end.
  mutating func findPeace() {
    say("-- from here on nothing goes wrong, and a person is at hand")
    disk.isFull = false
    if process == nil { _ = start(0) }
    var open = ids
    for round in 0..<Self.rounds {
      for id in open { _ = look(at: id) }
      calm()
      guard broken.isEmpty else { return }
      open.removeAll { process?.coordinator.items[$0]?.isOver ?? true }
      if open.isEmpty {
        // What persons were told holds in a last new life.
        broken += process?.violations() ?? []
        process = nil
        _ = start(0)
        broken += truth.takeLies()
        return
      }
      stuck(open)
      guard broken.isEmpty else { return }
      act(round)
      broken += truth.takeLies()
    }
    let left = open.compactMap { process?.coordinator.items[$0] }.filter { !$0.isOver }
    broken += left.map { "\($0.line) never ends" }
  }

  /// Until nothing moves by itself.
  private mutating func calm() {
    for _ in 0..<200 {
      settle()
      if process?.running.isEmpty == false {
        work(0, 0)
      } else if process?.heard.isEmpty == false {
        tell(0, twice: false)
      } else {
        return
      }
      broken += truth.takeLies()
      if !broken.isEmpty { return }
    }
    broken.append("it never comes to rest")
  }

  /// Nobody would ever hear of it again.
  private mutating func stuck(_ ids: [ItemID]) {
    guard let coordinator = process?.coordinator else { return }
    for id in ids {
      guard let item = coordinator.items[id], case .active = item.life, item.doing == nil, item.attention.isEmpty,
        coordinator.alarm(of: id) == nil
      else { continue }
      if item.progress == .watching, item.pullRequest != nil { continue }
      if let key = item.session?.key, let index = world.pane(key) {
        let pane = world.panes[index]
        // What it does will be seen, and what was seen last is what it does.
        if pane.phase != .ready, pane.phase.isAlive { continue }
        if pane.phase == .ready, item.session?.sight != pane.sight { continue }
      }
      broken.append("\(item.line) is stuck, and nobody knows")
    }
  }

  private mutating func act(_ round: Int) {
    for index in world.panes.indices.reversed() {
      if world.panes[index].isHung {
        world.panes.remove(at: index)
        continue
      }
      switch world.panes[index].phase {
      case .starting, .working, .asking:
        world.panes[index].phase = .ready
        world.panes[index].isInterrupted = false
      case .took: world.begin(index)
      case .ready, .exited, .crashed: break
      }
      world.panes[index].box = .empty
    }
    for (number, id) in ids.enumerated() {
      guard let item = process?.coordinator.items[id], !item.isOver else { continue }
      for key in item.attention.keys.sorted() {
        guard let kind = item.attention[key]?.kind else { continue }
        answer(kind, number, round)
      }
      if round > Self.rounds / 2 { _ = moveHub(number, .open) }
      if item.progress == .watching {
        for move in [Happening.HubMove.pass, .resolve, .approve, .reopen] { _ = moveHub(number, move) }
        _ = moveHub(number, .merge)
      }
      if let state = world.pulls[branch(item)]?.last { hear(.pull(branch(item), state)) }
    }
    world.pass(31)
    apply(.woke)
  }

  private mutating func answer(_ kind: Attention.Kind, _ number: Int, _ round: Int) {
    switch kind {
    case .gate:
      if !order(.advance, number), !order(.retry, number) { _ = moveHub(number, .open) }
    case .crash: if round % 2 == 0 || !order(.resume, number) { _ = order(.retry, number) }
    case .trouble: if !order(.retry, number) { _ = order(.stop, number) }
    case .delivery: _ = order(.retry, number)
    case .prClosed: _ = order(.finish, number)
    default: break
    }
    // One that cannot be mended is given up in the end.
    if round > Self.rounds * 3 / 4, kind != .prReady { _ = order(.stop, number) }
  }

  private mutating func order(_ order: Happening.Order, _ number: Int) -> Bool {
    guard process != nil, let item = item(number) else { return false }
    return give(order, for: item)
  }
}
