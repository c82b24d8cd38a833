import Fleet
import Logging
import NIOCore
import TmuxControl
import TmuxUI
import World

extension Daemon {
  /// Does what the coordinator wishes, in order. What has consequences is on disk as an intent by now.
  func carryOut(_ wishes: [WorkWish]) {
    for wish in wishes {
      switch wish {
      case .act(let effect): begin(effect)
      case .cancel(let effect): deeds[effect]?.cancel()
      case .notify(let item, let attention): notify(attention, of: item)
      case .wake(let time): agenda.set(.work, at: time)
      }
    }
    if !wishes.isEmpty { setAlarm() }
  }

  private func begin(_ effect: WorkEffect) {
    guard let item = coordinator.items[effect.item] else { return }
    guard let hands = workHands else {
      tell(.done(effect.id, effect.item, .failed("the tmux server cannot be reached")))
      return
    }
    log.info("deed", metadata: ["item": "\(item.name)", "deed": "\(effect.deed.word)", "number": "\(effect.id)"])
    switch effect.deed {
    case .prepare: run(effect) { await hands.prepare(item) }
    case .open(let reason):
      run(effect) { [weak self] in
        await hands.open(item, effect.id, reason) { pane in await self?.quiet(pane) }
      }
    case .send(let text): give(text, of: effect, item)
    case .close: run(effect) { await hands.close(item) }
    case .discard(let named): run(effect) { await hands.discard(item, named: named) }
    }
  }

  /// Off the loop: git and tmux are waited for.
  private func run(_ effect: WorkEffect, _ deed: @escaping @Sendable () async -> DeedResult) {
    deeds[effect.id] = Task.detached {
      let result = await deed()
      await self.finished(effect, result)
    }
  }

  private func finished(_ effect: WorkEffect, _ result: DeedResult) {
    deeds[effect.id] = nil
    tell(.done(effect.id, effect.item, result))
    // What was opened is looked at as soon as tmux tells of it.
    if case .opened(let session) = result {
      markDirtyAtOnce()
      tellWork(of: session.pane)
    }
  }

  /// Hands for the server of now; nil while no server is known.
  var workHands: WorkHands? {
    epoch.map { epoch in
      WorkHands(
        tmux: configuration.tmux, server: configuration.server, epoch: epoch, catalog: catalog,
        environment: configuration.environment, executable: configuration.executable,
        directory: configuration.itemsPath)
    }
  }

  /// Stops reading a pane that is about to be respawned: up to 3.7c that crashes tmux while our client has not read all
  /// of its output. When tmux has answered, nothing of it is on its way.
  func quiet(_ pane: PaneID) async {
    guard transport != nil, panes[pane] != nil else { return }
    await withCheckedContinuation { continuation in
      quieted[pane, default: []].append(continuation)
      send(Command.pause(pane), for: .quiet(pane))
    }
  }

  /// The pane is paused, or the connection that would have told is gone.
  func becameQuiet(_ pane: PaneID) {
    for continuation in quieted.removeValue(forKey: pane) ?? [] { continuation.resume() }
  }

  // MARK: Sending

  private func give(_ text: String, of effect: WorkEffect, _ item: WorkItem) {
    guard let session = item.session, session.server == epoch else {
      tell(.done(effect.id, effect.item, .refused(reason: "its session is not on this server", passes: true)))
      return
    }
    // How it ends is told by the token, so that it is also told when an earlier life began it.
    send(text, to: session.pane, .plain, token: Self.token(effect.id), within: Self.deliveryLimit) { _ in }
  }

  private static let deliveryLimit = 30.0

  static func token(_ effect: EffectID) -> String { "work-\(effect)" }

  /// A delivery has ended; perhaps it was one of ours.
  func delivered(_ token: String, _ verdict: Verdict) {
    guard let item = item(sending: token), let effect = item.doing?.id else { return }
    tell(.done(effect, item.id, DeedResult(verdict)))
  }

  private func item(sending token: String) -> WorkItem? {
    guard token.hasPrefix("work-") else { return nil }
    return coordinator.items.values.first { item in
      guard let doing = item.doing, case .send = doing.deed else { return false }
      return Self.token(doing.id) == token
    }
  }

  // MARK: Telling a person

  private func notify(_ attention: Attention, of id: ItemID) {
    guard let item = coordinator.items[id] else { return }
    log.notice("attention", metadata: ["item": "\(item.name)", "kind": "\(attention.kind.rawValue)"])
    guard let command = item.settings.notify, !command.isEmpty else { return }
    let notice = NoticeCommand(
      command,
      variables: [
        "ARGOSY_ITEM": item.name, "ARGOSY_KIND": attention.kind.rawValue,
        "ARGOSY_TEXT": PlainText.line(attention.text, limit: 500), "ARGOSY_REPOSITORY": item.repository.title,
        "ARGOSY_STAGE": item.stage, "ARGOSY_PANE": item.session.map { "\($0.pane)" } ?? "",
      ], environment: configuration.environment, directory: item.repository.path)
    Task.detached { [log] in
      if let fault = await notice.run() { log.error("the notification command failed: \(fault)") }
    }
  }
}

extension DeedResult {
  init(_ verdict: Verdict) {
    switch verdict {
    case .submitted(let proof), .queued(let proof): self = .sent(proof: proof.description)
    case .unconfirmed(let reason): self = .unconfirmed(reason: reason)
    case .refused(let refusal):
      switch refusal {
      // The text itself is the reason, and it stays what it is.
      case .emptyText, .tooLong: self = .refused(reason: refusal.description, passes: false)
      default: self = .refused(reason: refusal.description, passes: true)
      }
    }
  }

  /// As the journal has it of an earlier life.
  init(verdict: String, reason: String) {
    switch verdict {
    case "submitted", "queued": self = .sent(proof: reason)
    case "refused": self = .refused(reason: reason, passes: true)
    default: self = .unconfirmed(reason: reason)
    }
  }
}
