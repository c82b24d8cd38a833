import Fleet
import Store

/// What follows from events, on its way to the disk; what is wished for waits until it is there.
extension Run {
  /// Gives what an event led to into the ledger.
  mutating func record(_ outcome: WorkOutcome, of event: WorkEvent, _ coordinator: Coordinator) {
    var ended: (effect: EffectID, result: DeedResult)?
    if case .done(let effect, _, let result) = event { ended = (effect, result) }
    var promise = ArgosyProcess.Promise(completed: Self.completed(outcome, coordinator))
    if case .ordered(let accepted) = event, outcome.refusal == nil { promise.order = accepted }
    process?.promised.append(promise)
    let items = outcome.changed.sorted().compactMap { coordinator.items[$0] }
    guard let step = process?.ledger.take(outcome, items: items, ended: ended, at: world.now) else { return }
    if flaw == .actsBeforeWriting { release(outcome.wishes) }
    follow(step)
  }

  private static func completed(
    _ outcome: WorkOutcome, _ coordinator: Coordinator
  ) -> [(item: ItemID, command: String)] {
    outcome.records.compactMap { record in
      guard record.kind == .stageCompleted, let item = coordinator.items[record.item],
        let command = item.workflow.stage(record.stage)?.command(for: item.description)
      else { return nil }
      return (item.id, command)
    }
  }

  /// The disk comes to what it was given, or the time to try again has come.
  ///
  /// - Parameter isHeard: false: it is written, and the answer says that it is not.
  mutating func write(isHeard: Bool = true) -> Bool {
    guard let commit = process?.writing else {
      guard process?.retryAt != nil, let step = process?.ledger.woke(at: world.now) else { return false }
      follow(step)
      return step.commit != nil
    }
    process?.writing = nil
    var failure: (any Error)?
    do {
      try disk.write(commit, forgetsItems: flaw == .forgetsItems)
      if !isHeard { failure = Disk.Failure.silent }
    } catch let error as Disk.Failure {
      failure = error
    } catch {
      broken.append("the store does not take what it was given: \(error)")
      return false
    }
    if failure != nil { coverage.tick(.writeFailed) }
    guard let step = process?.ledger.committed(error: failure, at: world.now) else { return false }
    if failure == nil {
      keep(process?.pledged ?? [])
    } else if let pledged = process?.pledged {
      process?.promised.insert(contentsOf: pledged, at: 0)
    }
    process?.pledged = []
    follow(step)
    return true
  }

  /// Until everything is on disk.
  mutating func settle() {
    while let process, !process.ledger.isSettled, broken.isEmpty {
      if process.writing == nil { world.pass(31) }
      _ = write()
    }
  }

  private mutating func follow(_ step: WorkLedger.Step) {
    process?.retryAt = step.retryAt
    if let commit = step.commit {
      process?.writing = commit
      let promised = process?.promised ?? []
      process?.pledged += promised
      process?.promised = []
    } else if process?.ledger.isSettled == true {
      keep(process?.promised ?? [])
      process?.promised = []
    }
    if flaw != .actsBeforeWriting { release(step.release) }
  }

  /// From here on a person may rely on it.
  private mutating func keep(_ promises: [ArgosyProcess.Promise]) {
    for promise in promises {
      if let order = promise.order { truth.promised(order) }
      for (item, command) in promise.completed { truth.completed(command, by: item) }
    }
  }

  private mutating func release(_ wishes: [WorkWish]) {
    for wish in wishes {
      switch wish {
      case .act(let effect): process?.running.append(ArgosyProcess.Running(effect: effect))
      case .cancel(let id):
        guard let index = process?.running.firstIndex(where: { $0.effect.id == id }) else { continue }
        process?.running[index].isCancelled = true
      case .wake(let at): process?.wakeAt = at
      case .notify: break
      }
    }
  }
}
