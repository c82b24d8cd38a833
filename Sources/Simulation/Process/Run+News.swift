import Fleet

/// What argosy hears of the world, and how it comes to be an event.
extension Run {
  /// What can be seen of an item's agent now is on its way.
  mutating func look(at id: ItemID) -> Bool {
    guard let key = process?.agents[id] else { return false }
    hear(.fact(key, fact(key)))
    return true
  }

  private func fact(_ key: Pane.Key) -> ArgosyProcess.Fact {
    guard let index = world.panes.firstIndex(where: { $0.epoch == key.epoch && $0.number == key.number }) else {
      return .gone
    }
    let pane = world.panes[index]
    // Somebody else lives there now.
    guard pane.pid == key.pid else { return .ended(nil) }
    return switch pane.phase {
    case .exited: .ended(0)
    case .crashed(let code): .ended(code)
    default: .sight(pane.sight)
    }
  }

  mutating func tellNews(_ number: Int, twice: Bool) -> Bool {
    guard let heard = process?.heard, !heard.isEmpty else { return false }
    var index = number % heard.count
    if let first = heard.firstIndex(where: { heard[index].comesAfter($0) }) { index = min(index, first) }
    tell(index, twice: twice)
    return true
  }

  mutating func tellAll(of key: Pane.Key) {
    while let index = process?.heard.firstIndex(where: { if case .fact(key, _) = $0 { true } else { false } }) {
      tell(index, twice: false)
    }
  }

  mutating func tell(_ index: Int, twice: Bool) {
    guard let news = process?.heard[index] else { return }
    if !twice { process?.heard.remove(at: index) }
    switch news {
    case .result(let effect, let item, let result):
      apply(.done(effect, item, result))
      // It may have begun to live, or died, before anybody knew whose it is.
      if case .opened = result { _ = look(at: item) }
    case .pull(let branch, let pull):
      for id in ids {
        guard let item = process?.coordinator.items[id], self.branch(item) == branch else { continue }
        // An answer that is no longer true is only told to whom the pull request belongs: servers are not so late that
        // the next item of that name has begun.
        guard world.owners[pull.number] == id || world.pulls[branch]?.last == pull else { continue }
        apply(.pullRequest(id, pull, log: pull.ci == .failing ? ["boom"] : []))
        if !item.isOver, process?.coordinator.items[id]?.status == .complete, world.owners[pull.number] != id,
          !hasJumped
        {
          broken.append("\(id) is complete by a pull request that is not its own")
        }
      }
    case .fact(let key, let fact): tell(fact, of: key)
    }
  }

  private mutating func tell(_ fact: ArgosyProcess.Fact, of key: Pane.Key) {
    guard let id = process?.agents.first(where: { $0.value == key })?.key else { return }
    switch fact {
    case .sight(let sight): apply(.saw(id, sight))
    case .ended(let code): apply(.ended(id, code: code))
    case .gone: apply(.gone(id))
    case .renamed(let name): apply(.moved(id, sessionName: name))
    case .conversation(let name):
      apply(.introduced(id, conversation: name, transcript: nil))
    }
  }
}
