import Fleet

/// What agents, persons and servers do by themselves.
extension Run {
  mutating func moveAgent(_ number: Int, _ move: Happening.AgentMove) -> Bool {
    guard !world.panes.isEmpty else { return false }
    let index = number % world.panes.count
    let pane = world.panes[index]
    guard pane.phase.isAlive, !pane.isHung else { return false }
    switch (move, pane.phase) {
    case (.comeUp, .starting): world.panes[index].phase = .ready
    case (.begin, .took): world.begin(index)
    case (.finish, .working):
      world.panes[index].phase = .ready
      change(of: pane.item) { tree in
        tree.commits += 1
        tree.losses = Losses(unpushed: tree.commits % 2 == 1 ? ["commit \(tree.commits)"] : [])
      }
    case (.finishUnseen, .took): world.panes[index].phase = .ready
    case (.ask, .working):
      world.panes[index].phase = .asking
      world.panes[index].questions += 1
    case (.askPermission, .ready), (.askPermission, .starting):
      // Trust in a folder, a login: also without a command.
      world.panes[index].phase = .asking
      world.panes[index].questions += 3
    case (.leave, .working), (.leave, .took), (.leave, .ready), (.leave, .starting): end(index, .exited)
    case (.crash, .working), (.crash, .asking), (.crash, .ready), (.crash, .took): end(index, .crashed(1))
    case (.crashAtOnce, .starting): end(index, .crashed(127))
    case (.hang, _): world.panes[index].isHung = true
    case (.change, .working):
      change(of: pane.item) { tree in tree.losses.uncommitted = ["file \(tree.commits).txt"] }
    case (.introduce, _):
      world.lastConversation += pane.conversation == nil ? 1 : 0
      let name = pane.conversation ?? "c\(world.lastConversation)"
      world.panes[index].conversation = name
      hear(.fact(pane.key, .conversation(name)))
    default: return false
    }
    return true
  }

  mutating func end(_ index: Int, _ phase: Pane.Phase) {
    world.panes[index].phase = phase
    world.panes[index].box = .empty
  }

  private mutating func change(of item: ItemID, _ change: (inout World.Worktree) -> Void) {
    guard let path = world.worktrees.first(where: { $0.value.owner == item })?.key, var tree = world.worktrees[path]
    else { return }
    change(&tree)
    world.worktrees[path] = tree
  }

  mutating func movePerson(_ number: Int, _ move: Happening.PersonMove) -> Bool {
    guard !world.panes.isEmpty else { return false }
    let index = number % world.panes.count
    let pane = world.panes[index]
    switch (move, pane.phase, pane.box) {
    case (.draft, .ready, .empty): world.panes[index].box = .draft
    case (.clear, _, .draft): world.panes[index].box = .empty
    case (.answer, .asking, _): world.panes[index].phase = pane.hasWorked ? .working : .ready
    case (.interrupt, .working, _):
      world.panes[index].phase = .ready
      world.panes[index].isInterrupted = true
      world.panes[index].isHung = false
    case (.prompt, .ready, .empty), (.prompt, .ready, .draft):
      world.panes[index].box = .empty
      world.begin(index)
    case (.killSession, _, _): world.panes.remove(at: index)
    case (.rename, _, _):
      world.panes[index].name += "'"
      hear(.fact(pane.key, .renamed(world.panes[index].name)))
    case (.commit, _, _): change(of: pane.item) { $0.losses = Losses() }
    default: return false
    }
    return true
  }

  mutating func moveHub(_ number: Int, _ move: Happening.HubMove) -> Bool {
    guard let item = item(number), item.workspace != nil else { return false }
    let branch = branch(item)
    let pull = world.pulls[branch]?.last
    let count = Int64(world.pulls[branch]?.count ?? 0)
    func check(_ bucket: PullRequest.Check.Bucket) -> [PullRequest.Check] {
      [PullRequest.Check(name: "test", bucket: bucket, id: count)]
    }
    switch (move, pull?.state) {
    case (.open, nil), (.open, .closed?), (.open, .merged?):
      if item.isOver { return false }
      world.openPull(branch, for: item.id)
    case (.run, .open?):
      world.change(branch) {
        $0.head = "h\(count)"
        $0.setChecks(check(.pending))
      }
    case (.fail, .open?): world.change(branch) { $0.setChecks(check(.fail)) }
    case (.pass, .open?): world.change(branch) { $0.setChecks(check(.pass)) }
    case (.comment, _?):
      world.change(branch) { $0.comments.append(.init(id: "c\(count)", author: "p", text: "hm", at: count)) }
    case (.requestChanges, .open?):
      world.change(branch) {
        $0.reviews.append(.init(id: "r\(count)", author: "p", state: .changesRequested, text: "no", at: count))
      }
    case (.approve, .open?):
      world.change(branch) { $0.reviews.append(.init(id: "r\(count)", author: "p", state: .approved, at: count)) }
    case (.conflict, .open?): world.change(branch) { $0.mergeable = .conflicting }
    case (.resolve, .open?): world.change(branch) { $0.mergeable = .yes }
    case (.merge, .open?): world.change(branch) { $0.state = .merged }
    case (.close, .open?): world.change(branch) { $0.state = .closed }
    case (.reopen, .closed?):
      if let number = pull?.number { world.owners[number] = item.id }
      world.change(branch) { $0.state = .open }
    default: return false
    }
    return true
  }
}
