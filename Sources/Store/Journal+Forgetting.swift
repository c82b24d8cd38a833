internal import GRDB
internal import TmuxControl

/// What was given to an agent is needed until it is known what became of it. After that its length and a short hash are
/// enough to tell two deliveries apart.
extension Journal {
  /// Puts length and hash in the place of the texts of some deliveries.
  ///
  /// - Parameter condition: SQL over `deliveryIntent`.
  static func forgetTexts(where condition: String, arguments: StatementArguments = [], in database: Database) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, text FROM deliveryIntent WHERE textLength IS NULL AND (\(condition))",
      arguments: arguments)
    for row in rows {
      let (id, text): (Int64, String) = (row["id"], row["text"])
      try database.execute(
        sql: "UPDATE deliveryIntent SET text = '', textLength = ?, textHash = ? WHERE id = ?",
        arguments: [text.utf8.count, hash(of: text), id])
    }
  }

  /// FNV-1a, 32 bits: tells texts apart, and is no way back to any.
  private static func hash(of text: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Empties the write-ahead log, in which pages stand as they were. What they held is overwritten in the file itself
  /// (`secure_delete`).
  func emptyLog() {
    database.asyncWriteWithoutTransaction {
      _ = try $0.checkpoint(.truncate)
    } completion: { [failed] result in
      if case .failure(let error) = result { failed("the journal's log was not emptied: \(error)") }
    }
  }
}
