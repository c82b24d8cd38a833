import Fleet
import Logging
import NIOCore
import Store
import Terminal
import TmuxControl
import TmuxUI
import World

extension Daemon {
  // MARK: When

  /// Shows the ladder what agents need now.
  ///
  /// - Parameter changed: the panes whose agents have changed, came or went; nil for all.
  func watchNotices(_ changed: Set<PaneID>? = nil) {
    guard isComplete, epoch != nil else { return }
    see(changed ?? Set(fleet.agents.keys))
    if let told = notices.ladder.takeTold() { keep(told) { _ in } }
    if let wake = notices.ladder.wake { agenda.set(.notices, at: wake) }
  }

  private func see(_ panes: some Sequence<PaneID>) {
    let now = Clock.now.monotonic
    let (items, flagged) = (itemsBySession(), itemsUnderWay())
    for pane in panes {
      guard let agent = fleet.agents[pane] else {
        notices.ladder.lose(pane)
        continue
      }
      let flags = flags[agent.place.session, item: flagged[agent.place.session]]
      let name = items[agent.place.session]?.name ?? agent.place.sessionName
      notices.ladder.see(NoticeAgent(agent, name: name, isQuiet: flags.isMuted || flags.isParked), at: now)
    }
  }

  /// Something may be due: then who looks at what, and what the person wants, is asked first. Nobody keeps either up to
  /// date in the meantime.
  func considerNotices() {
    let now = Clock.now.monotonic
    guard hub != nil, !notices.isAsking else { return }
    guard notices.ladder.isDue(at: now) else {
      if let wake = notices.ladder.wake { agenda.set(.notices, at: wake) }
      return
    }
    guard let clients = try? Command.listClients(Onlooker.format),
      let panes = try? Command.listPanes("#{pane_id}\t#{pane_tty}"),
      let line = ControlLine([Command.showGlobalOptions, clients, panes])
    else { return }
    notices.isAsking = true
    send(line, for: .onlookers)
  }

  func toldOnlookers(_ answer: Answer<Purpose>) {
    notices.isAsking = false
    let now = Clock.now
    guard answer.failure == nil, answer.replies.count == 3 else {
      return agenda.set(.notices, at: now.monotonic &+ Self.patience)
    }
    let settings = InterfaceSettings(shown: answer.replies[0].text.joined(separator: "\n"))
    let covered = Set(notices.boards.values)
    let onlookers = answer.replies[1].text.compactMap { row -> Onlooker? in
      var onlooker = Onlooker(row)
      if let name = onlooker?.name { onlooker?.hasBoard = covered.contains(name) }
      return onlooker
    }
    var devices: [PaneID: String] = [:]
    for row in answer.replies[2].text {
      let fields = row.split(separator: "\t", maxSplits: 1)
      if fields.count == 2, let pane = PaneID(fields[0]) { devices[pane] = String(fields[1]) }
    }
    // A session may have been muted since.
    see(notices.ladder.undecided)
    if hasListed { notices.ladder.forget { listing.panes[$0] == nil } }
    let given = notices.ladder.decide(onlookers, settings, at: now)
    if let wake = notices.ladder.wake { agenda.set(.notices, at: wake) }
    let giving = Giving(
      notices: given, settings: settings, client: onlookers.max { $0.activity < $1.activity }, devices: devices)
    // First it is written down: whoever is killed in between has told too little, and never the same twice.
    guard let told = notices.ladder.takeTold() else { return }
    if given.isEmpty {
      log.info("nobody is told: it is seen already, or not wanted", metadata: ["clients": "\(onlookers.count)"])
    }
    keep(told) { daemon in daemon.give(giving) }
  }

  private static let patience: UInt64 = 1_000_000_000

  private func keep(_ told: ToldNeeds, then next: @escaping @Sendable (isolated Daemon) -> Void) {
    guard let journal, let text = told.text else { return next(self) }
    journal.setToldNeeds(text) { [weak self] in
      guard let self else { return }
      loop.execute { self.assumeIsolated { next($0) } }
    }
  }

  // MARK: How

  /// What is given, to whom, and in which ways.
  struct Giving: Sendable {
    let notices: [Notice]
    let settings: InterfaceSettings
    /// The one that was used last; nil where nobody is there.
    let client: Onlooker?
    /// The terminals of panes.
    let devices: [PaneID: String]
  }

  private func give(_ giving: Giving) {
    guard !giving.notices.isEmpty, !hasEnded else { return }
    for notice in giving.notices {
      notices.given += 1
      log.info("notice", metadata: ["title": "\(notice.title)"])
    }
    if giving.settings.notifyBell { ringBell(giving) }
    if giving.settings.notifyMessage { message(giving) }
    if giving.settings.notifyOsc { tellTerminal(giving) }
    if giving.settings.notifyDesktop { tellDesktop(giving) }
  }

  /// tmux marks the windows of the agents, in its own way.
  private func ringBell(_ giving: Giving) {
    let devices = giving.notices.flatMap(\.agents).compactMap { giving.devices[$0.pane] }
    attempt(.bell) {
      var fault: String?
      for device in devices { fault = TerminalDevice(path: device).write([0x07]) ?? fault }
      return fault
    }
  }

  /// One message: a second would take the first one's place at once.
  private func message(_ giving: Giving) {
    guard let client = giving.client else { return }
    let text = giving.notices.map(\.line).joined(separator: " · ")
    let words = Message(client: client.name, session: "\(client.session)", text: text)
      .arguments(for: TmuxVersion(serverVersion) ?? .v3_3)
    attempt(.message) { [configuration] in
      do {
        try await configuration.tmux.run(CommandVector.words([words]), on: configuration.server)
        return nil
      } catch {
        return "\(error)"
      }
    }
  }

  private func tellTerminal(_ giving: Giving) {
    guard let client = giving.client else { return }
    guard let kind = TerminalNotice(name: client.terminalName, type: client.terminalType) else {
      return took(.terminal, "a terminal of the kind \(client.terminalName) shows no notices")
    }
    let bytes = giving.notices.flatMap { kind.bytes($0) }
    attempt(.terminal) { TerminalDevice(path: client.terminal).write(bytes) }
  }

  private func tellDesktop(_ giving: Giving) {
    let environment = configuration.environment
    if let command = giving.settings.notifyCommand {
      return attempt(.desktop) {
        var fault: String?
        for notice in giving.notices {
          let run = NoticeCommand(command, variables: notice.variables, environment: environment, directory: "/")
          fault = await run.run() ?? fault
        }
        return fault
      }
    }
    guard let notifier = DesktopNotifier(environment) else {
      let names = DesktopProgram.candidates.map(\.rawValue).joined(separator: " or ")
      return took(.desktop, "there is no \(names): \(DesktopProgram.remedy), or set -g @argosy_notify_desktop off")
    }
    attempt(.desktop) {
      var fault: String?
      for notice in giving.notices { fault = await notifier.show(notice) ?? fault }
      return fault
    }
  }

  /// Does something outside, which may take its time.
  private func attempt(_ rung: NoticeState.Rung, _ deed: @escaping @Sendable () async -> String?) {
    Task.detached { [weak self] in
      let fault = await deed()
      await self?.took(rung, fault)
    }
  }

  /// A fault is told once; the doctor has it until it is mended.
  private func took(_ rung: NoticeState.Rung, _ fault: String?) {
    if notices.went(rung, fault), let fault {
      log.warning("a notice did not reach the person", metadata: ["by": "\(rung.rawValue)", "why": "\(fault)"])
    }
  }
}
