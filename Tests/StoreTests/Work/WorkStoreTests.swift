import Foundation
import GRDB
import Testing

@testable import Fleet
@testable import Store

@Suite("Work in the journal")
struct WorkStoreTests {
  @Test("items, open effects and the log come back as they were, in another life of the daemon and of the server")
  func roundTrip() async throws {
    let place = try TemporaryPlace()
    var play = WorkPlay()
    do {
      let journal = try Journal(path: place.path) { _ in }
      try await journal.commit(play.begin("a"))
      try await journal.commit(play.begin("b"))
      let first = try #require(play.coordinator.items[ItemID("a")]?.doing)
      try await journal.commit(play.tell(.done(first.id, first.item, .prepared(WorkPlay.workspace))).commit)
    }
    let journal = try Journal(path: place.path) { _ in }
    journal.prune(before: .max, except: epoch)
    let work = try journal.work()
    #expect(work.items == play.coordinator.items.values.sorted { $0.createdAt < $1.createdAt })
    #expect(work.open == work.items.compactMap(\.doing).sorted { $0.id < $1.id } && work.open.count == 2)
    #expect(work.nextEffect == play.coordinator.nextEffect && work.unreadable.isEmpty)
    let log = try journal.records(RecordQuery())
    #expect(log.map(\.kind).contains(.started) && log.allSatisfy { $0.kind != nil })
    #expect(log.map(\.sequence) == Array(1...Int64(log.count)))
    let later = try journal.records(RecordQuery(of: ItemID("b"), after: 1))
    #expect(!later.isEmpty && later.allSatisfy { $0.item == ItemID("b") })
    let last = try #require(log.last)
    #expect(try journal.records(RecordQuery(limit: 2, from: .last)) == Array(log.suffix(2)))
    #expect(try journal.records(RecordQuery(limit: 2)) == Array(log.prefix(2)))
    #expect(try journal.records(RecordQuery(since: last.at)).allSatisfy { $0.at >= last.at })
  }

  @Test("a commit is all or nothing: where one line cannot be written, nothing of it is there")
  func atomic() async throws {
    let place = try TemporaryPlace()
    let journal = try Journal(path: place.path) { _ in }
    var play = WorkPlay()
    try await journal.commit(play.begin("a"))
    let before = try (journal.work(), journal.records(RecordQuery()))
    var bad = play.begin("b")
    let stolen = try #require(before.0.open.first)
    bad.begun.append(.init(WorkEffect(id: stolen.id, item: ItemID("b"), deed: .close), at: 1))
    await #expect(throws: JournalError.effectTaken(number: stolen.id.number)) { try await journal.commit(bad) }
    #expect(try journal.work().items == before.0.items && journal.work().open == before.0.open)
    #expect(try journal.records(RecordQuery()) == before.1)
    bad.begun.removeLast()
    try await journal.commit(bad)
    #expect(try journal.work().items.count == 2)
  }

  @Test("the same commit twice begins nothing twice, and the first result stands")
  func again() async throws {
    let place = try TemporaryPlace()
    let journal = try Journal(path: place.path) { _ in }
    var play = WorkPlay()
    let begun = play.begin("a")
    try await journal.commit(begun)
    try await journal.commit(begun)
    let effect = try #require(begun.begun.first?.effect)
    try await journal.commit(WorkCommit(ended: [.init(effect.id, .lost, at: 1)]))
    try await journal.commit(WorkCommit(ended: [.init(effect.id, .closed, at: 2)]))
    #expect(try journal.work().open.isEmpty && journal.work().nextEffect == 2)
    let database = try DatabaseQueue(path: place.path)
    let result = try await database.read { try String.fetchOne($0, sql: "SELECT result FROM workEffect") }
    #expect(result == #"{"lost":{}}"#)
  }

  @Test("what cannot be read is told and left alone, and keeps nothing else from being read")
  func unreadable() async throws {
    let place = try TemporaryPlace()
    let journal = try Journal(path: place.path) { _ in }
    var play = WorkPlay()
    for id in ["a", "b", "c", "d", "e"] { try await journal.commit(play.begin(id)) }
    let database = try DatabaseQueue(path: place.path)
    try await database.write { database in
      try database.execute(sql: "UPDATE workItem SET body = substr(body, 1, 100) WHERE id = 'a'")
      try database.execute(
        sql: "UPDATE workItem SET body = replace(body, '\"kind\":\"feature\"', '\"kind\":\"plan\"') WHERE id = 'b'")
      try database.execute(sql: "UPDATE workItem SET body = x'00ff', name = 7 WHERE id = 'c'")
      try database.execute(sql: "UPDATE workEffect SET body = '{}' WHERE item = 'd'")
    }
    let work = try journal.work()
    #expect(work.items.map(\.id) == [ItemID("d"), ItemID("e")])
    #expect(work.open.map(\.item) == [ItemID("e")])
    #expect(Set(work.unreadable.map(\.item.text)) == ["a", "b", "c", "d"])
    #expect(work.unreadable.filter { $0.effect != nil }.map(\.item.text) == ["d"])
    #expect(work.unreadable.first { $0.item.text == "b" }?.name == "b")
    #expect(work.unreadable.allSatisfy { !$0.reason.isEmpty }, "\(work.unreadable)")
    #expect(work.nextEffect == play.coordinator.nextEffect)
    let torn = try await database.read { try Int.fetchOne($0, sql: "SELECT length(body) FROM workItem WHERE id = 'a'") }
    #expect(torn == 100)
  }

  @Test("a prompt is kept whole while it is under way, and its beginning once it was given")
  func prompt() async throws {
    let place = try TemporaryPlace()
    let journal = try Journal(path: place.path) { _ in }
    var play = WorkPlay()
    try await journal.commit(play.begin("a"))
    let text = String(repeating: "x", count: 150) + String(repeating: "👩‍👩‍👧", count: 5000)
    let effect = WorkEffect(id: EffectID(77), item: ItemID("a"), deed: .send(text))
    try await journal.commit(WorkCommit(begun: [.init(effect, at: 1)]))
    #expect(try journal.work().open.last == effect)
    try await journal.commit(WorkCommit(ended: [.init(effect.id, .sent(proof: "echo"), at: 2)]))
    let database = try DatabaseQueue(path: place.path)
    let body = try await database.read { try String.fetchOne($0, sql: "SELECT body FROM workEffect WHERE number = 77") }
    let kept = try JSONDecoder().decode(WorkEffect.self, from: Data(try #require(body).utf8))
    #expect(kept.deed == .send(String(text.prefix(200))) && kept.id == effect.id)
    #expect(try journal.work().nextEffect == 78)
  }

  @Test("old lines of archived items go, their items and the highest number stay; those of others stay")
  func prune() async throws {
    let place = try TemporaryPlace()
    let complaints = Complaints()
    let journal = try Journal(path: place.path, failed: complaints.add)
    var play = WorkPlay()
    for id in ["a", "b"] { try await journal.commit(play.begin(id)) }
    let open = try journal.work().open
    try await journal.commit(WorkCommit(ended: open.map { .init($0.id, .closed, at: 1) }))
    var archived = try #require(play.coordinator.items[ItemID("a")])
    archived.status = .archived
    archived.life = .ended(.archived)
    try await journal.commit(WorkCommit(items: [archived]))
    journal.pruneWork(before: .max)
    try journal.flush()
    #expect(try journal.records(RecordQuery(of: ItemID("a"))).isEmpty)
    #expect(try !journal.records(RecordQuery(of: ItemID("b"))).isEmpty)
    #expect(try journal.work().items.count == 2 && journal.work().nextEffect == play.coordinator.nextEffect)
    #expect(complaints.all.isEmpty)
  }

  @Test("a reader reads beside the writer and without one; an item is found by id, by name the one that is at work")
  func reader() async throws {
    let place = try TemporaryPlace()
    #expect(throws: JournalError.missing(path: place.path)) { try JournalReader(path: place.path) }
    var play = WorkPlay()
    do {
      let journal = try Journal(path: place.path) { _ in }
      try await journal.commit(play.begin("a", name: "same"))
      let reader = try JournalReader(path: place.path)
      let count = try reader.records(RecordQuery()).count
      #expect(count > 0)
      _ = play.tell(.ordered(.finish(ItemID("a"))))
      try await journal.commit(WorkCommit(items: Array(play.coordinator.items.values)))
      try await journal.commit(play.begin("b", name: "same"))
      try await journal.commit(play.begin("same", name: "other"))
      #expect(try reader.records(RecordQuery()).count > count)
      #expect(try reader.item(named: "same") == ItemID("same"))
      #expect(try reader.item(named: "other") == ItemID("same") && reader.item(named: "nothing") == nil)
      _ = play.tell(.ordered(.finish(ItemID("same"))))
    }
    let reader = try JournalReader(path: place.path)
    #expect(try reader.item(named: "a") == ItemID("a"))
    #expect(try reader.records(RecordQuery(of: ItemID("b"))).first?.name == "same")
  }

  @Test("by name the item at work is meant, else the newest")
  func named() async throws {
    let place = try TemporaryPlace()
    let journal = try Journal(path: place.path) { _ in }
    var play = WorkPlay()
    for id in ["z", "y", "x"] {
      try await journal.commit(play.begin(id, name: "same"))
      if id != "y" { try await journal.commit(play.tell(.ordered(.finish(ItemID(id)))).commit) }
      if id == "y" {
        #expect(try JournalReader(path: place.path).item(named: "same") == ItemID("y"))
        try await journal.commit(play.tell(.ordered(.finish(ItemID(id)))).commit)
      }
    }
    #expect(try JournalReader(path: place.path).item(named: "same") == ItemID("x"))
  }

  @Test("a store is told from every other, and remembers how far somebody follows it, never backwards")
  func marks() throws {
    let (one, other) = (try TemporaryPlace(), try TemporaryPlace())
    let journal = try Journal(path: one.path) { _ in }
    let identity = try journal.identity()
    #expect(identity.count == 16)
    #expect(try Journal(path: other.path) { _ in }.identity() != identity)
    #expect(try journal.position(of: "f") == 0)
    journal.setPosition(12, of: "f")
    journal.setPosition(9, of: "f")
    try journal.flush()
    #expect(try journal.position(of: "f") == 12)
    #expect(try Journal(path: one.path) { _ in }.identity() == identity)
  }

  @Test("a journal of an older argosy says so to a reader, and is brought up to date by whoever opens it")
  func older() async throws {
    let place = try TemporaryPlace()
    let database = try DatabaseQueue(path: place.path)
    try await database.write { try $0.execute(sql: "CREATE TABLE anything (x)") }
    try database.close()
    #expect(throws: JournalError.writtenByOlderArgosy(path: place.path)) { try JournalReader(path: place.path) }
    _ = try Journal(path: place.path) { _ in }
    #expect(try JournalReader(path: place.path).records(RecordQuery()).isEmpty)
  }
}
