internal import Fleet
internal import Foundation
internal import GRDB

/// Work as rows.
enum WorkRows {
  /// Prompts may be long; of one that was given, its beginning tells which it was.
  static let textKept = 200

  // MARK: In

  static func write(_ commit: WorkCommit, _ database: Database) throws {
    for item in commit.items {
      try database.execute(
        sql: """
          INSERT INTO workItem (id, name, repository, status, isOver, createdAt, body) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET name = excluded.name, repository = excluded.repository,
          status = excluded.status, isOver = excluded.isOver, body = excluded.body
          """,
        arguments: [
          item.id.text, item.name, item.repository.path, item.status.rawValue, item.isOver, item.createdAt,
          try text(item),
        ])
    }
    for intent in commit.begun { try begin(intent, database) }
    for ending in commit.ended { try end(ending, database) }
    for record in commit.records {
      try database.execute(
        sql: "INSERT INTO workRecord (item, name, kind, stage, text, at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [record.item.text, record.name, record.kind.rawValue, record.stage, record.text, record.at])
    }
  }

  /// The same intent may be written twice: a commit that failed may have come through all the same.
  private static func begin(_ intent: WorkCommit.Intent, _ database: Database) throws {
    let body = try text(intent.effect)
    let number = intent.effect.id.number
    try database.execute(
      sql: "INSERT OR IGNORE INTO workEffect (number, item, deed, body, begunAt) VALUES (?, ?, ?, ?, ?)",
      arguments: [number, intent.effect.item.text, intent.effect.deed.word, body, intent.at])
    guard database.changesCount == 0 else { return }
    let isSame = try Bool.fetchOne(
      database, sql: "SELECT item = ? AND (body = ? OR result IS NOT NULL) FROM workEffect WHERE number = ?",
      arguments: [intent.effect.item.text, body, number])
    if isSame != true { throw JournalError.effectTaken(number: number) }
  }

  /// The first word stands.
  private static func end(_ ending: WorkCommit.Ending, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE workEffect SET result = ?, endedAt = ? WHERE number = ? AND result IS NULL",
      arguments: [try text(ending.result), ending.at, ending.effect.number])
    guard database.changesCount > 0 else { return }
    let row = try Row.fetchOne(
      database, sql: "SELECT body FROM workEffect WHERE number = ?", arguments: [ending.effect.number])
    guard let effect = row?.text("body").flatMap({ try? value(WorkEffect.self, $0) }),
      case .send(let words) = effect.deed, words.count > textKept
    else { return }
    let kept = WorkEffect(id: effect.id, item: effect.item, deed: .send(String(words.prefix(textKept))))
    try database.execute(
      sql: "UPDATE workEffect SET body = ? WHERE number = ?", arguments: [try text(kept), ending.effect.number])
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  // MARK: Out

  static func read(_ database: Database) throws -> StoredWork {
    var work = StoredWork(items: [], open: [], nextEffect: 1, unreadable: [])
    for row in try Row.fetchAll(database, sql: "SELECT * FROM workItem ORDER BY createdAt, id") {
      let id = ItemID(row.text("id") ?? "")
      do {
        let item = try value(WorkItem.self, row.text("body") ?? "")
        // Written back, it would land on another row.
        guard item.id == id else { throw Unfit(description: "it says that it is \(item.id)") }
        work.items.append(item)
      } catch {
        work.unreadable.append(
          .init(item: id, name: row.text("name") ?? "", word: row.text("status") ?? "", reason: reason(error)))
      }
    }
    let readable = Set(work.items.map(\.id))
    for row in try Row.fetchAll(database, sql: "SELECT * FROM workEffect WHERE result IS NULL ORDER BY number") {
      let item = ItemID(row.text("item") ?? "")
      let number = EffectID(Int(clamping: row.integer("number") ?? 0))
      do {
        let effect = try value(WorkEffect.self, row.text("body") ?? "")
        guard effect.id == number, effect.item == item else { throw Unfit(description: "it is another one's") }
        if readable.contains(item) { work.open.append(effect) }
      } catch {
        work.unreadable.append(
          .init(item: item, effect: number, name: "", word: row.text("deed") ?? "", reason: reason(error)))
      }
    }
    let last = try Row.fetchOne(database, sql: "SELECT max(number) AS last FROM workEffect")?.integer("last") ?? 0
    work.nextEffect = Int(clamping: max(0, last)).addingReportingOverflow(1).partialValue
    return work
  }

  private static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  private struct Unfit: Error, CustomStringConvertible {
    let description: String
  }

  /// Where it cannot be read, and why, in a line.
  private static func reason(_ error: any Error) -> String {
    let (context, what): (DecodingError.Context, String)
    switch error {
    case DecodingError.keyNotFound(let key, let found): (context, what) = (found, "\(key.stringValue) is missing")
    case DecodingError.valueNotFound(_, let found), DecodingError.typeMismatch(_, let found),
      DecodingError.dataCorrupted(let found):
      (context, what) = (found, found.debugDescription)
    default: return "\(error)"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? what : "\(path): \(what)"
  }
}

extension Row {
  /// Nil for what is no text, whatever lies there.
  func text(_ column: String) -> String? { String.fromDatabaseValue(self[column] as DatabaseValue) }

  func integer(_ column: String) -> Int64? { Int64.fromDatabaseValue(self[column] as DatabaseValue) }
}
