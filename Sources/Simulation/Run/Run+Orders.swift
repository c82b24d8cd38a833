import Fleet

extension Run {
  static let workflows: [Workflow] = [
    Workflow(
      name: "long",
      stages: [
        Stage(
          name: "plan", status: .planning, command: "/plan {description}", artifacts: ["plan": ["docs/*.md"]]),
        Stage(name: "work", status: .working, command: "/work", gate: .pause),
        Stage(name: "simplify", status: .working, command: "/simplify"),
        Stage(name: "pr", status: .inReview, command: nil),
      ],
      automatic: Stage(name: "all", status: .working, command: "/all {description}")),
    // Ends with an agent's turn.
    Workflow(
      name: "short",
      stages: [
        Stage(name: "one", status: .planning, command: "/one"),
        Stage(name: "two", status: .verifying, command: "/two {description}"),
      ]),
    Workflow(
      name: "gated",
      stages: [
        Stage(name: "one", status: .working, command: "/one", gate: .human),
        Stage(name: "pr", status: .inReview, command: nil),
      ]),
  ]

  mutating func begin(_ name: Int, _ repository: Int, _ workflow: Int, _ manner: Int) -> Bool {
    guard process != nil else { return false }
    let id = ItemID("i\(ids.count)")
    let attempts = manner % 3
    let answers = ItemSettings.Responder.self
    let item = NewItem(
      id: id, name: "n\(name)", description: "feature \(id)",
      repository: Repository(path: "/r\(repository)", defaultBranch: "main"),
      settings: ItemSettings(
        gates: manner % 5 == 0 ? ["work": .auto] : [:], limit: 1 + manner % 4,
        onFailure: manner % 2 == 0 ? answers.agent : .person, onComments: manner % 7 < 4 ? answers.agent : .person,
        attempts: attempts),
      workflow: Self.workflows[workflow % Self.workflows.count], isAutomatic: manner % 4 == 3)
    if apply(.ordered(.begin(item))) == nil { ids.append(id) }
    return true
  }

  mutating func give(_ order: Happening.Order, _ number: Int) -> Bool {
    guard process != nil, let item = item(number) else { return false }
    _ = give(order, for: item)
    return true
  }

  /// - Returns: whether it was accepted.
  mutating func give(_ order: Happening.Order, for item: WorkItem) -> Bool {
    let id = item.id
    let losses = item.workspace.flatMap { world.worktrees[$0.path] }?.losses ?? Losses()
    let word: WorkOrder
    switch order {
    case .advance: word = .advance(id, afterAnswer: false)
    case .answerAndAdvance: word = .advance(id, afterAnswer: true)
    case .retry: word = .retry(id)
    case .back: word = .back(id)
    case .skip: word = .skip(id)
    case .resume: word = .resume(id)
    case .finish: word = .finish(id)
    case .stop: word = .stop(id, keepsWorktree: false, named: losses)
    case .stopNamingNothing: word = .stop(id, keepsWorktree: false, named: Losses())
    case .stopKeeping: word = .stop(id, keepsWorktree: true, named: Losses())
    case .prune: word = .prune(id)
    }
    guard apply(.ordered(word)) == nil else { return false }
    truth.heard(id)
    switch order {
    case .stop: truth.endOrdered(id, naming: losses)
    case .stopNamingNothing, .stopKeeping, .prune: truth.endOrdered(id, naming: Losses())
    default: break
    }
    // The menu is answered, and the turn goes on.
    if order == .answerAndAdvance, let pane = world.pane(of: id), world.panes[pane].phase == .asking {
      world.panes[pane].phase = .working
    }
    return true
  }
}
