import Foundation
import TmuxUI
import World

extension InterfaceVerb {
  static let board = InterfaceVerb("board", "CLIENT", "everything that runs, live, in a popup") { call in
    let facts = try await call.facts()
    try call.open(.board, on: facts, title: "argosy · q closes", .percent(90), .percent(85))
  }

  static let peek = InterfaceVerb(
    "peek", "CLIENT FEATURE", "an agent's screen, live, with the keys that answer it", least: 2
  ) { call in
    let (facts, feature, name) = try await call.meant()
    let size = facts.settings.popupSize
    try call.open(
      .peek, on: facts, target: feature.place?.pane ?? feature.id, title: "\(name) · ⏎ goes · any other key closes",
      .percent(size.width), .percent(size.height))
  }

  static let form = InterfaceVerb("form", "CLIENT [PANE]", "a new feature, in the repository that PANE is in") { call in
    let facts = try await call.facts()
    let pane = call.word(1).isEmpty ? facts.pane : PaneWord.pane(call.word(1))
    try call.open(
      .form, on: facts, target: pane, title: "new feature · ⏎ starts · Esc closes", .percent(70), .cells(14))
  }

  static let prompt = InterfaceVerb(
    "prompt", "CLIENT FEATURE", "a prompt for an agent, in several lines", least: 2
  ) { call in
    let (facts, feature, name) = try await call.meant()
    try call.open(
      .prompt, on: facts, target: feature.place?.pane ?? feature.id, title: "prompt for \(name) · Esc closes",
      .percent(70), .cells(8))
  }

  static let diff = InterfaceVerb(
    "diff", "CLIENT FEATURE", "what a feature has changed, in your pager", least: 2
  ) { call in
    let (facts, feature, name) = try await call.meant()
    try call.open(
      .diff, on: facts, target: feature.place?.pane ?? feature.id, title: "diff of \(name) · q closes", .percent(95),
      .percent(90))
  }

  static let keys = InterfaceVerb("keys", "CLIENT", "argosy's keys, and what this tmux cannot do") { call in
    let facts = try await call.facts()
    try call.open(.keys, on: facts, title: "argosy's keys · q closes", .percent(70), .percent(75))
  }
}

extension InterfaceCall {
  /// The feature that the second word means, with its name: the item's, else the session's. What an agent calls itself
  /// says nothing of whose it is.
  fileprivate func meant() async throws -> (ClientFacts, Feature, String) {
    let (facts, fleet) = try await factsAndFleet()
    guard let feature = fleet.feature(word(1)) else {
      throw Trouble("there is no agent at \(PlainText.line(word(1), limit: 60))", code: Outcome.missing)
    }
    return (facts, feature, PlainText.line(fleet.name(of: feature), limit: 40))
  }

  /// Opens a popup and leaves this process to it. On a small client it takes all there is.
  fileprivate func open(
    _ kind: PopupVerb.Kind, on facts: ClientFacts, target: String = "", title: String, _ width: Popup.Extent,
    _ height: Popup.Extent
  ) throws {
    guard isAwaited(facts) else { return }
    let isSmall = facts.size.columns < 80 || facts.size.rows < 24
    let look = Look(facts.look)
    var popup = Popup(
      client: client, session: facts.session, title: look.title(title), width: isSmall ? .percent(100) : width,
      height: isSmall && height.isRelative ? .percent(100) : height,
      borderStyle: facts.settings.popupBorder.map { "fg=\($0)" },
      command: [program, "popup", "-S", access.address.socket, "--client", client, kind.rawValue, "--", target])
    popup.isBorderASCII = look.isASCII
    try become(tmux: [
      facts.isWaiting ? release() : [], popup.arguments(for: facts.version, on: facts.size),
    ])
  }
}

extension Popup.Extent {
  fileprivate var isRelative: Bool {
    if case .percent = self { return true }
    return false
  }
}
