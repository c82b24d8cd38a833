public import Fleet
internal import GRDB

extension Journal {
  /// Writes items, intents, results and lines of the log down together. An empty commit writes something of no meaning,
  /// as much as an order takes, for whoever wants to know whether that can be done.
  ///
  /// - Parameter completion: called on any thread once all of it is on disk; with a ``JournalError`` otherwise, and then
  ///   nothing of it is.
  public func commit(_ commit: WorkCommit, completion: @escaping @Sendable ((any Error)?) -> Void) {
    database.asyncWrite(
      { try commit.isEmpty ? Self.probe($0) : WorkRows.write(commit, $0) },
      completion: { [path] result in
        switch result {
        case .success: completion(nil)
        case .failure(let error): completion(JournalError(error, at: path))
        }
      })
  }

  /// All work that was ever committed, whatever server it was begun on.
  public func work() throws -> StoredWork { try database.read { try WorkRows.read($0) } }

  /// Lines of the log, oldest first.
  public func records(_ query: RecordQuery) throws -> [LoggedRecord] { try database.read { try query.run($0) } }

  /// The same without waiting for it.
  ///
  /// - Parameter completion: called on any thread.
  public func records(
    _ query: RecordQuery, completion: @escaping @Sendable (Result<[LoggedRecord], any Error>) -> Void
  ) {
    database.asyncRead { result in completion(Result { try query.run(try result.get()) }) }
  }

  /// Forgets the lines and the effects of archived items. The items themselves stay.
  ///
  /// - Parameter moment: nanoseconds since 1970; what is older goes.
  public func pruneWork(before moment: Int64) {
    database.asyncWrite(
      { database in
        let archived = "item IN (SELECT id FROM workItem WHERE status = '\(ItemStatus.archived.rawValue)')"
        try database.execute(sql: "DELETE FROM workRecord WHERE at < ? AND \(archived)", arguments: [moment])
        // The highest number stays: none is given twice.
        try database.execute(
          sql:
            "DELETE FROM workEffect WHERE endedAt < ? AND \(archived) AND number < (SELECT max(number) FROM workEffect)",
          arguments: [moment])
      },
      completion: { [failed] result in
        if case .failure(let error) = result { failed("the log of work was not pruned: \(error)") }
      })
  }

  // MARK: Those that follow

  /// Tells this store from every other, also from a later one in the same place.
  public func identity() throws -> String { try mark("identity") ?? "" }

  /// How far somebody who follows the log has come; 0 for one who never began.
  public func position(of follower: String) throws -> Int64 {
    try mark("position:\(follower)").flatMap { Int64($0) } ?? 0
  }

  /// Remembers how far somebody who follows the log has come. It never goes back.
  public func setPosition(_ sequence: Int64, of follower: String) {
    database.asyncWrite(
      { database in
        try database.execute(
          sql: """
            INSERT INTO workMark (name, value) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET value = ?2 WHERE CAST(value AS INTEGER) < CAST(?2 AS INTEGER)
            """, arguments: ["position:\(follower)", String(sequence)])
      },
      completion: { [failed] result in
        if case .failure(let error) = result { failed("how far \(follower) has come was not written: \(error)") }
      })
  }

  /// What a person has said of sessions; nil where nothing was kept, or it cannot be read.
  public func flags() -> String? { try? mark("flags") }

  public func setFlags(_ text: String) {
    setMark("flags", to: text, "what was said of sessions")
  }

  /// The needs that a person was told of; nil where nothing was kept, or it cannot be read.
  public func toldNeeds() -> String? { try? mark("told needs") }

  /// - Parameter completion: called on any thread when it is on disk, or cannot be.
  public func setToldNeeds(_ text: String, completion: @escaping @Sendable () -> Void = {}) {
    setMark("told needs", to: text, "which needs were told", completion: completion)
  }

  /// - Parameter what: of which it is told that it could not be written.
  private func setMark(
    _ name: String, to value: String, _ what: String, completion: @escaping @Sendable () -> Void = {}
  ) {
    database.asyncWrite(
      { database in
        try database.execute(
          sql: "INSERT INTO workMark (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
          arguments: [name, value])
      },
      completion: { [failed] result in
        if case .failure(let error) = result { failed("\(what) could not be written: \(error)") }
        completion()
      })
  }

  private static func probe(_ database: Database) throws {
    // What is there already would not be written again.
    try database.execute(
      sql: "INSERT OR REPLACE INTO workMark (name, value) VALUES ('probe', randomblob(16384))")
  }

  private func mark(_ name: String) throws -> String? {
    try database.read { database in
      try Row.fetchOne(database, sql: "SELECT value FROM workMark WHERE name = ?", arguments: [name])?.text("value")
    }
  }
}
