internal import GRDB

/// Work in the tables of the journal, in memory: the store as the simulation drives it, without waiting for a disk.
public struct VolatileWork: Sendable {
  private let database: DatabaseQueue

  /// - Throws: when SQLite has no memory left.
  public init() throws {
    database = try DatabaseQueue()
    try Schema.migrator.migrate(database)
  }

  /// As ``Journal/commit(_:completion:)``, at once.
  ///
  /// - Throws: ``JournalError`` and what SQLite says; nothing of it is kept then.
  public func commit(_ commit: WorkCommit) throws { try database.write { try WorkRows.write(commit, $0) } }

  /// As ``Journal/work()``.
  public func work() throws -> StoredWork { try database.read { try WorkRows.read($0) } }
}
