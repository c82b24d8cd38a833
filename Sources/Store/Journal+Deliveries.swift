internal import GRDB
public import TmuxControl

extension Journal {
  /// Writes down what is about to be given to a pane.
  ///
  /// - Parameter completion: called on any thread once the line is on disk, with what went wrong otherwise; then
  ///   nothing may be given.
  public func begin(
    _ intent: DeliveryIntent, epoch: ServerEpoch, completion: @escaping @Sendable ((any Error)?) -> Void
  ) {
    database.asyncWrite(
      { try DeliveryIntentRow(intent, epoch).insert($0) },
      completion: { [path] result in
        switch result {
        case .success: completion(nil)
        case .failure(let error): completion(JournalError(error, at: path))
        }
      })
  }

  /// Writes down how it ended, and forgets the text. The first word stands.
  ///
  /// - Parameter completion: called on any thread when the line is on disk, or cannot be written.
  public func finish(
    _ token: String, _ result: DeliveryResult, at moment: Int64, completion: @escaping @Sendable () -> Void = {}
  ) {
    database.asyncWrite(
      { database in
        try database.execute(
          sql: """
            INSERT OR IGNORE INTO deliveryResult (intent, verdict, reason, at)
            SELECT id, ?, ?, ? FROM deliveryIntent WHERE token = ?
            """, arguments: [result.verdict, result.reason, moment, token])
        try Self.forgetTexts(where: "token = ?", arguments: [token], in: database)
      },
      completion: { [failed] result in
        if case .failure(let error) = result { failed("a delivery's end was not written: \(error)") }
        completion()
      })
    emptyLog()
  }

  /// What an earlier life of argosy began on this life of the server, and of which no end is known, oldest first.
  public func openDeliveries(epoch: ServerEpoch) throws -> [DeliveryIntent] {
    try database.read { database in
      try DeliveryIntentRow.fetchAll(
        database,
        sql: """
          SELECT * FROM deliveryIntent WHERE serverPID = ? AND serverStart = ?
          AND id NOT IN (SELECT intent FROM deliveryResult) ORDER BY id
          """, arguments: [epoch.pid, epoch.startTime])
    }.compactMap(\.intent)
  }

  /// Whether a delivery with this token was ever begun.
  public func isKnown(_ token: String) throws -> Bool {
    try database.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM deliveryIntent WHERE token = ?)", arguments: [token])
    } ?? false
  }

  /// The pane that the delivery with this token is for; nil when it was never begun.
  public func pane(of token: String) throws -> PaneID? {
    try database.read { database in
      try String.fetchOne(database, sql: "SELECT pane FROM deliveryIntent WHERE token = ?", arguments: [token])
    }.flatMap { PaneID($0) }
  }

  /// How the delivery with this token ended; nil when it has not, or was never begun.
  public func result(of token: String) throws -> DeliveryResult? {
    try database.read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT verdict, reason FROM deliveryResult WHERE intent = (SELECT id FROM deliveryIntent WHERE token = ?)
          """, arguments: [token])
    }.map { DeliveryResult(verdict: $0["verdict"], reason: $0["reason"]) }
  }
}
