public import Fleet
internal import GRDB
import Recognition
public import TmuxControl

/// What happened, in the order it happened, on disk before anything else can forget it.
///
/// One SQLite database for each tmux server, in WAL mode with full synchronisation. Writes are queued and do not hold
/// up the caller; a failed one (a full disk) is reported and changes nothing else.
public final class Journal: Sendable {
  let database: JournalConnection
  let path: String
  let failed: @Sendable (String) -> Void

  /// Opens the database, and creates or migrates it.
  ///
  /// - Parameter failed: Called on any thread with what went wrong with a write.
  /// - Throws: when the file cannot be opened, or was written by a newer argosy.
  public init(path: String, failed: @escaping @Sendable (String) -> Void) throws {
    var configuration = Configuration()
    // Whoever reads the log may be the one who repairs the file after a crash; that takes a moment.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // What is deleted or replaced is overwritten with zeros.
      try database.execute(sql: "PRAGMA secure_delete = ON")
    }
    self.path = path
    self.failed = failed
    do {
      database = try JournalConnection(path: path, configuration: configuration)
      let migrator = Schema.migrator
      guard try !database.read({ try migrator.hasBeenSuperseded($0) }) else {
        throw JournalError.writtenByNewerArgosy(path: path)
      }
      let isForgetful = try database.read { try migrator.appliedIdentifiers($0).contains(Schema.textsForgotten) }
      try database.migrate(migrator)
      // Pages that were freed before `secure_delete` still hold what was on them.
      if !isForgetful { try database.vacuum() }
      try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    } catch {
      throw JournalError(error, at: path)
    }
  }

  /// Forgets what servers of long ago did, and what was to be given to the panes of any earlier one.
  ///
  /// - Parameter moment: Nanoseconds since 1970; older lines of other servers' lives go.
  public func prune(before moment: Int64, except epoch: ServerEpoch) {
    database.asyncWrite(
      { database in
        try database.execute(
          sql: "DELETE FROM transition WHERE at < ? AND NOT (serverPID = ? AND serverStart = ?)",
          arguments: [moment, epoch.pid, epoch.startTime])
        try database.execute(
          sql: "DELETE FROM deliveryIntent WHERE at < ? AND NOT (serverPID = ? AND serverStart = ?)",
          arguments: [moment, epoch.pid, epoch.startTime])
        try Self.forgetTexts(
          where: "NOT (serverPID = ? AND serverStart = ?)", arguments: [epoch.pid, epoch.startTime], in: database)
      },
      completion: { [failed] result in
        if case .failure(let error) = result { failed("the journal was not pruned: \(error)") }
      })
    emptyLog()
  }

  /// Appends transitions of one server's life.
  public func record(_ transitions: [Transition], epoch: ServerEpoch) {
    guard !transitions.isEmpty else { return }
    database.asyncWrite(
      { database in
        for transition in transitions { try TransitionRow(transition, epoch).insert(database) }
      },
      completion: { [failed] result in
        if case .failure(let error) = result { failed("the journal was not written: \(error)") }
      })
  }

  /// Waits until everything recorded so far is on disk.
  public func flush() throws {
    try database.flush()
  }

  /// Waits until everything recorded so far is on disk, and leaves the database as a single file: nothing beside it
  /// holds room on a disk, or has to be read before the next one can begin. What is asked afterwards
  /// fails with ``JournalError/closed(path:)``.
  ///
  /// - Throws: ``JournalError`` when the disk does not take it. Nothing is lost, the next ``init(path:failed:)`` goes on.
  public func close() throws {
    do {
      try database.close()
    } catch {
      throw JournalError(error, at: path)
    }
  }

  /// The last known activity of each agent that had not left, on this life of the server.
  public func lastActivities(epoch: ServerEpoch) throws -> [PaneID: Memory] {
    let rows = try database.read { database in
      try TransitionRow.fetchAll(
        database,
        sql: """
          SELECT * FROM transition WHERE id IN (
            SELECT max(id) FROM transition WHERE serverPID = ? AND serverStart = ? GROUP BY pane)
          """, arguments: [epoch.pid, epoch.startTime])
    }
    var memories: [PaneID: Memory] = [:]
    for row in rows {
      guard let activity = row.activity, let pane = PaneID(row.pane) else { continue }
      memories[pane] = Memory(
        activity: activity, since: Moment(wall: row.at, monotonic: 0), pid: row.agentPID)
    }
    return memories
  }
}
