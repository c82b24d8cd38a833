import Fleet
import Recognition
import TmuxControl
import World

extension Daemon {
  /// An agent was seen doing something else: perhaps it is an item's.
  func tellWork(of pane: PaneID) {
    guard let item = item(in: pane), let session = item.session, session.isLive, panes[pane]?.pid == session.pid,
      let agent = fleet.agents[pane]
    else { return }
    let activity = agent.activity
    guard activity.state != .exited else { return }
    tell(
      .saw(
        item.id,
        AgentSight(
          activity.state, kind: activity.kind, ask: activity.ask,
          isInterrupted: agent.finding?.rule == Self.interruption && !activity.state.isBusy)))
  }

  /// The rule by which an interrupted turn is known.
  private static let interruption = "interrupted"

  /// A listing: which items' panes ended, went, or are called otherwise?
  func compareWork() {
    for item in coordinator.items.values.sorted(by: { $0.id < $1.id }) {
      guard let session = item.session, session.server == epoch, session.life != .gone, session.life != .closed else {
        continue
      }
      guard let pane = listing.panes[session.pane],
        let home = listing.session(of: session.pane, otherThan: hub?.session)
      else {
        // A pane that was opened after this listing was asked for is in none yet.
        if session.openedAt < listingAskedAt { tell(.gone(item.id)) }
        continue
      }
      if pane.isDead {
        if session.isLive, pane.pid == session.pid { tell(.ended(item.id, code: pane.exitStatus)) }
      } else if session.isLive, pane.pid == session.pid, !ProcessTree.isAlive(pane.pid) {
        // tmux has not noticed yet that its pane is dead, and will not tell when it does.
        agenda.set(.listing, at: Clock.now.monotonic &+ Self.aMoment)
      } else if let name = listing.sessions[home]?.name, name != session.sessionName {
        tell(.moved(item.id, sessionName: name))
      }
    }
  }

  private static let aMoment: UInt64 = 50_000_000

  /// The agent told which conversation it is in.
  func introduceWork(on pane: PaneID) {
    guard let item = item(in: pane), let session = item.session, let watched = panes[pane] else { return }
    let isNew =
      (watched.session != nil && watched.session != session.conversation)
      || (watched.transcript != nil && watched.transcript != session.transcript)
    guard isNew else { return }
    tell(.introduced(item.id, conversation: watched.session, transcript: watched.transcript))
  }
}

extension AgentState {
  var isBusy: Bool {
    switch self {
    case .working, .background, .blocked: true
    case .starting, .done, .idle, .exited, .unknown: false
    }
  }
}
