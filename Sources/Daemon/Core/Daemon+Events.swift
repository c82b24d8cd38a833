import Fleet
import Logging
import NIOCore
import Recognition
import Store
import TmuxControl

extension Daemon {
  /// Calls `listener` on the daemon's loop with every transition: those since a moment from the journal first, then
  /// each as it happens, none twice and none left out. Returns the number to leave by.
  ///
  /// - Parameter moment: nanoseconds since 1970; nil for what comes.
  func addListener(since moment: Int64?, _ listener: @escaping @Sendable (EventReport) -> Void) -> Int {
    nextObserver += 1
    let number = nextObserver
    guard let moment, let journal, let epoch else {
      listeners[number] = listener
      return number
    }
    // The journal answers in the order it is asked: what is recorded from here on comes live.
    let backlog = Backlog(listener)
    listeners[number] = { backlog.add($0) }
    journal.transitions(since: moment, epoch: epoch) { [loop, log] result in
      let rows = (try? result.get()) ?? []
      if case .failure(let error) = result { log.error("the journal cannot be read: \(error)") }
      loop.execute { backlog.open(with: rows.map { EventReport($0) }) }
    }
    return number
  }

  func removeListener(_ number: Int) {
    listeners[number] = nil
  }

  func report(_ transitions: [Transition]) {
    for transition in transitions {
      wakeDelivery(on: transition.pane)
      guard !listeners.isEmpty else { continue }
      let event = EventReport(RecordedTransition(transition))
      for listener in listeners.values { listener(event) }
    }
  }
}

/// Keeps what happens while the past is still being read. Only ever used on the daemon's loop.
private final class Backlog: @unchecked Sendable {
  private let listener: @Sendable (EventReport) -> Void
  private var waiting: [EventReport]? = []

  init(_ listener: @escaping @Sendable (EventReport) -> Void) {
    self.listener = listener
  }

  func add(_ event: EventReport) {
    if waiting == nil { listener(event) } else { waiting?.append(event) }
  }

  func open(with past: [EventReport]) {
    for event in past + (waiting ?? []) { listener(event) }
    waiting = nil
  }
}

extension RecordedTransition {
  init(_ transition: Transition) {
    self.init(
      pane: "\(transition.pane)", session: "\(transition.place.session)", sessionName: transition.place.sessionName,
      agent: transition.agent.name, from: transition.from?.state.rawValue, to: transition.to?.state.rawValue,
      kind: transition.to?.kind?.rawValue, question: transition.to?.ask?.question, reason: transition.reason,
      at: transition.at.wall)
  }
}
