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
    if !reminders.isEmpty {
      let known = Set(coordinator.items.values.compactMap { $0.session?.isLive == true ? $0.session?.pid : nil })
      reminders = reminders.filter { known.contains($0.key) }
    }
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
        guard session.isLive, let pid = session.pid, pane.pid == pid || pane.pid == 0 else { continue }
        if pane.isEndUnknown, remind(of: pid) { continue }
        reminders[pid] = nil
        tell(.ended(item.id, code: pane.exitStatus))
      } else if session.isLive, pane.pid == session.pid, !ProcessTree.isAlive(pane.pid) {
        // tmux has not noticed yet that its pane is dead, and will not tell when it does.
        if !remind(of: pane.pid) { agenda.set(.listing, at: Clock.now.monotonic &+ Self.aMoment) }
      } else if let name = listing.sessions[home]?.name, name != session.sessionName {
        tell(.moved(item.id, sessionName: name))
      }
    }
  }

  private static let aMoment: UInt64 = 50_000_000
  private static let mostReminders = 6

  /// Has tmux look after its children and lists again, each time after a longer pause: how a process ended decides
  /// whether its agent left in peace or crashed.
  ///
  /// - Returns: false once that was done so often that nothing more is to be expected of it.
  private func remind(of pid: Int32) -> Bool {
    guard let sessions = workHands?.sessions else { return false }
    let now = Clock.now.monotonic
    var reminder = reminders[pid] ?? Reminder()
    if now >= reminder.due {
      guard reminder.count < Self.mostReminders else { return false }
      reminder.due = now &+ Self.aMoment << UInt64(reminder.count)
      reminder.count += 1
      reminders[pid] = reminder
      Task.detached { try? await sessions.remindOfEnds() }
    }
    agenda.set(.listing, at: reminder.due)
    setAlarm()
    return true
  }

  /// What was done so that tmux notices how a process has ended.
  struct Reminder {
    var count = 0
    /// Monotonic nanoseconds; until then the answer is waited for.
    var due: UInt64 = 0
  }

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
