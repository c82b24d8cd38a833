import Fleet
import Foundation
import Store
import TmuxControl
import TmuxUI
import World

extension Daemon {
  /// What a caller asks about work items.
  ///
  /// - Parameter reply: called once, on the daemon's loop; at once, or when what had to be looked up was.
  func take(_ request: WorkRequest, reply: @escaping @Sendable (Response) -> Void) {
    reopenJournal()
    whenSurveyed { $0.carryOut(request, reply) }
  }

  private func carryOut(_ request: WorkRequest, _ reply: @escaping @Sendable (Response) -> Void) {
    if let journalTrouble, !request.verb.isAnsweredWithoutItems { return reply(.refusal(journalTrouble)) }
    switch request.verb {
    case .list: reply(Response(work: WorkResponse(items: coordinator.sorted.map { self.report(of: $0) })))
    case .inbox:
      reply(
        Response(
          work: WorkResponse(
            inbox: coordinator.inbox.map { InboxReport($0.item, $0.key, $0.attention) }, remarks: workRemarks)))
    case .new: begin(request, reply)
    case .prune where request.item == nil: pruneAll(reply)
    case .orchestrator: openOrchestrator(in: request.directory ?? "/", reply)
    case .refresh: refresh(request.item, reply)
    case .follow: reply(Response(error: "a follower is answered line by line"))
    case .show, .advance, .retry, .back, .skip, .resume, .done, .stop, .prune:
      guard let item = item(meant: request.item ?? "") else {
        return reply(.missingItem(request.item ?? ""))
      }
      take(request, about: item, reply: reply)
    }
  }

  private func take(_ request: WorkRequest, about item: WorkItem, reply: @escaping @Sendable (Response) -> Void) {
    switch request.verb {
    case .advance: order(.advance(item.id, afterAnswer: request.afterAnswer ?? false), reply)
    case .retry: order(.retry(item.id), reply)
    case .back: order(.back(item.id), reply)
    case .skip: order(.skip(item.id), reply)
    case .resume: order(.resume(item.id), reply)
    case .done: order(.finish(item.id), reply)
    case .stop: stop(item, request, reply)
    case .prune: order(.prune(item.id), reply)
    default: reply(Response(work: WorkResponse(item: ItemReport(item))))
    }
  }

  /// As it was told last, where nothing has changed since: times are dear to write.
  func report(of item: WorkItem) -> ItemReport {
    if let known = itemReports[item.id] { return known }
    let report = ItemReport(item)
    itemReports[item.id] = report
    return report
  }

  /// What a person should know beside the items; nil for nothing.
  var workRemarks: [String]? {
    var remarks = pullRequestFaults.map { "pull requests are not followed: \($0)" }
    if let journalFault { remarks.append("work cannot be written down, and waits until it can: \(journalFault)") }
    if let configurationFault { remarks.append("config.yml is not in force: \(configurationFault)") }
    remarks += orphanedSessions.map { "a session of argosy's belongs to no item: \($0)" }
    return remarks.isEmpty ? nil : remarks.map { PlainText.line($0, limit: 300) }
  }

  /// Why work cannot be written down.
  var journalFault: String? { journalTrouble.map { "\($0)" } ?? ledger.fault }

  /// What keeps pull requests from being followed.
  var pullRequestFaults: [String] { obstacles.values.map { "\($0)" }.sorted() }

  /// Sessions with the mark of an item that is not known here, as far as they are still there.
  var orphanedSessions: [String] {
    // What belongs to whom is in the journal.
    guard journal != nil else { return [] }
    return orphans.filter { transport == nil || panes[$0.pane] != nil }.map { "\($0.sessionName) (\($0.session))" }
  }

  /// The item that a person means: by its name or id, or by its pane or session.
  func item(meant target: String) -> WorkItem? {
    if let item = coordinator.item(named: target) { return item }
    guard case .success(let pane) = pane(of: target) else { return nil }
    return item(in: pane)
  }

  /// The item whose agent runs in this pane.
  func item(in pane: PaneID) -> WorkItem? {
    coordinator.items.values.first { item in
      item.session.map { $0.pane == pane && $0.server == epoch && $0.life != .gone && $0.life != .closed } ?? false
    }
  }
}

extension Response {
  static func missingItem(_ target: String) -> Response {
    Response(error: "there is no item \(PlainText.line(target, limit: 200)); argosy status lists them", isMissing: true)
  }
}
