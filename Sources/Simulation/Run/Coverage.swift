import Fleet

/// How often each kind of thing came about, so that one can see that nothing is never reached.
public struct Coverage: Sendable {
  enum Mark: Int, CaseIterable {
    case ordered, done, saw, ended, gone, moved, introduced, foundArtifact, foundTeam, pullRequest, surveyed, woke
    case beginOrder, advance, answerAndAdvance, retry, back, skip, resume, finish, stop, stopKeeping, prune
    case unknownItem, nameTaken, duplicate, over, notOver, notIdle, asking, automatic, underWay, noStageBefore
    case noStageAfter, stillAlive, nothingToResume
    case prepared, opened, sent, refusedForNow, refusedForGood, unconfirmed, closed, discarded, kept, failed, lost
    case prepare, open, send, close, discard, cancel, notify
    case kill, killServer, writeFailed, jump, step
    case complete, failedItem, cancelled, archived
  }

  private var counts = [Int](repeating: 0, count: Mark.allCases.count)

  public init() {}

  public var steps: Int { self[.step] }
  public var kills: Int { self[.kill] }

  subscript(mark: Mark) -> Int { counts[mark.rawValue] }

  mutating func tick(_ mark: Mark) { counts[mark.rawValue] += 1 }

  public mutating func add(_ other: Coverage) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// Every kind with its count.
  public var all: [(kind: String, count: Int)] { Mark.allCases.map { ("\($0)", self[$0]) } }

  public var effects: Int { [.prepare, .open, .send, .close, .discard].reduce(0) { $0 + self[$1] } }

  public var refusals: Int {
    counts[Mark.unknownItem.rawValue...Mark.nothingToResume.rawValue].reduce(0, +)
  }

  mutating func count(_ happening: Happening) {
    tick(.step)
    switch happening {
    case .kill: tick(.kill)
    case .killServer: tick(.killServer)
    case .jump: tick(.jump)
    default: break
    }
  }

  mutating func count(_ event: WorkEvent, _ outcome: WorkOutcome) {
    switch event {
    case .ordered(let order):
      tick(.ordered)
      tick(Self.mark(order))
    case .done: tick(.done)
    case .saw: tick(.saw)
    case .ended: tick(.ended)
    case .gone: tick(.gone)
    case .moved: tick(.moved)
    case .introduced: tick(.introduced)
    case .foundArtifact: tick(.foundArtifact)
    case .foundTeam: tick(.foundTeam)
    case .pullRequest: tick(.pullRequest)
    case .surveyed: tick(.surveyed)
    case .woke: tick(.woke)
    }
    if let refusal = outcome.refusal { tick(Self.mark(refusal)) }
    for wish in outcome.wishes {
      switch wish {
      case .act(let effect):
        switch effect.deed {
        case .prepare: tick(.prepare)
        case .open: tick(.open)
        case .send: tick(.send)
        case .close: tick(.close)
        case .discard: tick(.discard)
        }
      case .cancel: tick(.cancel)
      case .notify: tick(.notify)
      case .wake: break
      }
    }
    for record in outcome.records {
      switch record.kind {
      case .completed: tick(.complete)
      case .failed: tick(.failedItem)
      case .cancelled: tick(.cancelled)
      case .archived: tick(.archived)
      default: break
      }
    }
  }

  mutating func count(_ result: DeedResult) {
    switch result {
    case .prepared: tick(.prepared)
    case .opened: tick(.opened)
    case .sent: tick(.sent)
    case .refused(_, let passes): tick(passes ? .refusedForNow : .refusedForGood)
    case .unconfirmed: tick(.unconfirmed)
    case .closed: tick(.closed)
    case .discarded: tick(.discarded)
    case .kept: tick(.kept)
    case .failed: tick(.failed)
    case .lost: tick(.lost)
    }
  }

  private static func mark(_ order: WorkOrder) -> Mark {
    switch order {
    case .begin: .beginOrder
    case .advance(_, let afterAnswer): afterAnswer ? .answerAndAdvance : .advance
    case .retry: .retry
    case .back: .back
    case .skip: .skip
    case .resume: .resume
    case .finish: .finish
    case .stop(_, let keeps, _): keeps ? .stopKeeping : .stop
    case .prune: .prune
    }
  }

  private static func mark(_ refusal: OrderRefusal) -> Mark {
    switch refusal {
    case .unknownItem: .unknownItem
    case .nameTaken: .nameTaken
    case .duplicate: .duplicate
    case .over: .over
    case .notOver: .notOver
    case .notIdle: .notIdle
    case .asking: .asking
    case .automatic: .automatic
    case .underWay: .underWay
    case .noStageBefore: .noStageBefore
    case .noStageAfter: .noStageAfter
    case .stillAlive: .stillAlive
    case .nothingToResume: .nothingToResume
    }
  }
}
