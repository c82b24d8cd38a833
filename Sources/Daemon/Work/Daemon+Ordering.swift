import Fleet
import Logging
import Store

/// An order that counts when it is on disk, and not before.
struct OrderUnderWay: Sendable {
  let order: WorkOrder
  /// The work without it.
  let before: Coordinator
  let changed: Set<ItemID>
  let reply: @Sendable (Response) -> Void
}

struct WaitingOrder: Sendable {
  let order: WorkOrder
  let reply: @Sendable (Response) -> Void
}

/// Orders of a person. What agents do cannot be taken back, so it is kept until it can be written down. An order can: it
/// is answered when it is on disk, and where it cannot be written it is refused and nothing of it stays, so that the
/// person knows whether to give it again.
extension Daemon {
  /// - Parameter reply: called once, on the daemon's loop, when the order is on disk, or is refused.
  func order(_ order: WorkOrder, _ reply: @escaping @Sendable (Response) -> Void) {
    waitingOrders.append(WaitingOrder(order: order, reply: reply))
    // There may be room again; nobody should wait for the next look.
    if ledger.fault != nil { take(ledger.probe()) }
    takeOrders()
  }

  /// Takes the orders that wait, each when all before it is on disk; then what came meanwhile.
  func takeOrders() {
    while isSurveyed, orderUnderWay == nil, ledger.isSettled, let next = waitingOrders.first {
      waitingOrders.removeFirst()
      if let journalTrouble {
        next.reply(.refusal(journalTrouble))
      } else {
        take(next)
      }
    }
    guard orderUnderWay == nil, waitingOrders.isEmpty else { return }
    let events = deferred
    deferred = []
    for event in events { tell(event) }
  }

  private func take(_ waiting: WaitingOrder) {
    let now = Clock.now
    let before = coordinator
    let outcome = coordinator.apply(.ordered(waiting.order), at: now)
    if let refusal = outcome.refusal {
      follow(outcome, at: now)
      return waiting.reply(Response(error: "\(refusal)"))
    }
    orderUnderWay = OrderUnderWay(
      order: waiting.order, before: before, changed: outcome.changed, reply: waiting.reply)
    follow(outcome, at: now)
    // One that changed nothing is not written.
    if ledger.isSettled { _ = answerOrder(nil) }
  }

  /// The order under way is on disk, or is not. False: there is none.
  func answerOrder(_ error: (any Error)?) -> Bool {
    guard let answered = orderUnderWay else { return false }
    orderUnderWay = nil
    if let error {
      coordinator.takeBack(to: answered.before)
      take(ledger.withdrew(error: error, at: Clock.now))
      showWork(answered.changed)
      answered.reply(.refusal(error))
    } else {
      take(ledger.committed(error: nil, at: Clock.now))
      let item = coordinator.items[answered.order.item].map { ItemReport($0) }
      answered.reply(Response(work: WorkResponse(item: item)))
    }
    return true
  }

  /// Nothing can be written: whoever waits for that is told.
  func refuseOrders(_ error: any Error) {
    let refused = waitingOrders
    waitingOrders = []
    for order in refused { order.reply(.refusal(error)) }
  }
}

extension Response {
  /// An order that cannot be written down.
  static func refusal(_ error: any Error) -> Response {
    let remedy = (error as? JournalError)?.remedy ?? "argosy doctor names the log, which has more"
    return Response(
      error: "nothing was begun, for it could not be written down: \(error); \(remedy), and order it again")
  }
}

extension WorkRequest.Verb {
  /// Also where it is not known which items there are.
  var isAnsweredWithoutItems: Bool {
    switch self {
    case .list, .inbox, .orchestrator, .follow, .refresh: true
    case .new, .advance, .retry, .back, .skip, .resume, .done, .stop, .prune, .show: false
    }
  }
}
