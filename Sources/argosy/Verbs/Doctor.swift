import ArgumentParser
import Daemon
import Foundation
import Recognition
import Screens
import TmuxControl
import TmuxUI
import World

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the installation, the tmux server, and the connection between them.",
    discussion: """
      Exits with 1 when something is wrong. What is merely not set up is told, and is not wrong.

      With --verify, every watched pane's screen is compared with what tmux itself holds, cell by cell: text, colours, \
      cursor, modes, scroll region, tab stops, title. Exits with 1 when one differs, with 2 when nothing could be \
      compared; argosy has to be up. A screen that differs is read anew. Rows and columns count from 0, as in tmux. \
      Ask when in doubt, and not by a timer: tmux up to 3.5a loses a little memory with every screen it is asked for.
      With --verify --json, one object:
        {"server":{…},"counts":{"equal":12,"drift":1,"seeding":0,"paused":0,"gone":0,"unreadable":0},
         "panes":[{"pane":"%3","window":"@2","session":"$1","session_name":"…","columns":80,"rows":24,
                   "state":"drift","looks":3,"difference_count":1,
                   "differences":[{"what":"text","row":4,"column":11,"tmux":"…","argosy":"…"}],
                   "pictures":{"tmux":["…"],"argosy":["…"]},"history":{"tmux":40,"argosy":40},
                   "pen_known":true}]}
      state: equal drift seeding paused gone unreadable. Control characters are escaped as in \\u{1B}.
      """)

  @OptionGroup var server: ServerOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Compare every watched pane's screen with what tmux itself holds.")
  var verify = false

  func run() async throws {
    if verify { return try compareScreens() }
    let examination = try await Examination.of(server.access)
    print(json ? try JSONText.pretty(examination) : examination.text)
    if examination.checks.contains(where: { $0.verdict == .wrong }) { throw ExitCode(1) }
  }
}

/// What the doctor found.
struct Examination: Encodable {
  enum Verdict: String, Encodable {
    case fine, note, wrong

    var mark: String {
      switch self {
      case .fine: "✓"
      case .note: "·"
      case .wrong: "✗"
      }
    }
  }

  struct Check: Encodable {
    let name: String
    let verdict: Verdict
    let text: String
  }

  private(set) var checks: [Check] = []
  private(set) var daemon: DoctorReport?
  private(set) var unknown: [UnknownCount] = []

  init() {}

  static func of(_ access: DaemonAccess) async throws -> Examination {
    var examination = Examination()
    guard let program = try? TmuxProgram(DaemonAccess.environment) else {
      examination.add("tmux", .wrong, TmuxFailure.notInstalled.description)
      return examination
    }
    let version = (try? await program.run(arguments: ["-V"]))?.split(separator: "\n").first.map(String.init) ?? "?"
    examination.add("tmux", .fine, "\(version) at \(program.path)")
    do {
      let running = try await program.run(["display-message", "-p", "#{version}"], on: access.address)
      let text = running.split(separator: "\n").first.map(String.init) ?? "?"
      let isSame = version == "tmux \(text)"
      examination.add(
        "server", isSame ? .fine : .note,
        isSame ? "\(text) at \(access.address.socket)" : "runs \(text), the program is \(version): restart it soon")
    } catch {
      let words = await program.explained(error).description
      examination.examineDaemon(access)
      var remedy = ""
      if case .noServer = error, let daemon = examination.daemon, daemon.isConnected {
        // A connection outlives the socket that it was made by.
        remedy = ". It lives, and argosy watches it: kill -USR1 \(daemon.server.pid) makes its socket anew"
      }
      examination.checks.insert(Check(name: "server", verdict: .wrong, text: words + remedy), at: 1)
      return examination
    }
    await examination.examineInterface(InterfaceServer(program, access.address))
    examination.examineDaemon(access)
    examination.examineRules()
    examination.examineUnknownScreens(access)
    await examination.examineClients(program, access.address)
    return examination
  }

  /// What a person sees and presses in tmux.
  mutating func examineInterface(_ server: InterfaceServer) async {
    do throws(TmuxFailure) {
      for finding in try await server.findings() {
        let verdict: Verdict =
          switch finding.verdict {
          case .fine: .fine
          case .note: .note
          case .wrong: .wrong
          }
        add(finding.name, verdict, finding.text)
      }
    } catch {
      add("interface", .wrong, "\(error)")
    }
  }

  private mutating func examineDaemon(_ access: DaemonAccess) {
    let report: DoctorReport
    do {
      guard let answer = try access.runningDaemon()?.ask(Request(.doctor), within: 5).doctor else {
        return add("argosy", .note, "is not up on this server: argosy up")
      }
      report = answer
    } catch {
      return add("argosy", .wrong, "\(error)")
    }
    daemon = report
    let isWell = report.isConnected && report.isComplete && !report.hub.isEmpty
    add(
      "argosy", isWell ? .fine : .wrong,
      "\(report.version), process \(report.pid), "
        + (isWell ? "client \(report.client), hub \(report.hub)" : "not connected as it should be: see the log"))
    if report.version != Argosy.version {
      add("version", .note, "the daemon is \(report.version), this is \(Argosy.version): argosy down; argosy up")
    }
    let unseeded = report.unseededPanes
    add(
      "panes", unseeded.isEmpty ? .fine : .wrong,
      "\(report.watchedPanes) watched, \(report.agents) with an agent"
        + (unseeded.isEmpty ? "" : ", not known: \(unseeded.joined(separator: " "))"))
    let connection = report.connection
    add(
      "connection", report.missedDeadlines == 0 ? .fine : .note,
      "for \(Self.rounded(report.connectedFor)) s, \(report.links) windows linked, \(report.reconnects) reconnects, "
        + "\(report.missedDeadlines) given up because tmux did not answer")
    add(
      "stream", connection.strayLines == 0 ? .fine : .note,
      "\(connection.wireBytes) bytes, \(connection.outputLines) output lines, \(Self.rounded(report.bytesPerSecond)) "
        + "bytes and \(Self.rounded(report.linesPerSecond)) lines a second, \(connection.strayLines) stray"
        + Self.dropped(report.ring)
        + (connection.lastStray.map { " (last: \(PlainText.line($0, limit: 60)))" } ?? ""))
    let screens = report.screens
    add(
      "screens", screens.overflows == 0 ? .fine : .note,
      "\(screens.bornUnderWatch) from their first byte, \(screens.seeds) seeded, \(screens.failedSeeds) seeds failed, "
        + "\(screens.pauses) pauses, \(screens.overflows) overflows, \(screens.drift) drift, "
        + "\(report.capturedBytes) bytes captured")
    for fault in report.faults {
      let number = fault.issue.map { " (tmux #\($0))" } ?? ""
      add("known fault", .note, "of \(report.server.version)\(number): \(fault.what). Therefore: \(fault.remedy)")
    }
    checks += WorkChecks.of(report) + NoticeChecks.of(report, beside: checks)
    if let log = try? access.paths().log { add("log", .fine, log) }
  }

  /// The person's own rules for agents: those of the daemon, or those that it would read.
  private mutating func examineRules() {
    let own = daemon == nil ? AgentRuleFiles.reading : nil
    let files = daemon?.ruleFiles ?? own?.catalog.agents.compactMap { $0.origin.path } ?? []
    let faults = daemon?.ruleFaults ?? own?.faults.map(\.description) ?? []
    for fault in faults { add("agent rules", .wrong, "\(PlainText.line(fault, limit: 300)): this file has no effect") }
    if faults.isEmpty {
      add("agent rules", .fine, files.isEmpty ? "built in" : "built in, and yours: \(files.joined(separator: ", "))")
    }
  }

  /// What was on agents' screens and is in no rule.
  private mutating func examineUnknownScreens(_ access: DaemonAccess) {
    guard let directory = try? access.paths().unknownScreens else { return }
    unknown = UnknownScreens(directory: directory).counts
    guard !unknown.isEmpty else { return add("unknown", .fine, "every screen of an agent was known so far") }
    for count in unknown.prefix(8) {
      add(
        "unknown", .note,
        "\(PlainText.line("\(count.agent) \(count.version ?? "of an unknown version")", limit: 80)): "
          + "\(count.count) times since \(ReportText.day(count.since)) a screen was not known: argosy report")
    }
  }

  /// Other control clients: programs that argosy shares the server with.
  private mutating func examineClients(_ program: TmuxProgram, _ server: ServerAddress) async {
    let format = "#{client_control_mode}\t#{client_name}\t#{client_flags}"
    let rows = (try? await program.run(["list-clients", "-F", format], on: server)) ?? ""
    let own = daemon?.client ?? ""
    let clients: [[Substring]] = rows.split(separator: "\n").map { row in
      row.split(separator: "\t", omittingEmptySubsequences: false)
    }
    let others = clients.filter { $0.count == 3 && $0[0] == "1" && $0[1] != own }
    guard !others.isEmpty else { return add("others", .fine, "no other control client") }
    for other in others {
      let name = PlainText.line(String(other[1]), limit: 60)
      let wait = other[2].contains("pause-after") ? "" : ", without pause-after: if it stalls, so do its panes"
      add("others", .note, "another control client is attached: \(name)\(wait)")
    }
  }

  private static func rounded(_ value: Double) -> String { "\(Int(value.rounded()))" }

  /// Nothing, unless output was dropped: then screens were read anew.
  private static func dropped(_ ring: RingCounters?) -> String {
    guard let ring, ring.overflows > 0 else { return "" }
    return ", \(ring.overflows) ring overflows (\(ring.droppedLines) lines, \(ring.droppedBytes) bytes dropped)"
  }

  private mutating func add(_ name: String, _ verdict: Verdict, _ text: String) {
    checks.append(Check(name: name, verdict: verdict, text: text))
  }

  var text: String {
    checks.map { check in
      let name = check.name + String(repeating: " ", count: max(0, 13 - check.name.count))
      return "\(check.verdict.mark) \(name) \(check.text)"
    }.joined(separator: "\n")
  }
}
