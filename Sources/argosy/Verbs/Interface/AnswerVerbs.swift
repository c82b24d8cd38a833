import ArgumentParser
import Daemon
import Fleet
import Foundation
import TmuxUI

extension InterfaceVerb {
  static let answer = InterfaceVerb(
    "answer", "CLIENT PANE ASK ANSWER | CLIENT SESSION allow",
    "answer what is asked, if that is still ASK; or allow what a session asks, after one more question", least: 3
  ) { call in
    if call.words.count == 3, call.word(2) == "allow" { return try await call.askToAllow() }
    guard call.words.count == 4 else { throw InterfaceCall.Trouble("an answer is missing", code: Outcome.usage) }
    try await call.answer([call.word(3)])
  }

  static let why = InterfaceVerb(
    "why", "CLIENT PANE ASK ANSWER", "give that answer, and then the text that was typed at a prompt of tmux", least: 4
  ) { call in
    let text = try await call.typed()
    try await call.answer([call.word(3)])
    if !text.isEmpty { try await call.give(text, isPatient: true) }
  }

  static let text = InterfaceVerb(
    "text", "CLIENT PANE ASK", "answer with the text that was typed at a prompt of tmux", least: 3
  ) { call in
    try await call.answer([try await call.someText()], isText: true)
  }

  static let several = InterfaceVerb(
    "several", "CLIENT PANE ASK", "tick the options whose numbers were typed at a prompt of tmux", least: 3
  ) { call in
    let words = try await call.someText().split { $0 == " " || $0 == "," }.map(String.init)
    try await call.answer(words)
  }

  static let send = InterfaceVerb(
    "send", "CLIENT PANE", "give the agent the text that was typed at a prompt of tmux", least: 2
  ) { call in
    let text = try await call.someText()
    if let sign = text.first, "!/".contains(sign) {
      throw InterfaceCall.Trouble(
        "a text that begins with \(sign) is a command to the agent: use argosy send", code: Outcome.refused)
    }
    try await call.give(text, isPatient: false)
  }
}

extension InterfaceCall {
  private var pane: String { PaneWord.pane(word(1)) }

  /// What was typed at a prompt, which is taken out of its option.
  func typed() async throws -> String {
    let facts = try await facts()
    let answer = try await tmux([
      ["show-options", "-sqv", TypedText.option], ["set-option", "-squ", TypedText.option],
    ])
    let line = answer.hasSuffix("\n") ? String(answer.dropLast()) : answer
    return TypedText.text(line, version: facts.version)
  }

  fileprivate func someText() async throws -> String {
    let text = try await typed()
    guard !text.trimmingCharacters(in: .whitespaces).isEmpty else { throw Trouble("nothing was typed") }
    return text
  }

  /// Gives an answer to the ask that was shown and to no other: where another one stands there by now, the daemon
  /// presses nothing.
  fileprivate func answer(_ words: [String], isText: Bool = false) async throws {
    var request = Request(.answer, pane: pane)
    request.words = words
    request.isText = isText
    request.askID = word(2)
    // The key that ordered this may be seconds old only for a person who has typed since: then the pane is theirs.
    request.ownKey = try await facts().lastKey
    let report = try deliver(request)
    guard report.verdict == "submitted" else { throw Self.trouble(report) }
  }

  /// Gives the agent a text. The keys that it was typed with may have been pressed before the agent's own pane: until
  /// those are some seconds old, it is tried again.
  ///
  /// - Parameter isPatient: also for an agent that is only about to be at its prompt.
  fileprivate func give(_ text: String, isPatient: Bool) async throws {
    let end = Date().addingTimeInterval(10)
    while true {
      var request = Request(.send, pane: pane)
      request.text = text
      request.manner = .plain
      let report = try deliver(request)
      if report.verdict == "submitted" { return }
      guard report.verdict == "refused", isPatient || report.code == "typing", Date() < end else {
        throw Self.trouble(report)
      }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  private static func trouble(_ report: DeliveryReport) -> Trouble {
    Trouble("\(report.verdict): \(report.reason)", code: Outcome.code(report.verdict))
  }

  private func deliver(_ request: Request) throws -> DeliveryReport {
    var request = request
    request.timeout = 30
    request.token = UUID().uuidString
    let (client, _) = try access.daemon()
    _ = try client.ask(Request(.ready))
    let response = try client.ask(request, within: 60)
    guard let report = response.delivery else {
      throw Trouble(
        response.error ?? "the daemon gave no verdict",
        code: response.isMissing == true ? Outcome.missing : .failure)
    }
    return report
  }

  /// The short way: without a menu nobody has seen what is asked, so the question shows it first.
  fileprivate func askToAllow() async throws {
    let (facts, fleet) = try await factsAndFleet()
    guard isAwaited(facts) else { return }
    guard let feature = fleet.feature(word(1)), let request = feature.request, let place = feature.place,
      let permission = request.permission
    else { throw Trouble("this session asks for no permission", code: Outcome.missing) }
    guard
      let command = ShellCall([
        program, "ui", "answer", client, place.pane, request.id, permission.once.answer,
      ]).command
    else { throw Trouble("argosy's own path cannot be in a command") }
    let question = "allow \(request.lines.joined(separator: " "))?"
    let words = Confirmation(client: client, question: question, command: command)
      .arguments(for: facts.version, columns: facts.size.columns)
    try await tmux([release(), words])
  }
}
