public import Fleet
internal import GRDB

/// Which lines of the log are asked for.
public struct RecordQuery: Hashable, Sendable {
  public enum End: Hashable, Sendable {
    case first, last
  }

  /// Nil: of every item.
  public var item: ItemID?
  /// Only lines above this number.
  public var after: Int64
  /// Only lines since then: nanoseconds since 1970.
  public var since: Int64?
  /// At most so many.
  public var limit: Int
  /// Which of them, when there are more. They come oldest first either way.
  public var from: End

  public init(of item: ItemID? = nil, after: Int64 = 0, since: Int64? = nil, limit: Int = 1000, from end: End = .first)
  {
    self.item = item
    self.after = after
    self.since = since
    self.limit = limit
    from = end
  }

  func run(_ database: Database) throws -> [LoggedRecord] {
    var conditions = ["seq > ?"]
    var arguments: StatementArguments = [after]
    if let item {
      conditions.append("item = ?")
      arguments += [item.text]
    }
    if let since {
      conditions.append("at >= ?")
      arguments += [since]
    }
    arguments += [max(0, limit)]
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT * FROM workRecord WHERE \(conditions.joined(separator: " AND ")) "
        + "ORDER BY seq \(from == .last ? "DESC" : "ASC") LIMIT ?",
      arguments: arguments)
    let records = rows.map { row in
      LoggedRecord(
        sequence: row.integer("seq") ?? 0, item: ItemID(row.text("item") ?? ""), name: row.text("name") ?? "",
        word: row.text("kind") ?? "", stage: row.text("stage") ?? "", text: row.text("text") ?? "",
        at: row.integer("at") ?? 0)
    }
    return from == .last ? records.reversed() : records
  }
}
