import Fleet
import Logging
import NIOCore
import Store
import TmuxControl
import World

extension Daemon {
  /// Tells the coordinator. What follows is done once it is on disk; the model and what is shown are ahead of that.
  @discardableResult
  func tell(_ event: WorkEvent) -> OrderRefusal? {
    // What an earlier life left would be begun once more.
    guard isSurveyed else {
      early.append(event)
      return nil
    }
    let now = Clock.now
    let outcome = coordinator.apply(event, at: now)
    for record in outcome.records {
      log.info(
        "work",
        metadata: ["item": "\(record.name)", "event": "\(record.kind.rawValue)", "text": "\(record.text.prefix(200))"])
    }
    var ended: (effect: EffectID, result: DeedResult)?
    if case .done(let effect, _, let result) = event { ended = (effect, result) }
    let changed = outcome.changed.sorted().compactMap { coordinator.items[$0] }
    take(ledger.take(outcome, items: changed, ended: ended, at: now))
    guard !changed.isEmpty else { return outcome.refusal }
    for item in changed { itemReports[item.id] = nil }
    followWorktrees()
    followPullRequests()
    observe()
    // Stages are worth showing, not worth a redraw of every client at once.
    agenda.set(.publishing, at: max(now.monotonic, lastPublication &+ Self.calm))
    setAlarm()
    return outcome.refusal
  }

  // MARK: On disk

  private func take(_ step: WorkLedger.Step) {
    if let due = step.retryAt { agenda.set(.ledger, at: due) } else { agenda.clear(.ledger) }
    switch step.notice {
    case .failing(let reason): log.error("work cannot be written down, and waits until it can: \(reason)")
    case .recovered: log.notice("work can be written down again")
    case nil: break
    }
    carryOut(step.release)
    if let commit = step.commit { write(commit) }
    setAlarm()
  }

  private func write(_ commit: WorkCommit) {
    guard let journal else {
      return take(ledger.committed(error: JournalError.missing(path: configuration.journalPath), at: Clock.now))
    }
    journal.commit(commit) { [loop, self] error in
      loop.execute { self.assumeIsolated { $0.written(commit, error) } }
    }
  }

  private func written(_ commit: WorkCommit, _ error: (any Error)?) {
    take(ledger.committed(error: error, at: Clock.now))
    guard error == nil else { return }
    if !commit.records.isEmpty { tellFollowers() }
    projection?.follow(Array(coordinator.items.values), at: Clock.now.wall)
  }

  /// A commit that failed is tried again.
  func retryLedger() {
    openJournal()
    take(ledger.woke(at: Clock.now))
  }

  /// What earlier lives wrote down of the work.
  func loadWork() {
    guard let journal else { return }
    do {
      let stored = try journal.work()
      for row in stored.unreadable {
        log.error("an item of the journal cannot be read, and is left as it is: \(row.item): \(row.reason)")
      }
      coordinator = Coordinator(items: stored.items, nextEffect: stored.nextEffect)
      inherited = Set(stored.items.compactMap(\.doing?.id))
      itemReports = [:]
      keepFleetFiles()
    } catch {
      log.error("the journal's work cannot be read: \(error)")
    }
  }

  func readConfiguration() {
    do {
      settings = try Configuration(configuration.environment)
    } catch {
      configurationFault = "\(error)"
      log.error("the configuration is not in force: \(error)")
    }
  }

  /// The first fleet program's files, where a person wants them.
  private func keepFleetFiles() {
    guard settings.keepsFleetFiles, projection == nil, let journal,
      let directory = FleetFiles.directory(configuration.environment)
    else { return }
    do {
      projection = try FleetProjection(journal, directory: directory, log: log)
    } catch {
      log.error("the fleet's files are not kept up: \(error)")
    }
  }

  // MARK: Who follows the log

  /// Calls `follower` on the daemon's loop with every line of the log, those after a number first, each once it is on
  /// disk. Returns the number to leave by.
  ///
  /// - Parameter item: an item's name or id; nil for all.
  func addFollower(of item: String?, after: Int64?, _ follower: @escaping @Sendable (RecordReport) -> Void) -> Int {
    nextObserver += 1
    let last = after ?? (try? journal?.records(RecordQuery(limit: 1, from: .last)).last?.sequence) ?? 0
    followers[nextObserver] = Follower(
      item: item.flatMap { coordinator.item(named: $0)?.id }, after: last, tell: follower)
    tellFollowers()
    return nextObserver
  }

  func removeFollower(_ number: Int) {
    followers[number] = nil
  }

  /// Reads for each what it does not know yet.
  private func tellFollowers() {
    guard let journal else { return }
    for (number, follower) in followers {
      guard let records = try? journal.records(RecordQuery(of: follower.item, after: follower.after)) else { continue }
      for record in records { follower.tell(RecordReport(record)) }
      if let last = records.last { followers[number]?.after = last.sequence }
    }
  }
}

/// Somebody who follows the log of one item, or of all.
struct Follower: Sendable {
  let item: ItemID?
  /// The number of the last line that was told.
  var after: Int64
  let tell: @Sendable (RecordReport) -> Void
}
