import ArgumentParser
import Daemon
import Fleet
import Foundation
import TmuxUI
import World

extension InterfaceVerb {
  static let advance = order(.advance, "let an item go on to its next stage")
  static let retry = order(.retry, "give an item's agent the command of its stage once more")
  static let resume = order(.resume, "continue the conversation of an item whose agent has ended")

  private static func order(_ verb: WorkRequest.Verb, _ abstract: String) -> InterfaceVerb {
    InterfaceVerb(verb.rawValue, "CLIENT ITEM", abstract, least: 2) { call in
      _ = try call.work(WorkRequest(verb, item: call.word(1)))
    }
  }

  static let pr = InterfaceVerb(
    "pr", "CLIENT SESSION", "open the pull request in a browser, or show its address", least: 2
  ) { call in
    let fleet = FleetFeatures(try call.status())
    guard let feature = fleet.feature(call.word(1)), let url = fleet.item(of: feature)?.pullRequest?.url else {
      throw InterfaceCall.Trouble("there is no pull request", code: Outcome.missing)
    }
    let note = try WebPage.open(PlainText.line(url, limit: 300))
    if note.isTrouble { throw InterfaceCall.Trouble(note.text) }
  }

  static let seen = InterfaceVerb("seen", "CLIENT SESSION", "call seen what a session's agents have done", least: 2) {
    call in
    try call.flag(.seen, isOn: true)
  }

  static let park = InterfaceVerb(
    "park", "CLIENT SESSION [off]", "put a session aside until it works again, or take it up", least: 2
  ) { call in
    try call.flag(.park, isOn: call.word(2) != "off")
  }

  static let mute = InterfaceVerb(
    "mute", "CLIENT SESSION [off]", "give no notices of a session, or give them again", least: 2
  ) { call in
    try call.flag(.mute, isOn: call.word(2) != "off")
  }

  static let kill = InterfaceVerb(
    "kill", "CLIENT ITEM [resting | working | agreed LOSSES]",
    "end an item, after a question that names what would be lost", least: 2
  ) { call in
    switch call.word(2) {
    case "agreed": try call.end()
    case let state: try await call.askToEnd(whileWorking: state == "working")
    }
  }
}

extension InterfaceCall {
  /// - Throws: ``Trouble`` in the daemon's words.
  func work(_ request: WorkRequest) throws -> WorkResponse {
    let exchange = WorkExchange(access: access)
    do {
      return try WorkExchange.answer(request, of: try exchange.client())
    } catch let missing as MissingItem {
      throw Trouble(missing.description, code: Outcome.missing)
    } catch let complaint as Complaint {
      throw Trouble(complaint.description)
    }
  }

  fileprivate func flag(_ verb: Request.Verb, isOn: Bool) throws {
    var request = Request(verb, pane: word(1))
    request.isOn = isOn
    let (client, _) = try access.daemon()
    let response = try client.ask(request)
    if let error = response.error {
      throw Trouble(error, code: response.isMissing == true ? Outcome.missing : .failure)
    }
  }

  /// What would be lost, without doing anything.
  private func preview() throws -> (item: ItemReport, losses: Losses) {
    var request = WorkRequest(.stop, item: word(1))
    request.onlyLooks = true
    let answer = try work(request)
    guard let item = answer.item else { throw Trouble("the daemon gave no item") }
    return (item, answer.losses ?? Losses())
  }

  fileprivate func askToEnd(whileWorking: Bool) async throws {
    let (item, losses) = try preview()
    let facts = try await facts()
    // Whoever pressed another key meanwhile has changed their mind.
    guard isAwaited(facts) else { return }
    let isWorking = item.session.map { $0.life == "live" && ["working", "starting"].contains($0.state) } ?? false
    guard whileWorking || !isWorking else {
      throw Trouble("\(PlainText.line(item.name, limit: 60)) is at work: its menu's ! ends it all the same")
    }
    guard
      let command = ShellCall([program, "ui", "kill", client, item.id, "agreed", LossesDigest.text(losses)]).command
    else { throw Trouble("argosy's own path cannot be in a command") }
    let question = Self.question(item, losses, isWorking: isWorking)
    let words = Confirmation(client: client, question: question, command: command)
      .arguments(for: facts.version, columns: facts.size.columns)
    try await tmux([release(), words])
  }

  private static func question(_ item: ItemReport, _ losses: Losses, isWorking: Bool) -> String {
    func count(_ list: [String], _ one: String, _ more: String) -> String? {
      list.isEmpty ? nil : "\(list.count) \(list.count == 1 ? one : more)"
    }
    let lost = [
      count(losses.uncommitted, "uncommitted file", "uncommitted files"),
      count(losses.unpushed, "unpushed commit", "unpushed commits"),
    ].compactMap(\.self)
    let name = CellText.cut(PlainText.line(item.name, limit: 60), to: 30)
    let works = isWorking ? ", which is at work," : ""
    return lost.isEmpty
      ? "kill \(name)\(works)? nothing is lost" : "kill \(name)\(works) and LOSE \(lost.joined(separator: " and "))?"
  }

  /// Agreed: to what was named, and to nothing that came up since.
  fileprivate func end() throws {
    let (item, losses) = try preview()
    guard LossesDigest.text(losses) == word(3) else {
      throw Trouble("something else would be lost by now: nothing was touched", code: Outcome.refused)
    }
    var request = WorkRequest(.stop, item: item.id)
    request.named = losses
    _ = try work(request)
  }
}

/// A short name for what would be lost, so that a question and the answer to it are about the same.
enum LossesDigest {
  static func text(_ losses: Losses) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for line in losses.uncommitted.sorted() + ["\0"] + losses.unpushed.sorted() {
      for byte in Array(line.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
    return String(hash, radix: 16)
  }
}
