import Dispatch
import Fleet
import Logging
import Store
import Synchronization
import World

/// Keeps the first fleet program's files up with the store (setting `compat.fleet_files`). They follow what is on disk, on
/// a queue of their own; when they cannot be written nothing else is held up, and the next change tries again.
final class FleetProjection: Sendable {
  private static let follower = "fleet-events"

  private let journal: Journal
  private let files: FleetFiles
  private let log: Logger
  private let queue = DispatchQueue(label: "argosy.fleet-files")
  private let due = Mutex<(items: [WorkItem], at: Int64)?>(nil)
  /// What was told last, so that one trouble is told once.
  private let told = Mutex("")

  /// - Parameter directory: of the files.
  /// - Throws: when the journal cannot be read.
  init(_ journal: Journal, directory: String, log: Logger) throws {
    self.journal = journal
    self.log = log
    files = FleetFiles(directory: directory, source: try journal.identity())
  }

  /// To be called when a commit is on disk. Calls that come while it writes are one.
  ///
  /// - Parameters:
  ///   - items: all of them.
  ///   - moment: nanoseconds since 1970.
  func follow(_ items: [WorkItem], at moment: Int64) {
    let isQueued = due.withLock { due in
      defer { due = (items, moment) }
      return due != nil
    }
    if !isQueued { queue.async { self.write() } }
  }

  /// Waits until what was told so far is written, or has failed.
  func finish() { queue.sync {} }

  private func write() {
    guard
      let (items, moment) = due.withLock({ due in
        defer { due = nil }
        return due
      })
    else { return }
    var troubles: [String] = []
    do { try files.writeRegistry(items, at: moment) } catch { troubles.append("\(error)") }
    do { try appendEvents(items) } catch { troubles.append("\(error)") }
    let trouble = troubles.joined(separator: "; ")
    let isNews = told.withLock { told in
      defer { told = trouble }
      return told != trouble
    }
    if isNews, !trouble.isEmpty { log.warning("the fleet's files are not kept up: \(trouble)") }
  }

  private func appendEvents(_ items: [WorkItem]) throws {
    let known = Dictionary(items.map { ($0.id, $0) }) { _, last in last }
    var position = try journal.position(of: Self.follower)
    while true {
      let records = try journal.records(RecordQuery(after: position, limit: 1000))
      guard let last = try files.appendEvents(records, items: known) else { return }
      journal.setPosition(last, of: Self.follower)
      position = last
    }
  }
}
