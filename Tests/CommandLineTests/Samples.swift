import Daemon
import Foundation

@testable import argosy

/// Reports as they come over the socket.
enum Samples {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  /// A time of a report, so many seconds before ``now``.
  static func time(_ secondsAgo: Double) -> String {
    now.addingTimeInterval(-secondsAgo).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  static func decoded<Value: Decodable>(_ json: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(json.utf8))
  }

  /// A feature whose agent is at its second stage.
  static func item(_ name: String = "auth-sso", _ change: (inout ItemReport) throws -> Void = { _ in }) throws
    -> ItemReport
  {
    var item: ItemReport = try decoded(
      """
      {"id":"id-\(name)","name":"\(name)","kind":"feature","description":"SSO support","status":"working",
       "since":"\(time(180))","created":"\(time(4000))","word":"coding","reason":"","stage":"work",
       "progress":"running","stages":["brainstorm","plan","work","review","pr"],"mode":"phased",
       "repository":{"path":"/dev/app","title":"acme/app","default_branch":"main"},
       "worktree":"/dev/app/.claude/worktrees/\(name)","branch":"worktree-\(name)",
       "session":{"session":"$3","name":"\(name)","window":"@4","pane":"%7","agent":"claude","pid":77,"life":"live",
                  "state":"working","conversation":"c-1"},
       "attention":[],"attempts":[{"number":1,"reason":"first","stage":"brainstorm","started":"\(time(3900))"}],
       "history":[{"stage":"brainstorm","started":"\(time(3800))","ended":"\(time(2000))","outcome":"completed"},
                  {"stage":"plan","started":"\(time(2000))","ended":"\(time(1900))","outcome":"skipped"},
                  {"stage":"work","started":"\(time(180))"}],
       "artifacts":[{"kind":"brainstorm","path":"docs/brainstorms/sso-brainstorm.md","at":"\(time(2100))"}]}
      """)
    try change(&item)
    return item
  }

  static func attention(
    _ kind: String, _ text: String, key: String = "ask", options: String = "[]", ask: String? = nil, hint: String? = nil
  ) throws -> AttentionReport {
    var attention: AttentionReport = try decoded(
      """
      {"key":"\(key)","kind":"\(kind)","text":"","detail":[],"options":\(options),"since":"\(time(720))"}
      """)
    (attention.text, attention.askID, attention.hint) = (text, ask, hint)
    return attention
  }

  static let options = #"""
    [{"key":"1","label":"Okta","selected":true,"role":"choice"},{"key":"2","label":"Auth0","selected":false,"role":"choice"}]
    """#

  /// A feature with one thing that waits, as the inbox has it.
  static func inbox(_ attention: AttentionReport, _ name: String = "auth-sso") throws -> InboxReport {
    InboxReport(try item(name), attention)
  }

  static func status(items: [ItemReport]?, agents: [(pane: String, window: String)] = []) throws -> StatusReport {
    let agents = agents.map {
      """
      {"pane":"\($0.pane)","window":"\($0.window)","session":"$9","session_name":"s","agent":"claude","state":"idle",
       "since":"\(time(60))","title":"t\($0.pane)"}
      """
    }
    var status: StatusReport = try decoded(
      #"{"server":{"pid":1,"version":"3.3a","socket":"/s"},"agents":[\#(agents.joined(separator: ","))]}"#)
    status.items = items
    return status
  }

  static let plain = OutputStyle(isTerminal: false, isColoured: false)
  static let coloured = OutputStyle(isTerminal: true, isColoured: true)

  /// What would do something to a terminal, or to a shell.
  static let hostile = "a\u{1B}]0;pwned\u{7}\u{1B}[2J\nb\u{202E}#(touch /tmp/x)$(reboot)'"

  static func isInert(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F && scalar.properties.generalCategory != .format)
    }
  }
}
