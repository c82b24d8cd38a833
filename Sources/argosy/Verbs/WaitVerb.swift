import ArgumentParser
import Daemon
import Foundation
import TmuxControl

struct WaitVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until an agent is in one of the given states.",
    discussion: """
      States: starting working background blocked done idle exited unknown; gone, when no agent is there; and the kinds \
      of blocked: permission question plan trust login limit error. A finished turn is done until a person has looked, \
      idle after that: to wait for the end of a turn, say --until idle,done.

      Exit codes: 0 it is so, 6 no such pane, 7 the time is over, 8 the agent or its pane has gone.
      """)

  @OptionGroup var server: ServerOptions

  @Option(help: ArgumentHelp("The states, with commas between.", valueName: "state"))
  var until: String

  @Option(help: ArgumentHelp("Give up after this many seconds; otherwise never.", valueName: "seconds"))
  var timeout: Double?

  @Flag(help: "Print the agent as in status --json.")
  var json = false

  @Argument(help: .target, completion: .targets)
  var target: String

  private var states: Set<String> { Set(until.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }) }

  private static let known: Set<String> = [
    "starting", "working", "background", "blocked", "done", "idle", "exited", "unknown", "gone", "permission",
    "question", "plan", "trust", "login", "limit", "error",
  ]

  /// Ten years.
  private static let longest = 315_360_000.0

  func validate() throws {
    let strange = states.subtracting(Self.known).sorted()
    guard strange.isEmpty, !states.isEmpty else {
      throw ValidationError("no state is called \(strange.joined(separator: ", "))")
    }
    if let timeout, !(timeout >= 0 && timeout <= Self.longest) {
      throw ValidationError("--timeout takes up to \(Int(Self.longest)) seconds; without it there is no limit")
    }
  }

  func run() throws {
    let (client, _) = try server.access.daemon()
    _ = try client.ask(Request(.ready))
    let (asking, _) = try server.access.daemon()
    let found = try asking.ask(Request(.find, pane: target))
    guard let pane = found.pane else {
      guard found.isMissing == true else { throw Complaint(found.error ?? "the daemon gave no answer") }
      StandardError.write((found.error ?? "") + "\n")
      throw Outcome.missing
    }
    let end = timeout.map { Date().addingTimeInterval($0) }
    try client.send(Request(.observe))
    var wasThere = false
    while true {
      guard let status = try Self.next(client, until: end)?.status else { throw Complaint("the daemon has ended") }
      guard let agent = status.agents.first(where: { $0.pane == pane }) else {
        if states.contains("gone") { return }
        // A pane in which no agent has come up yet may go, too.
        if wasThere { throw Outcome.gone }
        if try asking.ask(Request(.find, pane: pane)).isMissing == true { throw Outcome.gone }
        continue
      }
      wasThere = true
      if states.contains(agent.state) || agent.kind.map({ states.contains($0) }) == true {
        print(json ? try JSONText.line(agent) : agent.state)
        return
      }
      if agent.state == "exited" { throw Outcome.gone }
    }
  }

  private static func next(_ client: DaemonClient, until end: Date?) throws -> Response? {
    do {
      return try client.next(until: end)
    } catch {
      if error.code == ETIMEDOUT { throw Outcome.tooLate }
      throw error
    }
  }
}
