import Canvas
import Foundation
import Terminal
import TmuxUI
import World

/// The client that a popup belongs to, or whoever looks at the board's own window.
struct PersonsClient {
  private let access: DaemonAccess
  /// As `list-clients` has it; nil in a window of its own, where anybody may look.
  let name: String?

  init(_ access: DaemonAccess, name: String?) {
    self.access = access
    self.name = name
  }

  /// Shows the client a pane: session, window and pane in one step.
  ///
  /// - Parameter target: ids, session, window and pane: a pane alone might be found in another session that it is
  ///   linked into.
  /// - Throws: a ``Complaint`` where nobody is there to be shown it, or tmux refuses.
  func go(to target: String) throws {
    guard let client = try name ?? lastOnThisWindow() else {
      throw Complaint("nobody's client is on this window, so nobody is moved")
    }
    // The way back starts where the client is now.
    let place = try tmux(["list-clients", "-F", "#{client_name}\t#{session_id}\t#{window_id}\t#{pane_id}"])
      .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }.first { $0.first == client }
    let memory = place.flatMap { place in
      place.count == 4
        ? Jump.remember(Feature.Place(session: place[1], window: place[2], pane: place[3]), of: client) : nil
    }
    try tmux(CommandVector.words([["switch-client", "-Z", "-c", client, "-t", target], memory ?? []]))
  }

  /// How things look to the person; as usual where tmux does not say.
  var look: Look {
    guard let look = name.flatMap({ clientsLook($0) }) ?? anybodysLook else { return Look() }
    let names = Set(StatusWord.allCases.flatMap { TmuxStyle.unknownColours(in: look.style($0)) })
    return Look(look, colours: colours(names.sorted()))
  }

  private func clientsLook(_ name: String) -> MenuLook? {
    (try? tmux(CommandVector.words(ClientFacts.query))).flatMap { ClientFacts($0, client: name)?.look }
  }

  /// Where anybody may look, tmux itself replaces what a client cannot show.
  private var anybodysLook: MenuLook? {
    (try? tmux(["show-options", "-g"])).map {
      let options = ShownOptions($0)
      return MenuLook(settings: InterfaceSettings(options), themed: ClientFacts.themed(options))
    }
  }

  /// What tmux knows colours by their names for.
  private func colours(_ names: [String]) -> [String: Color] {
    // In a format anything else would be more than a name.
    let names = names.filter { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    guard !names.isEmpty else { return [:] }
    let format = names.map { "#{c:\($0)}" }.joined(separator: ",")
    let values = (try? tmux(["display-message", "-p", format]))?.split(separator: ",", omittingEmptySubsequences: false)
    return Dictionary(
      zip(names, values ?? []).compactMap { name, value in TmuxStyle.hexadecimal(value).map { (name, $0) } }
    ) { first, _ in first }
  }

  /// A pane's newest lines, those above its screen too, with their colours.
  ///
  /// - Throws: a ``Complaint`` where there is no such pane.
  func history(of pane: String) throws -> [StyledText] {
    let words = CommandVector.words([
      ["display-message", "-p", "-t", pane, "#{pane_width}"],
      ["capture-pane", "-p", "-e", "-S", "-\(StyledScreen.historyLimit)", "-t", pane],
    ])
    let answer = try tmux(words, limit: 1 << 24)
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
    guard let columns = lines.first.flatMap({ Int($0) }) else { throw Complaint("pane \(pane) has no history") }
    return StyledScreen.history(lines.dropFirst(), columns: columns)
  }

  /// The client that was used last of those whose current window is ours.
  private func lastOnThisWindow() throws -> String? {
    guard let pane = DaemonAccess.environment["TMUX_PANE"], pane.hasPrefix("%") else { return nil }
    let window = try tmux(["display-message", "-p", "-t", pane, "#{window_id}"])
    let format = "#{client_control_mode}\t#{window_id}\t#{client_activity}\t#{client_name}"
    let clients = try tmux(["list-clients", "-F", format]).split(separator: "\n").map {
      $0.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    }
    return clients.filter { $0.count == 4 && $0[0] == "0" && $0[1] == window }
      .max { (Int($0[2]) ?? 0) < (Int($1[2]) ?? 0) }?[3]
  }

  /// Runs a command on the server and returns what it printed.
  ///
  /// - Parameter limit: how many bytes of that are wanted.
  /// - Throws: a ``Complaint`` in tmux's words.
  @discardableResult
  func tmux(_ words: [String], limit: Int = Child.usualLimit) throws -> String {
    let environment = DaemonAccess.environment
    let program = try TmuxProgram(environment)
    let outcome = Child.quiet(
      [program.path, "-u", "-S", access.address.socket] + words, environment: environment, limit: limit)
    let text = outcome.output.hasSuffix("\n") ? String(outcome.output.dropLast()) : outcome.output
    guard outcome.status == 0 else { throw Complaint(text.isEmpty ? "tmux refused without saying why" : text) }
    return text
  }
}
