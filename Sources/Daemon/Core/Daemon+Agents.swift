import Fleet
import Logging
import Recognition
import Screens
import Terminal
import TmuxControl
import World

extension Daemon {
  /// Reads the screens whose frame is complete.
  func readScreens() {
    let now = Clock.now.monotonic
    for pane in frames.takeDue(at: now) {
      if !read(pane) { frames.printed(pane, at: now, .drawing) }
    }
    if let due = frames.next { agenda.set(.reading, at: due) }
  }

  /// Tells the fleet what the pane's screen says. In the middle of a synchronized update it says nothing: the pane is
  /// read when that ends.
  ///
  /// - Returns: false when an update is open.
  @discardableResult
  func read(_ pane: PaneID) -> Bool {
    // Where no agent can be, nothing is read: most panes of a busy server are that.
    guard let watched = panes[pane], watched.mayHoldAgent else { return true }
    guard watched.identity != nil || !looks.isPatient(with: pane) else {
      // The last look may have met a frame that was being drawn.
      agenda.set(.looking, at: looks.printed(pane, holdsAgent: false, at: Clock.now.monotonic))
      return true
    }
    panes[pane]?.unread = nil
    guard let (screen, isNew) = readScreen(of: pane) else { return intake.screens.terminal(of: pane) == nil }
    if isNew { panes[pane]?.lastFinding = nil }
    if panes[pane]?.identity == nil, let possible = panes[pane]?.possible { confirm(possible, in: pane, screen) }
    guard let identity = panes[pane]?.identity, let recognizer = recognizer(of: identity) else { return true }
    let finding: Finding?
    if !isNew, let last = panes[pane]?.lastFinding, last.agent == identity.name {
      finding = last.finding
    } else {
      finding = recognizer.recognise(screen)
    }
    panes[pane]?.lastFinding = (identity.name, finding)
    apply(.read(pane, finding, title: screen.title))
    watchDrift(of: pane, finding, isNew: isNew)
    if let finding { holds.look(at: pane, finding) }
    if outbox.isBusy(pane) { lookForDelivery(on: pane) }
    return true
  }

  /// Nil where the screen is not known, or is being drawn.
  private func readScreen(of pane: PaneID) -> (screen: ScreenText, isNew: Bool)? {
    guard let terminal = intake.screens.takeFrame(of: pane, at: Clock.now.monotonic) else { return nil }
    return panes[pane]?.reader.read(terminal)
  }

  /// Looks at the processes of panes that printed since the last look.
  func lookAtProcesses() {
    let now = Clock.now.monotonic
    for pane in looks.takeDue(at: now) { look(at: pane) }
    if let due = looks.next { agenda.set(.looking, at: due) }
  }

  /// Looks at the processes of one pane: does an agent run there?
  func look(at pane: PaneID) {
    guard let pid = panes[pane]?.pid else { return }
    let isDead = listing.panes[pane]?.isDead ?? false
    let now = Clock.now.monotonic
    let foreground = isDead ? nil : TerminalForeground(ofPane: pid)
    if panes[pane]?.mayHoldAgent == false, looks.isUnchanged(pane, foreground, at: now) { return }
    let processes = isDead ? [] : ProcessTree.foreground(ofPane: pid)
    if panes[pane]?.mayHoldAgent == false, !processes.isEmpty, panes[pane]?.strangers == processes {
      return looks.looked(pane, found: false, foreground: foreground, at: now)
    }
    var possible: ProcessMatch?
    for process in processes {
      guard let match = catalog.agent(of: process) else { continue }
      if match.confidence == .certain {
        looks.looked(pane, found: true, foreground: foreground, at: now)
        return found(AgentIdentity(name: match.agent, pid: process.pid, version: match.version), in: pane)
      }
      possible = possible ?? match
    }
    looks.looked(pane, found: false, foreground: possible == nil ? foreground : nil, at: now)
    panes[pane]?.possible = possible
    panes[pane]?.strangers = possible == nil ? processes : []
    if let possible, let (screen, isNew) = readScreen(of: pane) {
      if isNew { panes[pane]?.lastFinding = nil }
      confirm(possible, in: pane, screen)
    }
    if let identity = panes[pane]?.identity, possible == nil {
      panes[pane]?.identity = nil
      // Stopped with ^Z it is not gone, only no longer what the pane shows.
      let isAlive = identity.pid.map { ProcessTree.isAlive($0) } ?? false
      apply(isAlive && !isDead ? .hidden(pane) : .identified(pane, nil))
    }
  }

  /// A process such as `node` is an agent if the screen looks like one.
  private func confirm(_ possible: ProcessMatch, in pane: PaneID, _ screen: ScreenText) {
    guard panes[pane]?.identity == nil, let agent = catalog.agent(of: screen) else { return }
    found(AgentIdentity(name: agent, pid: possible.pid, version: possible.version), in: pane)
  }

  private func found(_ identity: AgentIdentity, in pane: PaneID) {
    let isNew = panes[pane]?.identity != identity
    panes[pane]?.identity = identity
    guard isNew else { return }
    // What was found on this screen was another run's.
    panes[pane]?.lastFinding = nil
    log.info(
      "an agent was found", metadata: ["pane": "\(pane)", "agent": "\(identity.name)", "pid": "\(identity.pid ?? 0)"])
    if let pid = identity.pid { exits?.watch(pid) }
    apply(.identified(pane, identity))
    readFiles(of: identity, in: pane)
    // A frame under way is read when it is complete.
    if let progress = panes[pane]?.unread {
      panes[pane]?.unread = nil
      let now = Clock.now.monotonic
      agenda.set(.reading, at: frames.printed(pane, at: now, progress))
      if progress == .complete { readScreens() }
    } else if !frames.isWaiting(for: pane) {
      read(pane)
    }
  }

  /// A watched process has ended: what is in its pane now?
  func processEnded(_ pid: Int32) {
    // What a pane was started with is gone: the pane too, or it was respawned, which tmux does not tell.
    if panes.values.contains(where: { $0.pid == pid }) { markDirtyAtOnce() }
    claudeFiles[pid] = nil
    for (pane, watched) in panes where watched.identity?.pid == pid {
      panes[pane]?.identity = nil
      panes[pane]?.possible = nil
      look(at: pane)
      // Found anew only if another process took over; the fleet is told otherwise.
      if panes[pane]?.identity == nil { apply(.identified(pane, nil)) }
      agenda.set(.looking, at: looks.ended(pane, at: Clock.now.monotonic))
    }
    setAlarm()
  }
}
