import Fleet
import Logging
import Recognition
import Store
import TmuxControl
import TmuxUI

extension Daemon {
  // MARK: What the interface asks of us

  /// Asks what the person's interface wants, and whether our hooks are still there: another `set-hook` without an index
  /// wipes them all.
  func askInterface() {
    guard hub != nil, let question = try? Command.display(InterfaceState.question) else { return }
    send(question, for: .interface)
  }

  func toldInterface(_ answer: Answer<Purpose>) {
    guard answer.failure == nil, let line = answer.replies.first?.text.first else { return }
    let before = (interface.showsMarks, interface.showsBorders)
    for hook in interface.take(line) {
      log.warning("a hook of ours was wiped, and is set again", metadata: ["hook": "\(hook.place)"])
      if let command = try? Command.hook(hook.place, to: hook.command) { send(command, for: .unawaited) }
    }
    if before != (interface.showsMarks, interface.showsBorders) { publishNow() }
  }

  /// Asks about the borders of windows that agents have come to.
  private func askBorders(of windows: Set<WindowID>) {
    guard interface.showsBorders, !isAskingBorders, !windows.isSubset(of: interface.known),
      let question = try? Command.listPanes(InterfaceState.borderQuestion)
    else { return }
    isAskingBorders = true
    send(question, for: .borders)
  }

  func toldBorders(_ answer: Answer<Purpose>) {
    isAskingBorders = false
    guard answer.failure == nil, let rows = answer.replies.first?.text else { return }
    let before = interface.free
    interface.take(borders: rows.map { Substring($0) })
    if before != interface.free { publishNow() }
  }

  // MARK: What is shown beside the agents

  /// Everything of the options but the agents' own.
  func publishedFacts() -> PublishedFacts {
    let items = itemsBySession()
    let sessions = Set(fleet.agents.values.map(\.place.session))
    let flagged = items.filter { !$0.value.isOver }
    askBorders(of: Set(fleet.agents.values.map(\.place.window)))
    return PublishedFacts(
      socket: configuration.socketPath,
      items: items, parked: sessions.filter { flags[$0, item: flagged[$0]].isParked },
      showsWindowMarks: interface.showsMarks, bordered: interface.showsBorders ? interface.free : [])
  }

  func itemsBySession() -> [SessionID: WorkItem] {
    var items: [SessionID: WorkItem] = [:]
    for item in coordinator.items.values {
      guard let session = item.session, session.server == epoch, session.life != .gone, session.life != .closed,
        listing.sessions[session.session] != nil
      else { continue }
      // A session that was used again is the later item's.
      if let other = items[session.session], (other.createdAt, other.name) > (item.createdAt, item.name) { continue }
      items[session.session] = item
    }
    return items
  }

  /// Whose flags a session's agents have. An item that is over has none any more, and its session goes on with its own.
  func itemsUnderWay() -> [SessionID: WorkItem] { itemsBySession().filter { !$0.value.isOver } }

  // MARK: What a person says of a session

  /// `park`, `mute`, `seen`: the target is an item, a session by name or id, or a pane.
  func take(flag request: Request) -> Response {
    guard let session = session(meant: request.pane ?? "") else {
      let name = PlainText.line(request.pane ?? "", limit: 200)
      return Response(error: "there is no pane or session \(name) on this server", isMissing: true)
    }
    let isOn = request.isOn ?? true
    let item = itemsUnderWay()[session]
    switch request.verb {
    case .park: flags[session, item: item].isParked = isOn
    case .mute: flags[session, item: item].isMuted = isOn
    default:
      for agent in fleet.agents.values where agent.place.session == session { apply(.seen(agent.pane)) }
    }
    keepFlags()
    publishNow()
    observe()
    return Response()
  }

  /// Whoever begins to work again is no longer put aside.
  func unpark(_ transitions: [Transition]) {
    let begun = transitions.filter { $0.to?.state == .working && $0.from != nil && $0.from?.state != .starting }
    guard !begun.isEmpty else { return }
    let items = itemsUnderWay()
    let before = flags
    for session in Set(begun.map(\.place.session)) { flags[session, item: items[session]].isParked = false }
    if flags != before { keepFlags() }
  }

  func readFlags() {
    flags = SessionFlags(journal?.flags(), on: epoch)
  }

  private func keepFlags() {
    flags.prune(
      items: { id in coordinator.items.values.contains { "\($0.id)" == id && !$0.isOver } },
      sessions: { listing.sessions[$0] != nil })
    if let text = flags.text { journal?.setFlags(text) }
  }

  /// The session that is meant by a name, an id, a pane or a work item.
  private func session(meant target: String) -> SessionID? {
    if let pane = PaneID(target) { return listing.session(of: pane, otherThan: hub?.session) }
    if let session = SessionID(target) { return listing.sessions[session] == nil ? nil : session }
    if let session = coordinator.item(named: target)?.session, session.server == epoch,
      listing.sessions[session.session] != nil
    {
      return session.session
    }
    let name = target.hasPrefix("=") ? target.dropFirst() : target[...]
    return listing.sessions.values.first { $0.id != hub?.session && $0.name == name }?.id
  }
}
