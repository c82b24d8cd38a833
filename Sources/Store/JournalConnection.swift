internal import GRDB
internal import Synchronization

/// The connection to a journal's database, one task at a time in the order they came, until it is closed.
///
/// GRDB traps when a closed connection is asked anything; here that fails with ``JournalError/closed(path:)``.
final class JournalConnection: Sendable {
  private let path: String
  private let queue: Mutex<DatabaseQueue?>

  init(path: String, configuration: Configuration) throws {
    self.path = path
    queue = Mutex(try DatabaseQueue(path: path, configuration: configuration))
  }

  private func open() throws -> DatabaseQueue {
    guard let queue = queue.withLock({ $0 }) else { throw JournalError.closed(path: path) }
    return queue
  }

  // MARK: Now

  func read<Value>(_ value: (Database) throws -> Value) throws -> Value { try open().read(value) }

  /// Waits until all that came before is on disk.
  func flush() throws { try open().write { _ in } }

  func migrate(_ migrator: DatabaseMigrator) throws { try migrator.migrate(open()) }

  func vacuum() throws { try open().vacuum() }

  func writeWithoutTransaction(_ task: (Database) throws -> Void) throws { try open().writeWithoutTransaction(task) }

  // MARK: Later

  /// - Parameter completion: called on any thread.
  func asyncRead(_ completion: @escaping @Sendable (Result<Database, any Error>) -> Void) {
    do {
      try open().asyncRead(completion)
    } catch {
      completion(.failure(error))
    }
  }

  /// - Parameter completion: called on any thread when all of it is on disk, or none of it will be.
  func asyncWrite(
    _ task: @escaping @Sendable (Database) throws -> Void,
    completion: @escaping @Sendable (Result<Void, any Error>) -> Void
  ) {
    do {
      try open().asyncWrite(task) { _, result in completion(result) }
    } catch {
      completion(.failure(error))
    }
  }

  /// - Parameter completion: called on any thread.
  func asyncWriteWithoutTransaction(
    _ task: @escaping @Sendable (Database) throws -> Void,
    completion: @escaping @Sendable (Result<Void, any Error>) -> Void
  ) {
    do {
      try open().asyncWriteWithoutTransaction { database in completion(Result { try task(database) }) }
    } catch {
      completion(.failure(error))
    }
  }

  // MARK: The end

  /// Waits for all that came before. Whoever is in the middle of a task ends it; nobody begins another.
  ///
  /// - Throws: when what came last is not on disk. It is closed nevertheless.
  func close() throws {
    // The last to let go of the queue closes it. Tasks that it has done it has let go.
    try queue.withLock { $0.take() }?.write { _ in }
  }
}
