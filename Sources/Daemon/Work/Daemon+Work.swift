import Fleet
import Logging
import NIOCore
import Store
import TmuxControl
import World

extension Daemon {
  /// Tells the coordinator. What follows is done once it is on disk; the model and what is shown are ahead of that.
  func tell(_ event: WorkEvent) {
    // What an earlier life left would be begun once more.
    guard isSurveyed else { return early.append(event) }
    // An order is written by itself; what happens all the time must not keep it waiting.
    guard orderUnderWay == nil, waitingOrders.isEmpty else { return deferred.append(event) }
    let now = Clock.now
    let outcome = coordinator.apply(event, at: now)
    var ended: (effect: EffectID, result: DeedResult)?
    if case .done(let effect, _, let result) = event { ended = (effect, result) }
    follow(outcome, ended: ended, at: now)
  }

  /// What follows from an event goes to disk, and what has changed is shown.
  func follow(_ outcome: WorkOutcome, ended: (effect: EffectID, result: DeedResult)? = nil, at now: Moment) {
    for record in outcome.records {
      log.info(
        "work",
        metadata: ["item": "\(record.name)", "event": "\(record.kind.rawValue)", "text": "\(record.text.prefix(200))"])
    }
    let changed = outcome.changed.sorted().compactMap { coordinator.items[$0] }
    take(ledger.take(outcome, items: changed, ended: ended, at: now))
    if !changed.isEmpty { showWork(outcome.changed) }
  }

  /// These items are other than they were.
  func showWork(_ changed: Set<ItemID>) {
    for item in changed { itemReports[item] = nil }
    followWorktrees()
    followPullRequests()
    observe()
    // Stages are worth showing, not worth a redraw of every client at once.
    agenda.set(.publishing, at: max(Clock.now.monotonic, lastPublication &+ Self.calm))
    setAlarm()
  }

  // MARK: On disk

  func take(_ step: WorkLedger.Step) {
    if let due = step.retryAt {
      agenda.set(.ledger, at: due)
    } else if journal != nil {
      agenda.clear(.ledger)
    }
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
    if !answerOrder(error) { take(ledger.committed(error: error, at: Clock.now)) }
    for prober in probers { prober.resume() }
    probers = []
    if error == nil {
      if !commit.records.isEmpty { tellFollowers() }
      projection?.follow(Array(coordinator.items.values), at: Clock.now.wall)
    } else if let error {
      refuseOrders(error)
    }
    takeOrders()
  }

  /// A commit that failed is tried again.
  func retryLedger() {
    reopenJournal()
    take(ledger.woke(at: Clock.now))
    setAlarm()
  }

  /// Finds out whether work can be written down now.
  func probeJournal() async {
    reopenJournal()
    guard journal != nil, !hasEnded else { return }
    await withCheckedContinuation { continuation in
      probers.append(continuation)
      take(ledger.probe())
    }
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
      // What an earlier argosy was killed before it could write, and all of it where they were not kept before.
      projection?.follow(Array(coordinator.items.values), at: Clock.now.wall)
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
