import ArgumentParser
import Daemon
import Foundation

struct Events: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every change of an agent's state as it happens.",
    discussion: """
      One line each. With --json an object: at, pane, session, session_name, agent, from, to, kind, question, reason; \
      "from" is missing when the agent has come, "to" when it has gone. With --since those that the journal remembers \
      come first, none twice and none left out.
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON, one object a line.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Begin in the past: 2026-11-20T10:00:00Z, seconds since 1970, or so long ago: 90s, 15m, 2h, 1d.",
      valueName: "time"))
  var since: PastMoment?

  func run() throws {
    let (client, _) = try server.access.daemon()
    _ = try client.ask(Request(.ready))
    var request = Request(.events)
    request.since = since?.nanoseconds
    try client.send(request)
    let style = OutputStyle.detected
    while let event = try client.next()?.event {
      if json {
        print(try JSONText.line(event))
      } else {
        let kind = event.kind.map { " (\($0))" } ?? ""
        let to = event.to.map { $0 + kind } ?? "gone"
        let question = event.question.map { "  \($0)" } ?? ""
        print("\(event.at)  \(event.pane)  \(event.sessionName)  \(event.from ?? "-") → \(style.bold(to))\(question)")
      }
      fflush(nil)
    }
    throw Complaint("the daemon has ended")
  }
}

/// A moment as a person gives it.
struct PastMoment: ExpressibleByArgument {
  /// Since 1970.
  let nanoseconds: Int64

  init?(argument: String) {
    self.init(argument, now: Date())
  }

  init?(_ text: String, now: Date) {
    let seconds: Double
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    if let unit = text.last.flatMap({ units[$0] }), let count = Double(text.dropLast()) {
      seconds = now.timeIntervalSince1970 - count * unit
    } else if let number = Double(text) {
      seconds = number
    } else if let date = Timestamp.date(text) ?? (try? Date(text, strategy: .iso8601)) {
      seconds = date.timeIntervalSince1970
    } else {
      return nil
    }
    guard let whole = Int64(exactly: (seconds * 1e9).rounded()) else { return nil }
    nanoseconds = whole
  }
}
