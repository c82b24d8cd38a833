import Fleet
import Foundation
import GRDB
import Recognition
import TestSupport
import Testing
import TmuxControl

@testable import Store

/// A place for one database, gone with the value.
final class TemporaryPlace: Sendable {
  private let directory: URL
  let path: String

  init() throws {
    directory = try TemporaryDirectory.make()
    path = directory.appendingPathComponent("journal.sqlite").path
  }

  deinit { try? FileManager.default.removeItem(at: directory) }
}

@Suite("A damaged journal")
struct DamageTests {
  private let pane = PaneID(number: 1)

  /// Writes a journal of some pages and closes it.
  private func fill(_ path: String) throws {
    let complaints = Complaints()
    let journal = try Journal(path: path, failed: complaints.add)
    var player = Player()
    journal.record(player.begin([pane]), epoch: epoch)
    for round in 0..<400 {
      journal.record(player.say(round.isMultiple(of: 2) ? .working : .background, in: pane), epoch: epoch)
    }
    try journal.flush()
    #expect(complaints.all.isEmpty)
  }

  /// Opens and reads; what is wrong with the file shows in one or the other.
  private func use(_ path: String) throws -> [PaneID: Memory] {
    try Journal(path: path, failed: { _ in }).lastActivities(epoch: epoch)
  }

  @Test("a file that is no database is an error")
  func garbage() throws {
    try withDatabase { path, _ in
      try Data("this was never a database, though it is long enough to look like a header. ".utf8).write(
        to: URL(fileURLWithPath: path))
      #expect(throws: (any Error).self) { try use(path) }
    }
  }

  @Test("a file that was cut off, or overwritten inside, is an error or an older truth, never a trap")
  func torn() throws {
    try withDatabase { path, _ in
      try fill(path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try #require(whole.count > 16 * 1024)
      #expect(try use(path).count == 1)
      for count in [whole.count / 2, 5000, 4096, 100, 50] {
        try write(whole.prefix(count), to: path)
        #expect(throws: (any Error).self, "cut to \(count)") { try use(path) }
      }
      var damaged = whole
      damaged.replaceSubrange(100..<whole.count, with: Data(repeating: 0xFF, count: whole.count - 100))
      try write(damaged, to: path)
      #expect(throws: (any Error).self) { try use(path) }
    }
  }

  /// Puts a database in place, without what SQLite kept beside the old one.
  private func write(_ data: Data, to path: String) throws {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try Data(data).write(to: URL(fileURLWithPath: path))
  }

  @Test("a directory that is not there is an error")
  func nowhere() throws {
    try withDatabase { path, _ in
      #expect(throws: (any Error).self) { try use(path + "/below/journal.sqlite") }
    }
  }

  @Test("a database written by a newer argosy is refused and left as it is")
  func newer() throws {
    try withDatabase { path, _ in
      try fill(path)
      let database = try DatabaseQueue(path: path)
      try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999: of a newer argosy')") }
      try database.close()
      #expect(throws: (any Error).self) { try use(path) }
    }
  }

  @Test("a word of a newer argosy is not remembered as something else")
  func newerWord() throws {
    try withDatabase { path, _ in
      try fill(path)
      let database = try DatabaseQueue(path: path)
      try database.write { try $0.execute(sql: "UPDATE transition SET toState = 'dreaming'") }
      try database.close()
      #expect(try use(path).isEmpty)
    }
  }

  @Test("a write that fails is told and does not end the journal")
  func failedWrite() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path, failed: complaints.add)
      let database = try DatabaseQueue(path: path)
      try database.write {
        try $0.execute(
          sql: "CREATE TRIGGER full BEFORE INSERT ON transition BEGIN SELECT RAISE(ABORT, 'disk full'); END")
      }
      var player = Player()
      journal.record(player.begin([pane]), epoch: epoch)
      try journal.flush()
      #expect(complaints.all.count == 1)
      try database.write { try $0.execute(sql: "DROP TRIGGER full") }
      try database.close()
      journal.record(player.say(.working, in: pane), epoch: epoch)
      #expect(try journal.lastActivities(epoch: epoch)[pane]?.activity == Activity(.working))
      #expect(complaints.all.count == 1, "\(complaints.all)")
    }
  }
}
