import Fleet
import Logging
import NIOCore
import Store
import TmuxControl
import World

extension Daemon {
  /// The server is in sight: what of the items is left there? First what an earlier life had begun is resolved by
  /// looking, then every item's session. Nothing is begun before that.
  func surveyWork() {
    guard !hasSurveyed, let hands = workHands else { return }
    hasSurveyed = true
    let items = coordinator.items.values.filter { !$0.isOver }
    let epoch = epoch
    Task.detached {
      let panes = try? await hands.sessions.panes()
      let surveys = Dictionary(
        uniqueKeysWithValues: items.map { ($0.id, hands.survey($0, among: panes ?? [])) })
      await self.surveyed(surveys, panes ?? [], isCertain: panes != nil, of: epoch)
    }
  }

  private func surveyed(_ surveys: [ItemID: Survey], _ panes: [ManagedPane], isCertain: Bool, of server: ServerEpoch?) {
    // Of a server that has been lost since: the next one is looked at on its own.
    guard server == epoch else { return }
    guard isCertain else {
      if !isSurveyDelayed { log.error("what is left of the items' sessions could not be asked for; asking again") }
      isSurveyDelayed = true
      loop.scheduleTask(in: .seconds(1)) {
        self.assumeIsolated { daemon in
          guard server == daemon.epoch else { return }
          daemon.hasSurveyed = false
          daemon.surveyWork()
        }
      }
      return
    }
    isSurveyed = true
    isSurveyDelayed = false
    // Those that waited when the server was lost come after what is left there.
    let waiting = waitingOrders
    waitingOrders = []
    let marked = Set(panes.compactMap { $0.item.map { "\($0)" } })
    orphans = marked.filter { $0 != WorkHands.orchestrator && coordinator.items[ItemID($0)] == nil }.compactMap {
      mark in panes.first { $0.item == mark }
    }.sorted { $0.sessionName < $1.sessionName }
    for item in coordinator.sorted {
      guard let doing = item.doing, inherited.contains(doing.id) else { continue }
      resolve(doing, of: item, panes)
    }
    inherited = []
    tell(.surveyed(surveys))
    let events = early
    early = []
    for event in events {
      // What agents do is told as it is now.
      if case .saw = event { continue }
      tell(event)
    }
    for item in coordinator.items.values { if let pane = item.session?.pane { tellWork(of: pane) } }
    let orders = earlyOrders
    earlyOrders = []
    waitingOrders = waiting + waitingOrders
    for order in orders { order(self) }
    takeOrders()
  }

  /// At once, or as soon as it is known what an earlier life left.
  func whenSurveyed(_ order: @escaping @Sendable (isolated Daemon) -> Void) {
    if isSurveyed { order(self) } else { earlyOrders.append(order) }
  }

  /// An effect that was begun, and of which no result is known.
  private func resolve(_ effect: WorkEffect, of item: WorkItem, _ panes: [ManagedPane]) {
    log.info(
      "an effect of an earlier life is resolved", metadata: ["item": "\(item.name)", "deed": "\(effect.deed.word)"])
    switch effect.deed {
    // What they do is looked at before it is done again.
    case .prepare, .close, .discard: tell(.done(effect.id, item.id, .lost))
    case .open(let reason):
      let pane = panes.first { $0.agentOf == "\(item.id)" }
      // A dead pane whose process nobody knows may be the old one: what is begun again finds out.
      let isOther = pane.map { $0.pid != item.session?.pid && ($0.pid != 0 || item.session == nil) } ?? false
      guard let pane, let hands = workHands, isOther || item.session?.server != epoch else {
        tell(.done(effect.id, item.id, .lost))
        return
      }
      let conversation =
        reason == .resume ? item.session?.conversation : WorkHands.conversation(item.id, effect.id)
      tell(.done(effect.id, item.id, .opened(hands.session(pane, item, conversation: conversation))))
    case .send:
      let token = Self.token(effect.id)
      if let result = result(of: token) {
        tell(.done(effect.id, item.id, DeedResult(verdict: result.verdict, reason: result.reason)))
      } else if !isKnown(token) {
        tell(.done(effect.id, item.id, .lost))
      } else if item.session?.server != epoch {
        tell(.done(effect.id, item.id, .unconfirmed(reason: "the tmux server ended in the middle of it")))
      }
    // Else the delivery itself was taken up, and will tell.
    }
  }
}

extension WorkHands {
  /// What is left of an item.
  func survey(_ item: WorkItem, among panes: [ManagedPane]) -> Survey {
    let own = panes.filter { $0.agentOf == "\(item.id)" }
    // Of several the one that lives, else the one that is known.
    let pane = own.first { !$0.isDead } ?? own.first { $0.pane == item.session?.pane } ?? own.first
    return Survey(
      session: pane.map { session($0, item, conversation: item.session?.conversation) },
      hasWorktree: item.workspace.map { FileKind.isDirectory($0.path) } ?? false)
  }
}
