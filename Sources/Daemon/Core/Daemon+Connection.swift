import Fleet
import Logging
import NIOCore
import Recognition
import Screens
import Store
import Terminal
import TmuxControl
import TmuxUI
import World

extension Daemon {
  /// Connects to the server: one control client, in a session of its own.
  func connect() async throws {
    let answer = try await introduction()
    let fields = answer.split(whereSeparator: { $0 == "\t" || $0 == "\n" })
    guard fields.count >= 3, let pid = Int32(fields[0]), let start = Int64(fields[1]) else {
      throw TmuxFailure.refused(
        answer.isEmpty
          ? "the server tells nothing: tmux lets in its own user and those named by server-access"
          : "the server does not say who it is: \(PlainText.line(answer, limit: 200))")
    }
    if fields.count > 3, clientName != fields[3] { try await refuseIfServed(by: String(fields[3])) }
    let epoch = ServerEpoch(pid: pid, startTime: start)
    serverVersion = String(fields[2])
    let tmux = TmuxVersion(serverVersion) ?? .v3_3
    if epoch != self.epoch { meet(epoch, tmux) }
    let program = try await client(for: serverVersion, pid: pid)
    try await waitForQuiet()

    connection = ControlConnection()
    intake = Intake(tmux: tmux, widths: WidthLibrary.ofServer(pid: pid))
    hub = nil
    panes = [:]
    looks = LookSchedule()
    frames = FrameClock()
    canary = Canary()
    publisher = Publisher()
    interface = InterfaceState()
    isAskingBorders = false
    notices.isAsking = false
    linksAwaited = []
    seedsAwaited = []
    hasAskedIdentity = false
    isListing = false
    isListingStale = false
    hasListed = false
    lastListing = 0
    let transport = try await ControlTransport.start(
      tmux: program.path, arguments: ["-S", configuration.server.socket] + attach(),
      environment: Self.clientEnvironment(configuration.environment), on: loop,
      received: { [weak self] bytes in self?.assumeIsolated { $0.received(bytes) } },
      lost: { [weak self] panes in self?.assumeIsolated { $0.lost(panes) } },
      ended: { [weak self] reason in self?.assumeIsolated { $0.streamEnded(reason) } })
    guard !hasEnded else { return transport.terminate() }
    self.transport = transport
    connectedAt = Clock.now.monotonic
    isDeadlineSuspected = false
    isSocketSuspected = false
    socketFile = SocketFile(configuration.server)
    transport.begin()
    log.info("connected", metadata: ["server": "\(pid)", "version": "\(serverVersion)", "client": "\(transport.pid)"])
    agenda.clear(.completion)
    agenda.set(.deadline, at: Clock.now.monotonic &+ Self.answerLimit)
    setAlarm()
  }

  /// We are in the session that we made. Before tmux says so, a question would be answered for another session.
  private func attached() {
    guard hub == nil, !hasAskedIdentity,
      let question = try? Command.display("#{session_id}\t#{window_id}\t#{pane_id}\t#{client_name}")
    else { return }
    hasAskedIdentity = true
    send(question, for: .identity)
  }

  /// `new-session` makes the hub and attaches to it. `-E`: our environment does not enter the person's sessions. The
  /// hub starts in `/`, where hooks for repositories have nothing to do. Its window's name begins as no other does: from
  /// outside tmux, `-t a` means the newest session's first window that begins with an a, and the newest may be the hub.
  ///
  /// The hub is not left to `destroy-unattached`: when another client goes in the instant between the end of ours and
  /// its departure, tmux 3.3a destroys the session under it and crashes (9 of 30 runs with a client that lists sessions).
  /// Instead the board in its window ends it when the daemon has gone, and `kill-session` is safe at any time.
  private func attach() -> [String] {
    // A name can be taken only by somebody else's session, or by a hub whose client is on its way out.
    let name = failures == 0 ? Prefix.hubSession : "\(Prefix.hubSession)-\(failures % 8)"
    let target = "=\(name):"
    return [
      "new-session", "-E", "-f", "pause-after=5", "-s", name, "-n", Prefix.hubSession, "-c", "/", board, ";",
      "set-option", "-t", target, Prefix.hubMark, "1", ";",
      // When the hub is killed, our client must leave, not move to a session of the person's.
      "set-option", "-t", target, "detach-on-destroy", "on",
    ]
  }

  /// What runs in the hub's window.
  var board: String {
    "exec \(ShellWord.quoted(configuration.executable)) board --hub -S \(ShellWord.quoted(configuration.server.socket))"
  }

  /// The control client needs to find its server and nothing else.
  private static func clientEnvironment(_ environment: [String: String]) -> [String: String] {
    environment.filter { ["PATH", "HOME", "TMUX_TMPDIR", "USER", "LANG", "LC_ALL", "LC_CTYPE"].contains($0.key) }
      .merging(["TERM": "dumb"]) { $1 }
  }

  /// The lock is found by way of the environment, which may differ from one terminal to the next; the server knows.
  private func refuseIfServed(by client: String) async throws {
    let clients = try await configuration.tmux.run(["list-clients", "-F", "#{client_name}"], on: configuration.server)
    if clients.split(separator: "\n").contains(where: { $0 == client }) { throw DaemonRefusal.served(client: client) }
  }

  /// Thirty days, in nanoseconds.
  private static let journalAge: Int64 = 30 * 86_400 * 1_000_000_000

  private func meet(_ epoch: ServerEpoch, _ tmux: TmuxVersion) {
    self.epoch = epoch
    hasSurveyed = false
    isSurveyed = false
    fleet = Fleet()
    captures = CaptureBudget(leaks: tmux < .v3_6)
    openJournal()
    journal?.prune(before: Clock.now.wall - Self.journalAge, except: epoch)
    journal?.pruneWork(before: Clock.now.wall - 3 * Self.journalAge)
    recallPerson()
    let memories = (try? journal?.lastActivities(epoch: epoch)) ?? [:]
    for (pane, memory) in memories {
      _ = fleet.apply(.remembered(pane, memory), at: Clock.now)
    }
  }

  /// Opens the journal if it is not open, and takes up the work that is in it.
  func openJournal() {
    guard journal == nil else { return }
    do {
      journal = try Journal(path: configuration.journalPath) { [log] in log.error("\($0)") }
      journalTrouble = nil
      loadWork()
    } catch {
      let trouble = error as? JournalError ?? .faulty(path: configuration.journalPath, reason: "\(error)")
      if trouble != journalTrouble {
        log.error("the journal cannot be opened; states will not survive a restart: \(trouble)")
      }
      journalTrouble = trouble
      agenda.set(.ledger, at: Clock.now.monotonic &+ Self.reopening)
    }
  }

  /// What a person has said of sessions, and was told of.
  private func recallPerson() {
    readFlags()
    notices.ladder = NoticeLadder(told: ToldNeeds(journal?.toldNeeds(), on: epoch))
  }

  private static let reopening: UInt64 = 30_000_000_000

  /// Opens a journal that could not be opened before. What is in it is looked for as at the beginning.
  func reopenJournal() {
    guard journal == nil, epoch != nil else { return }
    openJournal()
    guard journal != nil else { return }
    log.notice("the journal is open now")
    agenda.clear(.ledger)
    recallPerson()
    hasSurveyed = false
    isSurveyed = false
    guard isComplete else { return }
    recoverDeliveries()
    surveyWork()
  }

  /// Servers up to 3.6b can crash when sessions come and go in the instant a control client connects: wait until two
  /// looks, 250 ms apart, see the same sessions, at most two seconds.
  private func waitForQuiet() async throws {
    var before = try await configuration.tmux.run(["list-sessions", "-F", "#{session_id}"], on: configuration.server)
    for _ in 0..<8 {
      try await Task.sleep(for: .milliseconds(250))
      let now = try await configuration.tmux.run(["list-sessions", "-F", "#{session_id}"], on: configuration.server)
      if now == before { return }
      before = now
    }
  }

  // MARK: Out

  func send(_ command: Command, for purpose: Purpose) {
    send(ControlLine(command), for: purpose)
  }

  func send(_ line: ControlLine, for purpose: Purpose) {
    guard let transport else { return }
    transport.write(connection.send(line, for: purpose))
    // From the oldest that is not answered; an answer moves it on.
    agenda.set(.deadline, at: Clock.now.monotonic &+ Self.answerLimit)
  }

  /// tmux answers in a millisecond; a server that is silent this long is stopped or gone.
  static let answerLimit: UInt64 = 10_000_000_000

  static let completionLimit: UInt64 = 2_000_000_000

  // MARK: In

  private func received(_ bytes: [UInt8]) {
    intake.now = Clock.now.monotonic
    connection.receive(bytes.span, intake)
    settle()
  }

  /// We did not keep up: output of these panes was dropped here. They are asked for anew.
  private func lost(_ panes: Set<PaneID>) {
    intake.now = Clock.now.monotonic
    intake.lost(panes)
    settle()
  }

  /// Deals with what the last chunk brought.
  private func settle() {
    let now = intake.now
    for notification in intake.takeNotifications() {
      if case .sessionChanged = notification { attached() }
      if notification.changesTopology { markDirty() }
    }
    let answers = intake.takeAnswers()
    for answer in answers { take(answer) }
    if !answers.isEmpty {
      isDeadlineSuspected = false
      agenda.clear(.deadline)
      if connection.unanswered > 0 { agenda.set(.deadline, at: now &+ Self.answerLimit) }
    }
    if let ending = intake.ending {
      // Whatever still comes cannot be used: what follows is the end of the stream.
      log.error("the connection is given up: \(ending.reason ?? "it ended")")
      transport?.giveUp(ending.reason ?? "it ended")
    }
    for pane in intake.screens.takeChanged() {
      if let due = watchers.changed(pane, at: now) { agenda.set(.screens, at: due) }
      // Who prints there is asked with the first bytes, what it says when the frame is complete.
      let progress = intake.screens.takeProgress(of: pane)
      guard let index = panes.index(forKey: pane) else { continue }
      let holdsAgent = panes.values[index].identity != nil
      agenda.set(.looking, at: looks.printed(pane, holdsAgent: holdsAgent, at: now))
      if holdsAgent || panes.values[index].possible != nil {
        agenda.set(.reading, at: frames.printed(pane, at: now, progress))
      } else {
        panes.values[index].unread = progress
      }
      if intake.screens.isGuess(pane), agenda.due(.doubting) == nil { agenda.set(.doubting, at: now) }
    }
    if intake.screens.hasStale { agenda.set(.seeding, at: now) }
    becomeCompleteIfSo()
    setAlarm()
  }

  private func take(_ answer: Answer<Purpose>) {
    switch answer.purpose {
    case .identity: identified(answer)
    case .board: openedBoard(answer)
    case .leftovers: foundLeftovers(answer)
    case .listing: listed(answer)
    case .link(let window):
      linksAwaited.remove(window)
      if case .refused(_, let message)? = answer.failure {
        log.debug("a window was not linked", metadata: ["window": "\(window)", "why": "\(message)"])
        hub?.refused(window)
      }
      if linksAwaited.isEmpty { markDirtyAtOnce() }
    case .quiet(let pane): becameQuiet(pane)
    case .end, .pause, .unawaited:
      break
    case .seed(let pane):
      seedsAwaited.remove(pane)
      captures.take(answer.replies.dropFirst().reduce(0) { $0 + $1.byteCount }, at: intake.now)
      if let failure = answer.failure {
        log.debug("a pane was not seeded", metadata: ["pane": "\(pane)", "why": "\(failure)"])
        markDirty()
      }
    case .interface: toldInterface(answer)
    case .borders: toldBorders(answer)
    case .onlookers: toldOnlookers(answer)
    case .verify(_, let look):
      captures.take(answer.replies.dropFirst().reduce(0) { $0 + $1.byteCount }, at: intake.now)
      sighted(answer, look: look)
    case .publish(let batch):
      publisher.answered(batch, succeeded: answer.failure == nil)
      if answer.failure != nil {
        markDirty()
        agenda.set(.publishing, at: intake.now &+ 100_000_000)
      }
    }
  }

  /// Who we are on this server: from here on the hub can do its work.
  private func identified(_ answer: Answer<Purpose>) {
    let fields = answer.replies.first?.text.first?.split(separator: "\t") ?? []
    guard fields.count == 4, let session = SessionID(fields[0]), let window = WindowID(fields[1]),
      let pane = PaneID(fields[2])
    else {
      log.error("tmux did not tell which session is the hub")
      transport?.terminate()
      return
    }
    hub = Hub(session: session, ownWindow: window)
    clientName = String(fields[3])
    agenda.set(.completion, at: intake.now &+ Self.completionLimit)
    intake.screens.ignore(pane)
    send(Command.pause(pane), for: .pause(pane))
    askForLeftovers()
    askInterface()
    list()
  }

  private func openedBoard(_ answer: Answer<Purpose>) {
    let fields = answer.replies.first?.text.first?.split(separator: "\t") ?? []
    let window = fields.first.flatMap { WindowID($0) }
    hub?.opened(board: window)
    if let pane = fields.last.flatMap({ PaneID($0) }) {
      intake.screens.ignore(pane)
      send(Command.pause(pane), for: .pause(pane))
    }
  }

  // MARK: Leaving

  /// Takes back what was written to this server, and leaves it.
  func sayFarewell() {
    for line in publisher.withdraw() { send(line, for: .unawaited) }
    if let hub { send(Command.end(hub.session), for: .unawaited) }
    transport?.detach()
  }

  /// Leaves nothing behind: options unset, the hub gone.
  ///
  /// ``end()`` has to follow.
  public func leave() async {
    guard !hasEnded else { return }
    hasEnded = true
    alarm?.cancel()
    if let transport {
      sayFarewell()
      loop.scheduleTask(in: .seconds(2)) { transport.terminate() }
      await Task.detached { transport.wait() }.value
      // What is not proved yet is taken up by whoever comes next.
      try? await HiddenVariables(tmux: configuration.tmux, server: configuration.server)
        .forgetTallies(except: outbox.panes)
    }
  }
}
