import Fleet
import Logging
import NIOCore
import Recognition
import Screens
import Store
import Terminal
import TmuxControl
import World

/// What somebody wants delivered, and whom to tell.
struct Order: Sendable {
  let token: String
  let begun: Moment
  let changes: [Prompt.Change]
  let reply: @Sendable (DeliveryReport) -> Void
}

extension Daemon {
  // MARK: Orders

  /// Puts a text into an agent's queue.
  ///
  /// - Parameter reply: called once, on the daemon's loop, when the verdict is on disk.
  func send(
    _ text: String, to pane: PaneID, _ manner: Manner, token: String, within seconds: Double,
    reply: @escaping @Sendable (DeliveryReport) -> Void
  ) {
    do {
      let rules = sendRules(of: pane)
      let prompt = try Prompt(text, for: rules)
      let delivery = PromptDelivery(prompt, manner, rules: rules, token: token, deadline: Self.deadline(in: seconds))
      take(.prompt(delivery), to: pane, token: token, changes: prompt.changes, reply: reply)
    } catch {
      reply(DeliveryReport(.refused(error), pane: pane, token: token, changes: []))
    }
  }

  func answer(
    _ choice: Choice, on pane: PaneID, askID: String?, ownKey: Int64?, token: String, within seconds: Double,
    reply: @escaping @Sendable (DeliveryReport) -> Void
  ) {
    let delivery = AnswerDelivery(choice, askID: askID, deadline: Self.deadline(in: seconds), ownKey: ownKey)
    take(.answer(delivery), to: pane, token: token, changes: [], reply: reply)
  }

  /// How the agent in a pane wants to be talked to.
  private func sendRules(of pane: PaneID) -> SendRules {
    fleet.agents[pane].flatMap { recognizer(of: $0.identity) }?.rules.send ?? SendRules()
  }

  private static func deadline(in seconds: Double) -> UInt64 {
    Clock.now.monotonic &+ UInt64((seconds >= 1 ? min(seconds, 3600) : 1) * 1e9)
  }

  private func take(
    _ errand: Outbox.Errand, to pane: PaneID, token: String, changes: [Prompt.Change],
    reply: @escaping @Sendable (DeliveryReport) -> Void
  ) {
    let now = Clock.now
    let (number, jobs) = outbox.add(errand, to: pane, sight: sight(of: pane), at: now)
    orders[number] = Order(token: token, begun: now, changes: changes, reply: reply)
    carryOut(jobs)
  }

  // MARK: Looking

  /// The pane as the model has it. Nil while its screen is not known, or a frame is not complete.
  private func sight(of pane: PaneID) -> Sight? {
    guard panes[pane] != nil else {
      return transport == nil ? nil : Sight(activity: nil, finding: nil, box: nil, rows: [])
    }
    guard !frames.isWaiting(for: pane), let terminal = intake.screens.terminal(of: pane),
      !terminal.isDrawing(at: Clock.now.monotonic)
    else { return nil }
    let screen = ScreenText(terminal)
    let agent = fleet.agents[pane]
    let recognizer = agent.flatMap { self.recognizer(of: $0.identity) }
    let finding = recognizer?.recognise(screen)
    return Sight(
      activity: agent?.activity, finding: finding, box: recognizer?.inputBox(on: screen),
      rows: screen.rows.map(\.text), columns: screen.columns,
      takesPastesForKeys: terminal.knowsBracketedPaste && !terminal.modes.contains(.bracketedPaste),
      hold: holds.hold(on: pane, for: finding?.state == .blocked ? finding?.ask : nil))
  }

  /// The pane's screen was read anew.
  func lookForDelivery(on pane: PaneID) {
    carryOut(outbox.apply(.looked, on: pane, sight: sight(of: pane), at: Clock.now))
  }

  func wakeDeliveries(at now: Moment) {
    wakes = wakes.filter { $0 > now.monotonic }
    for pane in outbox.panes { carryOut(outbox.apply(.woke, on: pane, sight: sight(of: pane), at: now)) }
    if let next = wakes.min() { agenda.set(.delivery, at: next) }
  }

  /// Something happened to the agent beside its screen.
  func wakeDelivery(on pane: PaneID) {
    guard outbox.isBusy(pane) else { return }
    wake(at: Clock.now.monotonic)
  }

  /// The agent itself tells that it took a prompt, and when.
  func acceptDelivery(of prompt: String, on pane: PaneID, at moment: Moment) {
    guard outbox.isGiving(prompt, to: pane) else { return }
    carryOut(
      outbox.apply(
        .accepted(by: "hook", at: moment.monotonic), on: pane, sight: sight(of: pane), at: Clock.now))
  }

  private func wake(at time: UInt64) {
    wakes.insert(time)
    agenda.set(.delivery, at: time)
  }

  // MARK: Doing

  private func carryOut(_ jobs: [Outbox.Job]) {
    for job in jobs {
      switch job.effect {
      case .wake(let time): wake(at: time)
      case .examine: run(job) { .examined(try await $0.examine()) }
      case .perform(let stroke, let guarded):
        let buffer = "argosy-\(epoch?.pid ?? 0)-\(job.number)"
        run(job) { try await $0.perform(stroke, if: guarded, buffer: buffer) ? .performed : .declined }
      case .record: record(job)
      case .decide(let decision, let hold): decide(decision, on: hold, for: job)
      case .finish(let verdict): finish(job, verdict)
      }
    }
    if !jobs.isEmpty { setAlarm() }
  }

  /// Off the loop: starting a process takes longer than a frame.
  private func run(_ job: Outbox.Job, _ deed: @escaping @Sendable (PaneInput) async throws -> DeliveryEvent) {
    let input = PaneInput(tmux: configuration.tmux, server: configuration.server, pane: job.pane)
    Task.detached {
      var event: DeliveryEvent
      do {
        event = try await deed(input)
      } catch {
        event = .failed(.tmux("\(error)"))
      }
      await self.answered(event, to: job)
    }
  }

  func answered(_ event: DeliveryEvent, to job: Outbox.Job) {
    log.debug("delivery", metadata: ["number": "\(job.number)", "event": "\(event)"])
    carryOut(outbox.answered(event, to: job, sight: sight(of: job.pane), at: Clock.now))
  }

  private func record(_ job: Outbox.Job) {
    guard let journal, let epoch, let order = orders[job.number],
      let errand = outbox.errand(job.number, on: job.pane)
    else { return answered(.failed(.journal("it is not open")), to: job) }
    let intent = DeliveryIntent(
      errand, token: order.token, pane: job.pane, agent: fleet.agents[job.pane]?.identity, at: Clock.now.wall)
    journal.begin(intent, epoch: epoch) { [loop, self] error in
      let event: DeliveryEvent = error.map { .failed(.journal("\($0)")) } ?? .recorded
      loop.execute { self.assumeIsolated { $0.answered(event, to: job) } }
    }
  }

  private func finish(_ job: Outbox.Job, _ verdict: Verdict) {
    guard let order = orders.removeValue(forKey: job.number) else { return }
    let now = Clock.now
    defer { delivered(order.token, verdict) }
    log.info(
      "delivered",
      metadata: [
        "pane": "\(job.pane)", "verdict": "\(verdict.word)", "reason": "\(verdict.discreetReason.prefix(200))",
      ])
    var report = DeliveryReport(verdict, pane: job.pane, token: order.token, changes: order.changes)
    report.seconds = Double(now.monotonic &- order.begun.monotonic) / 1e9
    guard let journal else { return order.reply(report) }
    journal.finish(order.token, DeliveryResult(verdict: verdict.word, reason: verdict.discreetReason), at: now.wall) {
      [loop, report] in
      loop.execute { order.reply(report) }
    }
  }

  // MARK: After a restart

  /// Takes up what an earlier life had begun: the screens tell how far it came.
  func recoverDeliveries() {
    guard !hasRecovered, let journal, let epoch else { return }
    hasRecovered = true
    for intent in (try? journal.openDeliveries(epoch: epoch)) ?? [] {
      log.info("a delivery of an earlier life is taken up", metadata: ["pane": "\(intent.pane)"])
      let rules = catalog.agents.first { $0.agent == intent.agent }?.send ?? SendRules()
      guard intent.kind == .prompt, listing.panes[intent.pane] != nil,
        let prompt = try? Prompt(intent.text, for: rules)
      else {
        let reason =
          intent.kind == .answer
          ? "argosy ended in the middle of it" : "argosy ended in the middle of it, and the pane is not there any more"
        journal.finish(
          intent.token, DeliveryResult(verdict: "unconfirmed", reason: reason), at: Clock.now.wall)
        continue
      }
      let agent = fleet.agents[intent.pane]?.identity.pid
      let delivery = PromptDelivery(
        recovering: prompt, intent.manner ?? .plain, rules: rules, token: intent.token,
        past: PromptDelivery.Past(
          echoesBefore: intent.echoesBefore, begun: intent.at / 1_000_000_000,
          // It may be known a moment later.
          isAgentGone: agent.map { $0 != intent.agentPID } ?? !(intent.agentPID.map(ProcessTree.isAlive) ?? false)),
        deadline: Self.deadline(in: 30))
      take(.prompt(delivery), to: intent.pane, token: intent.token, changes: []) { _ in }
    }
  }

  /// How a delivery ended that an earlier life had begun; nil while it is under way, or when it is not known.
  func report(on token: String) -> DeliveryReport? {
    guard let result = result(of: token), let pane = try? journal?.pane(of: token) else { return nil }
    return DeliveryReport(result, pane: pane, token: token)
  }

  func result(of token: String) -> DeliveryResult? {
    (try? journal?.result(of: token)) ?? nil
  }

  /// Whether the journal knows of a delivery with this token; also when it cannot tell.
  func isKnown(_ token: String) -> Bool {
    guard let journal, let isKnown = try? journal.isKnown(token) else { return true }
    return isKnown
  }
}

extension DeliveryIntent {
  init(_ errand: Outbox.Errand, token: String, pane: PaneID, agent: AgentIdentity?, at moment: Int64) {
    switch errand {
    case .prompt(let delivery):
      self.init(
        token: token, pane: pane, agent: agent?.name ?? "", agentPID: agent?.pid, kind: .prompt,
        text: delivery.prompt.text, manner: delivery.manner, echoesBefore: delivery.echoesBefore, at: moment)
    case .answer(let delivery):
      self.init(
        token: token, pane: pane, agent: agent?.name ?? "", agentPID: agent?.pid, kind: .answer,
        text: delivery.choice.words.joined(separator: "\n"), askID: delivery.askID, at: moment)
    }
  }
}
