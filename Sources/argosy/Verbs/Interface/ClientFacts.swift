import Foundation
import Terminal
import TmuxUI
import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What tmux says about one client, and what the person has set, from one call of tmux.
///
/// A client's facts come from `list-clients`: `display-message -c` answers for whichever session was used last.
struct ClientFacts: Sendable {
  var name: String
  var session = ""
  var window = ""
  var pane = ""
  var keyTable = ""
  var size = ClientSize(columns: 80, rows: 24)
  var isUnicode = true
  var version: TmuxVersion
  /// When its last key was pressed, in seconds since 1970.
  var lastKey: Int64?
  var settings = InterfaceSettings()
  /// The styles that the loaded configuration worked out.
  var themed: [StatusWord: String] = [:]
  /// The hidden environment of ours.
  var memory: [String] = []

  var place: Feature.Place { .init(session: session, window: window, pane: pane) }

  private static let fields = [
    "client_name", "session_id", "window_id", "pane_id", "client_key_table", "client_width", "client_height",
    "client_utf8", "client_control_mode", "version", "client_activity",
  ]
  private static let mark = "argosy-client"

  static var query: [[String]] {
    [
      ["list-clients", "-F", ([mark] + fields.map { "#{\($0)}" }).joined(separator: "\t")], ["show-options", "-g"],
      Jump.query,
    ]
  }

  /// Nil when there is no such client.
  init?(_ answer: String, client: String) {
    let lines = answer.split(separator: "\n").map(String.init)
    let rows = lines.filter { $0.hasPrefix(Self.mark + "\t") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    guard let row = rows.first(where: { $0.count == Self.fields.count + 1 && $0[1] == client && $0[9] != "1" }) else {
      return nil
    }
    name = client
    (session, window, pane, keyTable) = (row[2], row[3], row[4], row[5])
    size = ClientSize(columns: Int(row[6]) ?? 80, rows: Int(row[7]) ?? 24)
    isUnicode = row[8] != "0"
    // One that says nothing we know is taken for the oldest that we serve.
    version = TmuxVersion(row[10]) ?? .v3_3
    lastKey = Int64(row[11])
    let options = ShownOptions(
      lines.filter { $0.hasPrefix(Prefix.option) || $0.hasPrefix("@_argosy") }.joined(separator: "\n"))
    (settings, themed) = (InterfaceSettings(options), Self.themed(options))
    memory = lines.filter { $0.hasPrefix("ARGOSY_") }
  }

  /// The styles that the loaded configuration worked out, among a server's options.
  static func themed(_ options: ShownOptions) -> [StatusWord: String] {
    var styles: [StatusWord: String] = [:]
    for word in StatusWord.allCases {
      let style = options["@_argosy_style_\(word.rawValue)"] ?? ""
      if !style.isEmpty { styles[word] = style }
    }
    return styles
  }

  /// Its keys are argosy's until something of ours is drawn.
  var isWaiting: Bool { KeyTable.allCases.contains { $0.name == keyTable } }

  var look: MenuLook { MenuLook(settings: settings, themed: themed, isUnicode: isUnicode) }
}

extension InterfaceCall {
  private func tmuxProgram() throws -> TmuxProgram { try TmuxProgram(DaemonAccess.environment) }

  /// Runs commands, one after the other, and returns what they printed.
  @discardableResult
  func tmux(_ commands: [[String]]) async throws -> String {
    try await tmuxProgram().run(CommandVector.words(commands), on: access.address)
  }

  /// Ends the table in which the client waits for what is to come.
  func release() -> [String] { ["switch-client", "-c", client, "-T", "root"] }

  /// - Throws: ``Trouble`` where there is no such client: nobody else is shown anything in its place.
  func facts() async throws -> ClientFacts {
    guard let facts = ClientFacts(try await tmux(ClientFacts.query), client: client) else {
      throw Trouble("there is no client \(PlainText.line(client, limit: 60))", code: Outcome.missing)
    }
    return facts
  }

  /// Shows a line on the client, for a second. Where the client has gone, nobody is told.
  func tell(_ text: String) async {
    guard let facts = try? await facts() else { return }
    // A table of ours ends with whatever was to come.
    let message = Message(client: client, session: facts.session, text: text).arguments(for: facts.version)
    _ = try? await tmux(facts.isWaiting ? [release(), message] : [message])
  }

  /// Leaves this process to tmux: the client that asks for a menu stays until the menu is closed, and nothing of ours
  /// has to stay with it. A shell stands in between, because tmux shows a failure of what a key runs in a pane.
  func become(tmux commands: [[String]]) throws -> Never {
    let arguments = [
      "sh", "-c", #""$0" "$@" >/dev/null 2>&1 || :"#, try tmuxProgram().path, "-u", "-S", access.address.socket,
    ]
    let words = arguments + CommandVector.words(commands)
    var vector = unsafe words.map { unsafe strdup($0) } + [nil]
    unsafe execv("/bin/sh", &vector)
    throw Trouble("/bin/sh cannot be run")
  }
}
