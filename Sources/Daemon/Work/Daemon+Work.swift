import Fleet
import Logging
import NIOCore
import Store
import TmuxControl

extension Daemon {
  /// Tells the coordinator, and has done what follows once it is on disk.
  @discardableResult
  func tell(_ event: WorkEvent) -> OrderRefusal? {
    let now = Clock.now
    let outcome = coordinator.apply(event, at: now)
    for record in outcome.records {
      log.info(
        "work", metadata: ["item": "\(record.name)", "event": "\(record.kind.rawValue)", "text": "\(record.text)"])
    }
    carryOut(outcome.wishes)
    if !outcome.changed.isEmpty {
      followWorktrees()
      followPullRequests()
    }
    return outcome.refusal
  }

  // MARK: Who follows the log

  /// Calls `follower` on the daemon's loop with every line of the log: those after a number from the journal first.
  /// Returns the number to leave by.
  ///
  /// - Parameter item: an item's name or id; nil for all.
  func addFollower(of item: String?, after: Int64?, _ follower: @escaping @Sendable (RecordReport) -> Void) -> Int {
    nextObserver += 1
    followers[nextObserver] = Follower(item: item.flatMap { coordinator.item(named: $0)?.id }, tell: follower)
    return nextObserver
  }

  func removeFollower(_ number: Int) {
    followers[number] = nil
  }
}

/// Somebody who follows the log of one item, or of all.
struct Follower: Sendable {
  let item: ItemID?
  let tell: @Sendable (RecordReport) -> Void
}
