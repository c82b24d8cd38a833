public import Fleet

/// Journal before effect: holds what the coordinator wishes for until the commit that carries it is on disk.
///
/// One commit is written at a time; what comes meanwhile goes together into the next. One that fails is kept, with all
/// that came since, and tried again: nothing is done in between and nothing is lost. What the caller does with a ``Step``:
/// carry out ``Step/release`` in order, give ``Step/commit`` to the store and its answer to ``committed(error:at:)``, and
/// call ``woke(at:)`` at ``Step/retryAt``. An empty commit asks only whether the store can be written.
public struct WorkLedger: Sendable {
  public struct Step: Hashable, Sendable {
    /// To be written now.
    public var commit: WorkCommit?
    /// What may be done now, in the order in which it was wished for.
    public var release: [WorkWish] = []
    public var notice: Notice?
    /// When it is tried again, in monotonic nanoseconds; nil: nothing waits for a time.
    public var retryAt: UInt64?
  }

  /// Told once each time it begins, and once when it is over.
  public enum Notice: Hashable, Sendable {
    /// The state cannot be written; nothing new is done until it can.
    case failing(String)
    /// It can again, after so many nanoseconds.
    case recovered(after: UInt64)
  }

  private struct Batch: Hashable {
    var commit = WorkCommit()
    var wishes: [WorkWish] = []

    func merging(_ later: Batch) -> Batch {
      Batch(commit: commit.merging(later.commit), wishes: wishes + later.wishes)
    }
  }

  private var writing: Batch?
  private var waiting = Batch()
  private var failures = 0
  private var failingSince: UInt64 = 0
  private var retryAt: UInt64?
  /// Why the state cannot be written, as long as it cannot.
  public private(set) var fault: String?

  public init() {}

  /// Everything is on disk and everything wished for was let go.
  public var isSettled: Bool { writing == nil && waiting == Batch() }

  /// Takes what follows from an event.
  ///
  /// - Parameters:
  ///   - items: those that the outcome says have changed, as they are now.
  ///   - ended: the effect whose result the event was.
  public mutating func take(
    _ outcome: WorkOutcome, items: [WorkItem], ended: (effect: EffectID, result: DeedResult)? = nil, at now: Moment
  ) -> Step {
    var batch = Batch()
    var step = Step()
    batch.commit.items = items
    batch.commit.records = outcome.records
    if let ended { batch.commit.ended = [.init(ended.effect, ended.result, at: now.wall)] }
    for wish in outcome.wishes {
      switch wish {
      // To be woken changes nothing in the world.
      case .wake: step.release.append(wish)
      case .act(let effect):
        batch.commit.begun.append(.init(effect, at: now.wall))
        batch.wishes.append(wish)
      case .cancel, .notify: batch.wishes.append(wish)
      }
    }
    waiting = waiting.merging(batch)
    proceed(&step)
    return step
  }

  /// The store has answered.
  ///
  /// - Parameter error: why nothing of the commit is on disk; nil: all of it is. A store that cannot even be opened is
  ///   one that fails.
  public mutating func committed(error: (any Error)?, at now: Moment) -> Step {
    var step = Step()
    guard let batch = writing else {
      step.retryAt = retryAt
      return step
    }
    writing = nil
    guard let error else {
      step.release = batch.wishes
      if failures > 0 { step.notice = .recovered(after: now.monotonic &- failingSince) }
      failures = 0
      fault = nil
      proceed(&step)
      return step
    }
    waiting = batch.merging(waiting)
    note(error, at: now, &step)
    return step
  }

  /// The store has answered that nothing of the commit is on disk, and whoever it came from takes it back: it is not
  /// tried again. Only for a commit that was all there was: ``isSettled`` before it.
  public mutating func withdrew(error: any Error, at now: Moment) -> Step {
    var step = Step()
    writing = nil
    note(error, at: now, &step)
    return step
  }

  private mutating func note(_ error: any Error, at now: Moment, _ step: inout Step) {
    if failures == 0 {
      failingSince = now.monotonic
      step.notice = .failing("\(error)")
    }
    fault = "\(error)"
    retryAt = now.monotonic &+ Self.delay(after: failures)
    failures += 1
    step.retryAt = retryAt
  }

  /// Finds out now whether the store can be written: what waits is tried at once; where nothing does, an empty commit.
  public mutating func probe() -> Step {
    var step = Step()
    if writing == nil { retryAt = nil }
    proceed(&step, isProbe: true)
    return step
  }

  /// The time has come that was asked for; coming early does no harm.
  public mutating func woke(at now: Moment) -> Step {
    var step = Step()
    if let due = retryAt, due <= now.monotonic { retryAt = nil }
    proceed(&step)
    return step
  }

  private mutating func proceed(_ step: inout Step, isProbe: Bool = false) {
    step.retryAt = retryAt
    guard writing == nil, retryAt == nil else { return }
    let batch = waiting
    waiting = Batch()
    // Whether a store that failed can be written again is not known before it is.
    if batch.commit.isEmpty, fault == nil, !isProbe {
      step.release += batch.wishes
    } else {
      writing = batch
      step.commit = batch.commit
    }
  }

  /// 1, 2, 4, 8, 16, then 30 seconds.
  private static func delay(after failures: Int) -> UInt64 {
    min(30, 1 << UInt64(min(failures, 5))) * 1_000_000_000
  }
}
