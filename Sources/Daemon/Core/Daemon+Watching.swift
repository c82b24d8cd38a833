import Fleet
import Logging
import Recognition
import Screens
import TmuxControl
import TmuxUI
import World

extension Daemon {
  /// Something about sessions, windows, panes or clients may have changed.
  func markDirty() {
    agenda.set(.listing, at: listingPace.next(after: intake.now))
  }

  /// A link was made: what is in it is wanted now.
  func markDirtyAtOnce() {
    agenda.set(.listing, at: intake.now)
  }

  /// What no notification tells is found out at the latest after this.
  private static let safetyNet: UInt64 = 30_000_000_000

  func list() {
    guard hub != nil else { return }
    examineSocket()
    // The answer on its way may be older than what asks for this one.
    guard !isListing else {
      isListingStale = true
      return
    }
    guard let panes = try? Command.listPanes(Listing.paneFormat),
      let clients = try? Command.listClients(Listing.clientFormat), let line = ControlLine([panes, clients])
    else { return }
    isListing = true
    isListingStale = false
    lastListing = Clock.now.monotonic
    listingAskedAt = Clock.now.wall
    listingPace.take(at: lastListing)
    send(line, for: .listing)
    agenda.clear(.listing)
    agenda.set(.safetyNet, at: lastListing &+ Self.safetyNet)
  }

  func listed(_ answer: Answer<Purpose>) {
    isListing = false
    if isListingStale { markDirty() }
    guard answer.failure == nil, answer.replies.count == 2 else { return markDirty() }
    let old = listing
    listing = Listing(paneRows: answer.replies[0].lines, clientRows: answer.replies[1].lines)
    if hasListed { listing.recall(from: old) }
    hasListed = true
    if listing.sessions.values.allSatisfy({ $0.isHub || $0.id == hub?.session }) {
      log.info("the last session has ended")
      Task {
        await leave(); end()
      }
      return
    }
    guard let duties = hub?.reconcile(listing) else { return }
    carryOut(duties)
    for pane in listing.panes.values where panes[pane.id] != nil { compare(pane, with: old.panes[pane.id]) }
    let gone = panes.keys.filter { listing.panes[$0] == nil }
    for pane in gone { forget(pane) }
    intake.screens.listed { listing.panes[$0] != nil }
    let sessions = Set(listing.sessions.keys)
    publisher.forget { scope in
      switch scope {
      case .server: false
      case .session(let session): !sessions.contains(session)
      case .window(let window): self.listing.windows[window] == nil
      case .pane(let pane): self.listing.panes[pane] == nil
      }
    }
    let hasSilentlyGone = gone.contains { fleet.agents[$0] == nil }
    apply(.placed(places()))
    // Of an agent the fleet tells; somebody may wait for one in a pane that had none.
    if hasSilentlyGone { observe() }
    compareWork()
    for pane in duties.born + duties.arrived { look(at: pane) }
  }

  private func carryOut(_ duties: Hub.Duties) {
    guard let hub else { return }
    for window in duties.link {
      linksAwaited.insert(window)
      send(Command.link(window, into: hub.session), for: .link(window))
    }
    if duties.isBoardMissing, let command = try? Command.open(board, name: Prefix.hubSession, in: hub.session) {
      send(command, for: .board)
    }
    for orphan in duties.giveBack {
      log.info(
        "a window in the hub is given back", metadata: ["window": "\(orphan.window)", "to": "\(orphan.session)"])
      send(Command.link(orphan.window, into: orphan.session), for: .end)
    }
    for window in duties.end {
      log.info("a window outlived its sessions and is ended", metadata: ["window": "\(window)"])
      send(Command.end(window), for: .end)
    }
    for session in duties.endHubs {
      log.info("a hub of an earlier connection is ended", metadata: ["session": "\(session)"])
      send(Command.end(session), for: .end)
    }
    for pane in duties.pause {
      send(Command.pause(pane), for: .pause(pane))
      forget(pane)
    }
    for id in duties.born {
      guard let pane = listing.panes[id] else { continue }
      intake.screens.born(
        id, columns: pane.columns, rows: pane.rows, historyLimit: pane.historyLimit,
        allowsAlternateScreen: pane.allowsAlternateScreen)
      watch(pane)
    }
    for id in duties.arrived {
      guard let pane = listing.panes[id] else { continue }
      intake.screens.arrived(id, columns: pane.columns, rows: pane.rows)
      watch(pane)
    }
    seed()
  }

  /// The pane's process is a new one: nothing is known of it.
  private func watch(_ pane: Listing.Pane) {
    panes[pane.id] = WatchedPane(pid: pane.pid)
    looks.forget(pane.id)
    exits?.watch(pane.pid)
  }

  /// Sizes and processes change without a word on the stream.
  private func compare(_ pane: Listing.Pane, with old: Listing.Pane?) {
    intake.screens.resized(pane.id, columns: pane.columns, rows: pane.rows)
    if let old, old.pid != pane.pid || old.isDead != pane.isDead {
      if old.pid != pane.pid {
        // Respawned: whatever ran there before has nothing to do with what runs there now.
        watch(pane)
        apply(.hidden(pane.id))
        intake.screens.respawned(pane.id)
      }
      intake.screens.doubted(pane.id)
      look(at: pane.id)
    }
  }

  private func forget(_ pane: PaneID) {
    panes[pane] = nil
    looks.forget(pane)
    frames.forget(pane)
    canary.forget(pane)
    if let due = watchers.changed(pane, at: Clock.now.monotonic) { agenda.set(.screens, at: due) }
    seedsAwaited.remove(pane)
    intake.screens.forget(pane)
  }

  /// Asks for the screens that are not known, a bounded number at a time.
  func seed() {
    guard hub != nil else { return }
    for pane in intake.screens.takeStale(limit: Self.seedsAtOnce - seedsAwaited.count) {
      guard let line = try? SeedTransaction.line(for: pane) else { continue }
      seedsAwaited.insert(pane)
      send(line, for: .seed(pane))
    }
  }

  private static let seedsAtOnce = 20

  /// Where each pane is, leaving the hub out: it only mirrors.
  private func places() -> [PaneID: Place] {
    var places: [PaneID: Place] = [:]
    for pane in listing.panes.values {
      guard let session = listing.session(of: pane.id, otherThan: hub?.session) else { continue }
      places[pane.id] = Place(
        window: pane.window, session: session, sessionName: listing.sessions[session]?.name ?? "",
        isShown: listing.isShown(pane.id))
    }
    return places
  }
}
