import Foundation
import GRDB
import TestSupport
import Testing

@testable import Fleet
@testable import Store

@Suite("A disk that is full, or cannot be written", .serialized, .smallDisk)
struct SmallDiskTests {
  private func check(_ path: String) async throws -> String? {
    let database = try DatabaseQueue(path: path)
    defer { try? database.close() }
    return try await database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
  }

  @Test("on a full disk a commit fails with a clear word and leaves nothing half written; with space again it succeeds")
  func full() async throws {
    try await SmallDisk.use(kilobytes: 1024) { disk in
      let path = disk.path + "/journal.sqlite"
      var play = WorkPlay()
      let journal = try Journal(path: path) { _ in }
      try await journal.commit(play.begin("a"))
      let before = try journal.work()
      let log = try journal.records(RecordQuery())
      let filler = try disk.fill()
      var large = play.begin("b")
      large.records += (0..<2000).map { number in
        WorkRecord(
          item: ItemID("b"), name: "b", kind: .trouble, stage: "plan", text: "line \(number) of many", at: play.wall)
      }
      for _ in 0..<3 {
        await #expect(throws: JournalError.diskFull(path: path)) { try await journal.commit(large) }
        // What was freed by the attempt goes as well.
        try journal.flush()
        try disk.fill()
        #expect(try journal.work().items == before.items && journal.work().open == before.open)
        #expect(try journal.records(RecordQuery()) == log)
      }
      #expect("\(JournalError.diskFull(path: path))".contains("no space is left"))
      // Another life of argosy finds the same, on the disk that is still full.
      #expect(try JournalReader(path: path).records(RecordQuery()) == log)
      try FileManager.default.removeItem(at: filler)
      try await journal.commit(large)
      #expect(try journal.work().items.count == 2 && journal.work().open.count == 2)
      #expect(try journal.records(RecordQuery(limit: 10_000)).count == log.count + large.records.count)
      #expect(try await check(path) == "ok")
    }
  }

  @Test("wherever in its life the disk fills up, the database stays whole and the ledger brings all of it to disk")
  func creeping() async throws {
    try await SmallDisk.use(kilobytes: 8192) { disk in
      let path = disk.path + "/journal.sqlite"
      let journal = try Journal(path: path) { _ in }
      var play = WorkPlay()
      var ledger = WorkLedger()
      var released: [WorkWish] = []
      var failures = 0
      var filler: URL?
      func carry(_ first: WorkLedger.Step) async throws {
        var step = first
        while true {
          released += step.release
          guard let commit = step.commit else { return }
          var failure: (any Error)?
          do { try await journal.commit(commit) } catch { failure = error }
          if failure != nil { failures += 1 }
          step = ledger.committed(error: failure, at: play.now)
        }
      }
      for round in 0..<60 {
        if round % 15 == 7 { filler = try disk.fill() }
        if round % 15 == 12, let file = filler {
          try FileManager.default.removeItem(at: file)
          filler = nil
        }
        let outcome = play.tell(.ordered(.begin(WorkPlay.new("i\(round)")))).outcome
        try await carry(ledger.take(outcome, items: play.changed(outcome), at: play.now))
        play.wall += 31_000_000_000
        try await carry(ledger.woke(at: play.now))
        let work = try journal.work()
        #expect(work.open.map(\.id) == work.items.compactMap(\.doing?.id).sorted(), "round \(round)")
      }
      #expect(failures > 0)
      #expect(ledger.isSettled)
      let work = try journal.work()
      #expect(Set(work.items) == Set(play.coordinator.items.values))
      let acts = released.compactMap { wish in if case .act(let effect) = wish { effect.id } else { nil } }
      #expect(acts == work.open.map(\.id))
      #expect(try await check(path) == "ok")
    }
  }

  @Test("an empty commit tells whether there is room, and leaves no trace in the work")
  func probing() async throws {
    try await SmallDisk.use(kilobytes: 1024) { disk in
      let path = disk.path + "/journal.sqlite"
      var play = WorkPlay()
      let journal = try Journal(path: path) { _ in }
      try await journal.commit(play.begin("a"))
      let (items, log) = (try journal.work().items, try journal.records(RecordQuery()))
      for _ in 0..<3 { try await journal.commit(WorkCommit()) }
      try disk.fill()
      for _ in 0..<3 {
        await #expect(throws: JournalError.diskFull(path: path)) { try await journal.commit(WorkCommit()) }
        try disk.fill()
      }
      try disk.empty()
      try await journal.commit(WorkCommit())
      #expect(try journal.work().items == items && journal.records(RecordQuery()) == log)
      #expect(try await check(path) == "ok")
    }
  }

  @Test("a journal cannot be made on a full disk, and says why; nothing that is there is harmed")
  func birth() async throws {
    try await SmallDisk.use(kilobytes: 64) { disk in
      let path = disk.path + "/journal.sqlite"
      let filler = try disk.fill()
      let error = #expect(throws: JournalError.self) { _ = try Journal(path: path) { _ in } }
      #expect(
        error == .diskFull(path: path) || "\(error.map { "\($0)" } ?? "")".contains(path),
        "\(String(describing: error))")
      try FileManager.default.removeItem(at: filler)
      try await disk.setReadOnly(true)
      #expect(throws: JournalError.self) { _ = try Journal(path: path) { _ in } }
    }
  }

  @Test("in a read-only directory the journal is not opened, and is whole when it can be written again")
  func readOnly() async throws {
    try await SmallDisk.use(kilobytes: 2048) { disk in
      let path = disk.path + "/journal.sqlite"
      var play = WorkPlay()
      do {
        let journal = try Journal(path: path) { _ in }
        try await journal.commit(play.begin("a"))
        try journal.flush()
      }
      try await disk.setReadOnly(true)
      let error = #expect(throws: JournalError.self) { _ = try Journal(path: path) { _ in } }
      #expect(error == .readOnly(path: path), "\(String(describing: error))")
      #expect(throws: JournalError.readOnly(path: path)) { try JournalReader(path: path).records(RecordQuery()) }
      try await disk.setReadOnly(false)
      let journal = try Journal(path: path) { _ in }
      #expect(try journal.work().items.map(\.id) == [ItemID("a")])
      try await journal.commit(play.begin("b"))
      #expect(try await check(path) == "ok")
    }
  }
}
