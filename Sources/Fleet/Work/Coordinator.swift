/// All work items: a value with one way to change it. Events come in with their time, wishes go out; no I/O, no clock, no
/// randomness.
///
/// Events only change what is known of an item. What follows from it is decided in one place, ``ItemTurn/settle()``,
/// from what is known alone: so an event that was lost, came twice or came late is made good by the next one.
public struct Coordinator: Sendable, Hashable {
  public private(set) var items: [ItemID: WorkItem]
  /// The number of the next effect; above all that were ever written down.
  public private(set) var nextEffect: Int
  /// When an item asked to be looked at again: monotonic nanoseconds of this life.
  private var alarms: [ItemID: UInt64] = [:]
  /// Those that wait for a free place.
  private var queued: Set<ItemID>

  /// - Parameters:
  ///   - items: as the store has them.
  ///   - nextEffect: above all that the store has.
  public init(items: [WorkItem] = [], nextEffect: Int = 1) {
    self.items = Dictionary(items.map { ($0.id, $0) }) { _, last in last }
    queued = Set(self.items.values.filter { $0.life == .queued }.map(\.id))
    self.nextEffect = nextEffect
  }

  /// Takes an event and says what follows from it.
  ///
  /// A debug build ends here where an invariant is broken.
  public mutating func apply(_ event: WorkEvent, at now: Moment) -> WorkOutcome {
    #if DEBUG
      var witness = Witness(self)
      let outcome = react(to: event, at: now)
      let broken = witness.violations(by: event, outcome, in: self) + witness.unsaid(in: self)
      assert(broken.isEmpty, broken.joined(separator: "; "))
      return outcome
    #else
      return react(to: event, at: now)
    #endif
  }

  /// As ``apply(_:at:)``, for whoever checks the invariants and goes on.
  public mutating func react(to event: WorkEvent, at now: Moment) -> WorkOutcome {
    var outcome = WorkOutcome()
    switch event {
    case .ordered(let order): take(order, now, &outcome)
    case .done(let effect, let id, let result): turn(id, now, &outcome) { $0.take(result, of: effect) }
    case .saw(let id, let sight): turn(id, now, &outcome) { $0.take(sight) }
    case .ended(let id, let code): turn(id, now, &outcome) { $0.agentEnded(code: code) }
    case .gone(let id): turn(id, now, &outcome) { $0.sessionGone() }
    case .moved(let id, let name): turn(id, now, &outcome) { $0.moved(to: name) }
    case .introduced(let id, let conversation, let transcript):
      turn(id, now, &outcome) { $0.introduced(conversation, transcript) }
    case .foundArtifact(let id, let kind, let path): turn(id, now, &outcome) { $0.found(kind, at: path) }
    case .foundTeam(let id, let team): turn(id, now, &outcome) { $0.found(team) }
    case .pullRequest(let id, let pullRequest, let log):
      turn(id, now, &outcome) { $0.take(pullRequest, log: log) }
    case .surveyed(let surveys):
      for id in items.keys.sorted() {
        guard let survey = surveys[id] else { continue }
        turn(id, now, &outcome) { $0.take(survey) }
      }
    case .woke:
      for (id, due) in alarms.sorted(by: { $0.key < $1.key }) where due <= now.monotonic {
        alarms[id] = nil
        turn(id, now, &outcome) { $0.woke() }
      }
    }
    fillSlots(now, &outcome)
    if !alarms.isEmpty, let next = alarms.values.min() { outcome.wishes.append(.wake(at: next)) }
    return outcome
  }

  /// Takes back everything that came after an earlier state, except the numbers of effects: none is given twice.
  public mutating func takeBack(to earlier: Coordinator) {
    let next = max(nextEffect, earlier.nextEffect)
    self = earlier
    nextEffect = next
  }

  /// When an item asked to be looked at again, in monotonic nanoseconds.
  public func alarm(of id: ItemID) -> UInt64? { alarms[id] }

  /// The items that have not ended, oldest first, then the others, newest end first.
  public var sorted: [WorkItem] {
    let open = items.values.filter { !$0.isOver }.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    let over = items.values.filter(\.isOver).sorted { ($0.statusSince, $0.id) > ($1.statusSince, $1.id) }
    return open + over
  }

  /// Everything that waits for a person, the most urgent first, then the oldest (S0-34).
  public var inbox: [(item: WorkItem, key: String, attention: Attention)] {
    items.values.flatMap { item in item.attention.map { (item: item, key: $0.key, attention: $0.value) } }
      .sorted {
        ($0.attention.kind, $0.attention.since, $0.item.id, $0.key)
          < ($1.attention.kind, $1.attention.since, $1.item.id, $1.key)
      }
  }

  /// The item a person means: by name the one that has not ended, else the last of that name; or by id.
  public func item(named name: String) -> WorkItem? {
    if let item = items[ItemID(name)] { return item }
    return sorted.first { $0.name == name }
  }

  // MARK: One item

  private mutating func turn(
    _ id: ItemID, _ now: Moment, _ outcome: inout WorkOutcome, _ change: (inout ItemTurn) -> Void
  ) {
    guard let item = items[id] else { return }
    var turn = ItemTurn(item, at: now, nextEffect: nextEffect, alarm: alarms[id])
    change(&turn)
    turn.settle()
    close(&turn, &outcome)
  }

  private mutating func close(_ turn: inout ItemTurn, _ outcome: inout WorkOutcome) {
    turn.conclude()
    let id = turn.item.id
    nextEffect = turn.nextEffect
    alarms[id] = turn.alarm
    if items[id] != turn.item {
      outcome.changed.insert(id)
      items[id] = turn.item
    }
    if turn.item.life == .queued { queued.insert(id) } else { queued.remove(id) }
    outcome.wishes += turn.wishes
    outcome.records += turn.records
  }

  private mutating func take(_ order: WorkOrder, _ now: Moment, _ outcome: inout WorkOutcome) {
    guard case .begin(let new) = order else {
      guard let item = items[order.item] else {
        outcome.refusal = .unknownItem(order.item)
        return
      }
      if case .retry = order, item.isOver, isTaken(item.name, in: item.repository) {
        outcome.refusal = .nameTaken(item.name)
        return
      }
      var turn = ItemTurn(item, at: now, nextEffect: nextEffect, alarm: alarms[order.item])
      turn.take(order)
      outcome.refusal = turn.refusal
      // A refused order changes nothing, not even what was due anyway.
      guard turn.refusal == nil else { return }
      turn.settle()
      return close(&turn, &outcome)
    }
    guard items[new.id] == nil else {
      outcome.refusal = .duplicate(new.id)
      return
    }
    guard !isTaken(new.name, in: new.repository) else {
      outcome.refusal = .nameTaken(new.name)
      return
    }
    var turn = ItemTurn(WorkItem(new, at: now), at: now, nextEffect: nextEffect, alarm: nil)
    turn.record(.created, new.description)
    close(&turn, &outcome)
  }

  private func isTaken(_ name: String, in repository: Repository) -> Bool {
    items.values.contains { !$0.isOver && $0.name == name && $0.repository.path == repository.path }
  }

  /// Lets queued items begin where their repository's limit allows, the oldest first.
  private mutating func fillSlots(_ now: Moment, _ outcome: inout WorkOutcome) {
    if queued.isEmpty { return }
    let waiting = queued.compactMap { items[$0] }.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    for item in waiting where item.doing == nil {
      let taken = items.values.count { $0.repository.path == item.repository.path && $0.status.takesSlot }
      guard taken < max(1, item.settings.limit) else { continue }
      turn(item.id, now, &outcome) { $0.item.life = .preparing }
    }
  }
}
