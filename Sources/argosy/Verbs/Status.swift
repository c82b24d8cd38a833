import ArgumentParser
import Daemon
import Foundation

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show every feature and how far it is, and what every other agent is doing.",
    discussion: """
      Starts argosy if it is not up. Features that ended are shown for a day. With --json, one object:
        {"server":{"pid":…,"version":"3.3a","socket":"…"},
         "agents":[{"pane":"%3","window":"@2","session":"$1","session_name":"…","agent":"claude",
                    "state":"blocked","kind":"permission","since":"2026-11-20T10:00:00.000Z","title":"…",
                    "ask":{"id":"…","question":"…","options":[{"key":"1","label":"Yes","selected":true}]}}],
         "items":[{"id":"…","name":"auth-sso","status":"needs_input","stage":"plan","word":"BLOCKED","reason":"…",
                   "repository":{"title":"owner/name",…},"branch":"…","session":{"pane":"%3",…},
                   "pull_request":{"number":234,"ci":"passing",…},"attention":[…],"history":[…],…}]}
      state: starting working background blocked done idle exited unknown. kind (only with blocked): permission \
      question plan trust login limit error. ask (only while a dialog is open) also has "detail": what the question is \
      about, as lines; its "id" is the same as long as the same is asked. An item's status: queued waiting starting \
      planning working verifying fixing shipping in_review needs_input escalated paused recovering complete failed \
      crashed dependency_failed cancelled archived. With --watch, one line for each change.
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Go on, and show every change as it happens.")
  var watch = false

  func run() throws {
    if watch { try follow(try server.access.daemon().client) }
    guard let status = try server.access.readyDaemon().answer.status else {
      throw Complaint("the daemon gave no status")
    }
    if json {
      print(try JSONText.pretty(status))
    } else {
      print(FleetText(status, style: .detected).text)
    }
  }

  private func follow(_ client: DaemonClient) throws {
    try StatusWatch(json: json).show(client)
    throw Complaint("the daemon has ended")
  }
}

/// JSON as the command line prints it.
enum JSONText {
  static func pretty(_ value: some Encodable) throws -> String {
    try text(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  static func line(_ value: some Encodable) throws -> String {
    try text(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func text(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
