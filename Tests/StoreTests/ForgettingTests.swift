import Fleet
import Foundation
import GRDB
import TestSupport
import Testing
import TmuxControl

@testable import Store

@Suite("Texts that the journal forgets")
struct ForgettingTests {
  private let secret = "PLEASE-deploy-with-hunter2"

  private func intent(_ token: String, _ text: String, at: Int64 = 5) -> DeliveryIntent {
    DeliveryIntent(
      token: token, pane: PaneID(number: 3), agent: "claude", agentPID: 77, kind: .prompt, text: text, at: at)
  }

  /// Everything that lies in the journal's files.
  private func bytes(_ path: String) -> Data {
    ["", "-wal"].reduce(into: Data()) { $0 += (try? Data(contentsOf: URL(fileURLWithPath: path + $1))) ?? Data() }
  }

  private func holds(_ path: String, _ text: String) -> Bool { bytes(path).firstRange(of: Data(text.utf8)) != nil }

  @Test("a text is in the files until the delivery has ended, and not after, while the journal is still open")
  func finished() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path) { complaints.add($0) }
      // Long enough for pages of its own, and for a row in a page with others.
      let texts = [secret, String(repeating: "\(secret) ", count: 2000)]
      for (number, text) in texts.enumerated() {
        journal.begin(intent("\(number)", text), epoch: epoch) { if let error = $0 { complaints.add("\(error)") } }
      }
      try journal.flush()
      #expect(holds(path, secret), "the test could not fail otherwise")
      #expect(try journal.openDeliveries(epoch: epoch).map(\.text) == texts)
      for number in texts.indices {
        journal.finish("\(number)", DeliveryResult(verdict: "submitted", reason: "seen"), at: 9)
      }
      try journal.flush()
      #expect(!holds(path, secret))
      #expect(try journal.result(of: "1")?.verdict == "submitted" && journal.isKnown("0"))
      #expect(complaints.all.isEmpty)
      let rows = try journal.database.read {
        try Row.fetchAll($0, sql: "SELECT text, textLength, textHash FROM deliveryIntent ORDER BY id")
      }
      #expect(rows.map { $0["text"] as String } == ["", ""])
      #expect(rows.map { $0["textLength"] as Int } == texts.map(\.utf8.count))
      let hashes = rows.map { $0["textHash"] as String }
      #expect(Set(hashes).count == 2 && hashes.allSatisfy { $0.count == 8 })
    }
  }

  @Test("what an earlier life of the server left open is forgotten when another one is met")
  func others() throws {
    try withDatabase { path, complaints in
      let journal = try Journal(path: path) { complaints.add($0) }
      journal.begin(intent("a", secret), epoch: ServerEpoch(pid: 1, startTime: 2)) { _ in }
      journal.begin(intent("b", "mine"), epoch: epoch) { _ in }
      journal.prune(before: 0, except: epoch)
      try journal.flush()
      #expect(!holds(path, secret))
      #expect(try journal.openDeliveries(epoch: epoch).map(\.text) == ["mine"])
      #expect(complaints.all.isEmpty)
    }
  }

  @Test("a journal of before is brought up to date: finished texts go from its file, open ones stay")
  func migration() throws {
    try withDatabase { path, complaints in
      do {
        let old = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(old, upTo: "2: deliveries")
        try old.write { database in
          // Some systems' libraries overwrite by themselves.
          try database.execute(sql: "PRAGMA secure_delete = OFF")
          for token in ["done", "open", "gone"] {
            try DeliveryIntentRow(intent(token, "\(secret) \(token)"), epoch).insert(database)
          }
          try database.execute(
            sql: """
              INSERT INTO deliveryResult (intent, verdict, reason, at)
              SELECT id, 'refused', 'there is a draft in the box: ' || ?, 1 FROM deliveryIntent WHERE token = 'done'
              """, arguments: ["my own draft"])
          try database.execute(sql: "DELETE FROM deliveryIntent WHERE token = 'gone'")
        }
        try old.close()
      }
      #expect(holds(path, "\(secret) done") && holds(path, "\(secret) gone"))
      let journal = try Journal(path: path) { complaints.add($0) }
      #expect(!holds(path, "\(secret) done") && !holds(path, "\(secret) gone") && !holds(path, "my own draft"))
      #expect(try journal.openDeliveries(epoch: epoch).map(\.text) == ["\(secret) open"])
      #expect(try journal.result(of: "done")?.verdict == "refused")
      #expect(complaints.all.isEmpty)
    }
  }
}
