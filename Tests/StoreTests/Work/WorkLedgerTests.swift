import Fleet
import Testing

@testable import Store

/// A store that fails when it is told to, and whoever drives the ledger by the book.
private struct Desk {
  struct Failure: Error, CustomStringConvertible {
    let description = "no space"
  }

  var ledger = WorkLedger()
  var play = WorkPlay()
  var isBroken = false
  /// What is on disk.
  var stored = WorkCommit()
  var attempts = 0
  var done: [WorkWish] = []
  var notices: [WorkLedger.Notice] = []
  var retryAt: UInt64?
  private var writing: WorkCommit?

  var now: Moment { play.now }

  mutating func take(_ step: WorkLedger.Step) {
    for wish in step.release {
      if case .wake = wish { continue }
      // Nothing is done before it is on disk.
      if case .act(let effect) = wish, !stored.begun.contains(where: { $0.effect == effect }) {
        Issue.record("\(effect) is done and not written down")
      }
      done.append(wish)
    }
    if let notice = step.notice { notices.append(notice) }
    retryAt = step.retryAt
    guard let commit = step.commit else { return }
    if writing != nil { Issue.record("two commits at once") }
    writing = commit
  }

  mutating func tell(_ event: WorkEvent) {
    let outcome = play.tell(event).outcome
    var ended: (effect: EffectID, result: DeedResult)?
    if case .done(let id, _, let result) = event { ended = (id, result) }
    take(ledger.take(outcome, items: play.changed(outcome), ended: ended, at: now))
  }

  mutating func answer() {
    guard let commit = writing else { return }
    writing = nil
    attempts += 1
    if !isBroken { stored = stored.merging(commit) }
    take(ledger.committed(error: isBroken ? Failure() : nil, at: now))
  }

  /// Until the store has nothing left to write.
  mutating func settle() {
    while writing != nil { answer() }
  }

  /// Whoever gave the order that is being written takes it back.
  mutating func withdraw() {
    writing = nil
    take(ledger.withdrew(error: Failure(), at: now))
  }

  mutating func probe() { take(ledger.probe()) }

  mutating func wait(_ seconds: Int64) {
    play.wall += seconds * 1_000_000_000
    take(ledger.woke(at: now))
  }

  var waited: UInt64? { retryAt.map { $0 - now.monotonic } }

  var acts: [Int] { done.compactMap { wish in if case .act(let effect) = wish { effect.id.number } else { nil } } }
}

@Suite("The ledger")
struct WorkLedgerTests {
  @Test("a wish is let go when its commit is on disk, and what comes meanwhile goes together into the next")
  func order() {
    var desk = Desk()
    for id in ["a", "b", "c"] { desk.tell(.ordered(.begin(WorkPlay.new(id)))) }
    #expect(desk.done.isEmpty && !desk.ledger.isSettled)
    desk.settle()
    #expect(desk.acts == [1, 2, 3] && desk.attempts == 2)
    #expect(desk.ledger.isSettled && desk.notices.isEmpty && desk.retryAt == nil)
    #expect(desk.stored.items.count == 3 && desk.stored.begun.count == 3)
  }

  @Test("what is taken back is not tried again; then it is asked at intervals, or at once, whether there is room")
  func withdrawal() {
    var desk = Desk()
    desk.isBroken = true
    desk.tell(.ordered(.begin(WorkPlay.new("a"))))
    desk.withdraw()
    #expect(desk.ledger.isSettled && desk.ledger.fault == "no space" && desk.notices == [.failing("no space")])
    #expect(desk.waited == 1_000_000_000)
    desk.wait(1)
    desk.settle()
    #expect(desk.attempts == 1 && desk.waited == 2_000_000_000, "the state of the disk is asked for again")
    desk.probe()
    desk.settle()
    #expect(desk.attempts == 2 && desk.ledger.fault != nil)
    desk.isBroken = false
    desk.probe()
    desk.settle()
    #expect(desk.ledger.fault == nil && desk.ledger.isSettled && desk.retryAt == nil)
    #expect(desk.stored.isEmpty && desk.done.isEmpty, "nothing of the order is left")
    desk.tell(.ordered(.begin(WorkPlay.new("b"))))
    desk.settle()
    #expect(desk.acts.count == 1 && desk.stored.items.map(\.name).count == 1)
  }

  @Test("a probe of a store that is well changes nothing")
  func probe() {
    var desk = Desk()
    desk.probe()
    desk.settle()
    #expect(desk.attempts == 1 && desk.ledger.isSettled && desk.notices.isEmpty && desk.retryAt == nil)
  }

  @Test("while the state cannot be written nothing is done; then all of it is, in order, and each is told once")
  func outage() {
    var desk = Desk()
    desk.tell(.ordered(.begin(WorkPlay.new("a"))))
    desk.settle()
    desk.isBroken = true
    desk.tell(.done(EffectID(1), ItemID("a"), .prepared(WorkPlay.workspace)))
    desk.settle()
    #expect(desk.notices == [.failing("no space")] && desk.ledger.fault == "no space")
    var waits: [UInt64] = []
    for round in 0..<8 {
      if let waited = desk.waited { waits.append(waited / 1_000_000_000) }
      if round == 2 { desk.tell(.ordered(.begin(WorkPlay.new("b")))) }
      if round == 3 { desk.tell(.ordered(.stop(ItemID("a"), keepsWorktree: true, named: Losses()))) }
      desk.settle()
      desk.wait(Int64(waits.last ?? 0))
      desk.settle()
    }
    #expect(waits == [1, 2, 4, 8, 16, 30, 30, 30])
    #expect(desk.acts == [1] && desk.notices.count == 1)
    #expect(desk.stored.ended.isEmpty)
    desk.isBroken = false
    desk.wait(30)
    desk.settle()
    // The stop took back what it had begun; both come, in this order.
    #expect(desk.done.suffix(3).map(\.word) == ["act 2", "act 3", "cancel 2"])
    #expect(desk.notices.count == 2 && desk.ledger.fault == nil && desk.ledger.isSettled)
    guard case .recovered(let after) = desk.notices.last else {
      Issue.record("\(desk.notices)")
      return
    }
    #expect(after > 120_000_000_000)
    #expect(desk.stored.items.count == 2 && desk.stored.ended.count == 1)
    #expect(desk.stored.items.first { $0.id == ItemID("a") } == desk.play.coordinator.items[ItemID("a")])
    #expect(desk.stored.records.filter { $0.kind == .created }.count == 2)
  }

  @Test("coming early, or an answer to nothing, changes nothing")
  func early() {
    var desk = Desk()
    desk.take(desk.ledger.committed(error: nil, at: desk.now))
    desk.take(desk.ledger.woke(at: desk.now))
    #expect(desk.ledger.isSettled && desk.done.isEmpty)
    desk.isBroken = true
    desk.tell(.ordered(.begin(WorkPlay.new("a"))))
    desk.settle()
    let due = desk.retryAt
    desk.wait(0)
    #expect(desk.attempts == 1 && desk.retryAt == due)
  }

  @Test("to be woken is not held up, and what needs no line on disk is not either, unless something before it does")
  func plain() {
    var ledger = WorkLedger()
    var outcome = WorkOutcome()
    let told = WorkWish.notify(ItemID("a"), Attention(.gate, "x", since: 1))
    outcome.wishes = [told, .wake(at: 5)]
    let now = Moment(wall: 1, monotonic: 1)
    let first = ledger.take(outcome, items: [], at: now)
    #expect(first.release == [.wake(at: 5), told] && first.commit == nil)
    let effect = WorkEffect(id: EffectID(1), item: ItemID("a"), deed: .close)
    outcome.wishes = [.act(effect)]
    let second = ledger.take(outcome, items: [], at: now)
    #expect(second.commit?.begun.map(\.effect) == [effect] && second.release.isEmpty)
    outcome.wishes = [told, .wake(at: 6)]
    let third = ledger.take(outcome, items: [], at: now)
    #expect(third.release == [.wake(at: 6)] && third.commit == nil)
    let fourth = ledger.committed(error: nil, at: now)
    #expect(fourth.release == [.act(effect), told] && ledger.isSettled)
  }

  @Test(
    "a store that fails at random loses nothing, does nothing before it is written, and nothing out of order",
    arguments: 0..<50)
  func random(seed: UInt64) {
    var desk = Desk()
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func roll(_ count: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % count
    }
    for round in 0..<200 {
      switch roll(6) {
      case 0: desk.tell(.ordered(.begin(WorkPlay.new("i\(round)"))))
      case 1: desk.isBroken.toggle()
      case 2: desk.wait(Int64(roll(40)))
      case 3:
        // The oldest that was begun and has not ended gets a result.
        let ended = Set(desk.play.coordinator.items.values.compactMap(\.doing?.id))
        let effect = desk.done.lazy.compactMap { wish in
          if case .act(let effect) = wish, ended.contains(effect.id) { effect } else { nil }
        }.first
        if let effect { desk.tell(.done(effect.id, effect.item, .failed("no"))) }
      default: desk.answer()
      }
    }
    desk.isBroken = false
    for _ in 0..<3 {
      desk.wait(30)
      desk.settle()
    }
    #expect(desk.ledger.isSettled)
    #expect(Set(desk.stored.items) == Set(desk.play.coordinator.items.values))
    #expect(desk.acts == desk.stored.begun.map(\.effect.id.number) && desk.acts == desk.acts.sorted())
    #expect(desk.stored.records.map(\.at) == desk.stored.records.map(\.at).sorted())
  }
}

extension WorkWish {
  fileprivate var word: String {
    switch self {
    case .act(let effect): "act \(effect.id)"
    case .cancel(let id): "cancel \(id)"
    case .notify: "notify"
    case .wake: "wake"
    }
  }
}
