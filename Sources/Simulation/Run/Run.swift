import Fleet
import Store

/// One course of events: a world, an argosy in it that may be killed at any step, and what was found wrong.
struct Run {
  var world = World()
  var truth = Truth()
  var disk: Disk
  /// Nil while it is dead.
  var process: ArgosyProcess?
  /// Every item that was ever begun.
  var ids: [ItemID] = []
  var coverage = Coverage()
  /// The wall clock was wrong at some time.
  var hasJumped = false
  var broken: [String] = []
  /// What happened, in words; nil where nobody reads it.
  var lines: [String]?
  let flaw: Flaw?

  /// - Parameter usesStore: everything goes through the tables of the store.
  init(flaw: Flaw?, usesStore: Bool, isTraced: Bool) {
    self.flaw = flaw
    let store = usesStore ? try? VolatileWork() : nil
    if usesStore, store == nil { broken.append("SQLite cannot be opened") }
    disk = Disk(store: store)
    lines = isTraced ? [] : nil
    process = ArgosyProcess(Coordinator())
  }

  mutating func say(_ line: @autoclosure () -> String) {
    if lines != nil { lines?.append(line()) }
  }

  func id(_ number: Int) -> ItemID? { ids.isEmpty ? nil : ids[number % ids.count] }

  /// The item as the living process knows it, else as it is on disk.
  func item(_ number: Int) -> WorkItem? {
    guard let id = id(number) else { return nil }
    return process?.coordinator.items[id] ?? disk.items[id]
  }

  func branch(_ item: WorkItem) -> World.Branch {
    World.Branch(repository: item.repository.path, name: item.branch)
  }

  /// - Returns: whether it could happen at all.
  mutating func perform(_ happening: Happening) -> Bool {
    let isDone = carryOut(happening)
    if isDone { coverage.count(happening) }
    broken += truth.takeLies()
    return isDone
  }

  private mutating func carryOut(_ happening: Happening) -> Bool {
    switch happening {
    case .begin(let name, let repository, let workflow, let manner):
      return begin(name, repository, workflow, manner)
    case .order(let number, let order): return give(order, number)
    case .agent(let number, let move): return moveAgent(number, move)
    case .person(let number, let move): return movePerson(number, move)
    case .look(let number):
      guard process != nil, let id = id(number) else { return false }
      return look(at: id)
    case .tell(let number, let twice): return tellNews(number, twice: twice)
    case .work(let number, let luck):
      guard let count = process?.running.count, count > 0 else { return false }
      work(number % count, luck)
      return true
    case .write(let isHeard): return write(isHeard: isHeard)
    case .hub(let number, let move): return moveHub(number, move)
    case .answer(let number, let age):
      guard process != nil, let item = item(number), let states = world.pulls[branch(item)], let last = states.last
      else { return false }
      let state = states.count > age ? states[states.count - 1 - age] : last
      hear(.pull(branch(item), state))
      return true
    case .artifact(let number):
      guard process != nil, let item = item(number), let stage = item.currentStage else { return false }
      apply(.foundArtifact(item.id, kind: "plan", path: "docs/\(stage.name)-\(number % 3).md"))
      return true
    case .team(let number):
      guard process != nil, let id = id(number) else { return false }
      apply(.foundTeam(id, Team(name: "t\(number % 2)", members: ["a", "b"])))
      return true
    case .wait(let seconds):
      world.pass(UInt64(seconds))
      return true
    case .jump(let seconds):
      hasJumped = true
      world.skew += Int64(seconds)
      return true
    case .wake:
      guard process != nil else { return false }
      apply(.woke)
      return true
    case .kill(let isWritten):
      guard let process else { return false }
      broken += process.violations()
      // What the disk had been given it may have kept, though nobody heard of it.
      if isWritten, process.writing != nil { _ = write(isHeard: false) }
      self.process = nil
      return true
    case .start(let luck): return start(luck)
    case .killServer:
      world.killServer()
      return true
    case .disk(let isFull):
      guard disk.isFull != isFull else { return false }
      disk.isFull = isFull
      return true
    }
  }

  mutating func hear(_ news: ArgosyProcess.News) { process?.heard.append(news) }

  // MARK: The coordinator

  @discardableResult
  mutating func apply(_ event: WorkEvent) -> OrderRefusal? {
    guard let outcome = process?.take(event, at: world.now, broken: &broken), let after = process?.coordinator else {
      return nil
    }
    coverage.count(event, outcome)
    record(outcome, of: event, after)
    say("      \(event.line)\(outcome.refusal.map { " refused: \($0)" } ?? "")")
    for id in outcome.changed.sorted() { after.items[id].map { item in say("        \(item.line)") } }
    for wish in outcome.wishes { wish.line.map { line in say("        → \(line)") } }
    return outcome.refusal
  }
}
