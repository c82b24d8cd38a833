import Daemon
import Foundation
import TmuxUI

extension InterfaceVerb {
  static let menu = InterfaceVerb(
    "menu", "CLIENT [PANE]",
    "the menu of everything, what needs you first; with PANE only while the leader's keys wait for it"
  ) { call in
    try await call.openFleet(awaited: call.awaited ?? (call.word(1).isEmpty ? nil : .leader))
  }

  static let feature = InterfaceVerb(
    "feature", "CLIENT SESSION", "the menu of one feature", least: 2
  ) { call in
    let (facts, fleet) = try await call.factsAndFleet()
    guard call.isAwaited(facts) else { return }
    guard let feature = fleet.feature(call.word(1)) else {
      throw InterfaceCall.Trouble("there is no agent in this session", code: Outcome.missing)
    }
    let menu = FeatureMenu(feature, calls: call.calls(facts), look: facts.look)
    let drawing = call.drawing(facts, awaited: call.awaited)
    var rows = menu.menu(columns: drawing.columns, rows: drawing.rows)
    if call.isClicked { rows.position = .mouse }
    try call.become(tmux: drawing.commands(rows))
  }

  static let click = InterfaceVerb(
    "click", "RANGE CLIENT", "what a click on a part of the status line opens", least: 2
  ) { call in
    // The client is the second word here: the range comes as tmux names it.
    let call = InterfaceCall(
      verb: call.verb, words: [call.word(1), call.word(0)], access: call.access, isScripted: call.isScripted,
      awaited: nil, isClicked: true)
    let word: StatusWord? =
      switch call.word(1).split(separator: "-").last {
      case "b": .blocked
      case "q": .question
      case "e": .error
      case "d": .done
      case "w": .working
      default: nil
      }
    try await call.openFleet(awaited: nil, only: word)
  }
}

extension InterfaceCall {
  /// - Parameters:
  ///   - awaited: where the client's keys wait for the menu. When they do not any more, somebody has pressed another
  ///     key in the meantime, and a menu would only be in the way.
  func openFleet(awaited: KeyTable?, only: StatusWord? = nil) async throws {
    let facts: ClientFacts
    let fleet: FleetFeatures
    do {
      (facts, fleet) = try await factsAndFleet()
    } catch let trouble as Trouble {
      throw trouble
    } catch {
      return try await openFailure("\(error)", awaited: awaited)
    }
    guard awaited == nil || facts.keyTable == awaited?.name else { return }
    let fleetMenu = FleetMenu(
      fleet.features, calls: calls(facts), look: facts.look, pane: facts.pane, only: only)
    let drawing = drawing(facts, awaited: awaited)
    var menu = fleetMenu.menu(columns: drawing.columns)
    if isClicked { menu.position = .mouse }
    try become(tmux: [Jump.remember(order: fleetMenu.features, of: client)] + drawing.commands(menu))
  }

  /// argosy could not be started: a menu says why, where a person looks.
  private func openFailure(_ reason: String, awaited: KeyTable?) async throws {
    let facts = try await facts()
    let drawing = drawing(facts, awaited: awaited)
    var menu = Menu(title: MenuText(" argosy is not up ", style: "bold"))
    for line in TextLines.wrapped([reason], to: min(60, drawing.columns - 20), limit: 6) {
      menu.add(.line(MenuText(line)))
    }
    menu.separate()
    if let again = calls(facts).again { menu.add(.item(MenuText("Try again"), key: "r", command: again)) }
    try become(tmux: drawing.commands(menu))
  }

  /// Both at once: the one does not wait for the other.
  func factsAndFleet() async throws -> (ClientFacts, FleetFeatures) {
    async let facts = facts()
    let fleet = try FleetFeatures(status())
    return (try await facts, fleet)
  }

  /// Of a daemon whose model is complete; one is started where none runs.
  func status() throws -> StatusReport {
    guard let status = try access.readyDaemon().answer.status else { throw Complaint("the daemon gave no status") }
    return status
  }

  func calls(_ facts: ClientFacts) -> MenuCalls {
    MenuCalls(
      program: facts.settings.bin ?? program, client: client, here: facts.place, version: facts.version,
      columns: facts.size.columns, verbs: InterfaceVerb.names, confirms: facts.settings.confirmAllow,
      isClicked: isClicked)
  }

  func drawing(_ facts: ClientFacts, awaited: KeyTable? = nil) -> MenuDrawing {
    MenuDrawing(
      version: facts.version, size: facts.size, client: client, session: facts.session, isUnicode: facts.isUnicode,
      isClicked: isClicked, awaited: awaited)
  }
}
