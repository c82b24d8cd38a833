import Fleet
import Logging
import Recognition
import Store
import TmuxControl
import TmuxUI

extension Daemon {
  /// Tells the fleet, and does what follows.
  func apply(_ event: FleetEvent) {
    let now = Clock.now
    // Screens are read often: only the agent in question is compared. Anything else is rare, and writes what differs.
    let subject: PaneID? =
      switch event {
      case .read(let pane, _, _), .heard(let pane, _), .vitals(let pane, _): pane
      default: nil
      }
    let before = subject.flatMap { fleet.agents[$0] }
    let effects = fleet.apply(event, at: now)
    var transitions: [Transition] = []
    for effect in effects {
      switch effect {
      case .transition(let transition): transitions.append(transition)
      case .wake(let time): agenda.set(.fleet, at: time)
      }
    }
    for transition in transitions { note(transition) }
    unpark(transitions)
    defer {
      for transition in transitions where transition.to?.state == .unknown { readTranscript(of: transition.pane) }
    }
    if let epoch { journal?.record(transitions, epoch: epoch) }
    let asks = subject.map { fleet.agents[$0]?.activity != before?.activity } ?? false
    if asks || !transitions.isEmpty {
      for pane in Set(transitions.map(\.pane)).union(subject.map { [$0] } ?? []) { tellWork(of: pane) }
    }
    if !transitions.isEmpty || asks {
      publishNow()
      observe()
      report(transitions)
      watchNotices(Set(transitions.map(\.pane)).union(subject.map { [$0] } ?? []))
    } else if subject.map({ fleet.agents[$0] != before }) ?? true {
      // A title, a note: worth showing, not worth a redraw of every client at once.
      agenda.set(.publishing, at: max(now.monotonic, lastPublication &+ Self.calm))
    }
    setAlarm()
  }

  /// What is not urgent is written at most this often.
  static let calm: UInt64 = 1_000_000_000

  private func note(_ transition: Transition) {
    log.info(
      "transition",
      metadata: [
        "pane": "\(transition.pane)", "session": "\(transition.place.sessionName)",
        "from": "\(transition.from?.state.rawValue ?? "-")", "to": "\(transition.to?.state.rawValue ?? "-")",
        "kind": "\(transition.to?.kind?.rawValue ?? "-")", "reason": "\(transition.reason)",
      ])
  }

  /// Brings the options up to date.
  func publishNow() {
    guard isComplete, transport != nil else { return }
    lastPublication = Clock.now.monotonic
    agenda.clear(.publishing)
    let publication = Publication(
      fleet, client: clientName, version: configuration.version, beside: publishedFacts())
    for batch in publisher.update(to: publication) { send(batch.line, for: .publish(batch.number)) }
  }

  // MARK: What an earlier life left

  func askForLeftovers() {
    guard
      let panes = try? Command.listPanes(
        "#{pane_id}\t#{@argosy_pane_status}\t#{window_id}\t#{@argosy_win_status}\t#{pane-border-format}"),
      let sessions = try? Command.listSessions("#{session_id}\t#{@argosy_status}#{@argosy_id}"),
      let line = ControlLine([panes, sessions])
    else { return }
    send(line, for: .leftovers)
  }

  func foundLeftovers(_ answer: Answer<Purpose>) {
    guard answer.replies.count == 2 else { return }
    var keys: Set<Publication.Key> = []
    for row in answer.replies[0].text {
      let fields = row.split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count == 5, let pane = PaneID(fields[0]), let window = WindowID(fields[2]) else { continue }
      if !fields[1].isEmpty { keys.formUnion(OptionName.ofPanes.map { Publication.Key(.pane(pane), $0) }) }
      if !fields[3].isEmpty { keys.insert(Publication.Key(.window(window), .winStatus)) }
      if fields[4] == PublishedFacts.borderFormat {
        keys.formUnion([.borderStatus, .borderFormat].map { Publication.Key(.window(window), $0) })
      }
    }
    for row in answer.replies[1].text {
      let fields = row.split(separator: "\t")
      guard fields.count == 2, let session = SessionID(fields[0]) else { continue }
      keys.formUnion(OptionName.ofSessions.map { Publication.Key(.session(session), $0) })
    }
    publisher.found(Array(keys))
  }
}
