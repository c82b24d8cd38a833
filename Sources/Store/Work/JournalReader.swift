public import Fleet
internal import Foundation
internal import GRDB

/// Reads a journal that somebody else writes, or nobody: also when no daemon is up.
public final class JournalReader: Sendable {
  private let database: DatabaseQueue
  private let path: String

  /// - Throws: ``JournalError`` when there is none, or it cannot be read.
  public init(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { throw JournalError.missing(path: path) }
    self.path = path
    do {
      database = try Self.open(path)
      guard try database.read({ try $0.tableExists("workRecord") }) else {
        throw JournalError.writtenByOlderArgosy(path: path)
      }
    } catch {
      throw JournalError(error, at: path)
    }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Lines of the log, oldest first.
  public func records(_ query: RecordQuery) throws -> [LoggedRecord] {
    do {
      return try database.read { try query.run($0) }
    } catch {
      throw JournalError(error, at: path)
    }
  }

  /// The item a person means: by id; by name the one that has not ended, else the newest of that name.
  public func item(named name: String) throws -> ItemID? {
    do {
      return try database.read { database in
        try Row.fetchOne(
          database,
          sql:
            "SELECT id FROM workItem WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC, isOver, createdAt DESC LIMIT 1",
          arguments: [name])?.text("id")
      }.map { ItemID($0) }
    } catch {
      throw JournalError(error, at: path)
    }
  }
}
