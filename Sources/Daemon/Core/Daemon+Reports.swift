import Fleet
import Foundation
import Recognition
import Screens
public import TmuxControl
import TmuxUI
import World

extension Daemon {
  /// Every agent, most urgent first, of those the longest waiting.
  public func status() -> StatusReport {
    let agents = fleet.agents.values.sorted { left, right in
      let words = (StatusWord(left.activity), StatusWord(right.activity))
      if words.0 != words.1 { return words.0 < words.1 }
      return (left.since.wall, left.pane) < (right.since.wall, right.pane)
    }
    let flagged = itemsUnderWay()
    let reports = agents.map { agent in
      var report = StatusReport.AgentReport(agent)
      let flags = flags[agent.place.session, item: flagged[agent.place.session]]
      if flags.isParked { report.parked = true }
      if flags.isMuted { report.muted = true }
      return report
    }
    var report = StatusReport(server: serverReport, agents: reports)
    let items = coordinator.sorted.map { self.report(of: $0) }
    if !items.isEmpty { report.items = items }
    return report
  }

  var serverReport: StatusReport.Server {
    .init(pid: epoch?.pid ?? 0, version: serverVersion, socket: configuration.server.socket)
  }

  /// Nil when no such pane is watched.
  public func explain(_ pane: PaneID) -> ExplainReport? {
    guard let watched = panes[pane] else { return nil }
    let agent = fleet.agents[pane]
    let terminal = intake.screens.terminal(of: pane)
    let screen = terminal.map { ScreenText($0) }
    let known = watched.identity ?? catalog.agents.first.map { AgentIdentity(name: $0.agent, pid: nil) }
    let recognizer = known.flatMap { self.recognizer(of: $0) }
    let process = watched.identity?.pid.flatMap { pid in
      ProcessTree.foreground(ofPane: watched.pid).first { $0.pid == pid }
    }
    return ExplainReport(
      pane: "\(pane)", agent: agent.map { StatusReport.AgentReport($0) },
      process: process.map {
        .init(
          pid: $0.pid, arguments: $0.arguments.map { PlainText.line($0, limit: 200) },
          version: watched.identity?.version)
      },
      rule: agent?.finding?.rule, region: agent?.finding?.region,
      confidence: agent?.finding?.confidence.rawValue,
      matched: agent?.finding?.matched.map { PlainText.line($0, limit: 300) } ?? [],
      reason: agent?.reason ?? "", evidence: agent.map(Self.evidence) ?? [],
      heldHooks: holds.tools(on: pane).map { PlainText.line($0, limit: 100) },
      rulesFile: recognizer?.rules.origin.path,
      rules: screen.flatMap { recognizer?.explain($0) }?.map {
        .init(rule: $0.rule, priority: $0.priority, region: $0.region, matches: $0.isMatch, reason: $0.reason)
      } ?? [],
      screen: screen?.rows.map(\.text) ?? [], title: PlainText.line(screen?.title ?? "", limit: 500))
  }

  private static func evidence(_ agent: Agent) -> [ExplainReport.EvidenceReport] {
    let now = Clock.now
    return agent.heard.values.sorted { $0.at.monotonic > $1.at.monotonic }.map { observation in
      let evidence = observation.evidence
      return .init(
        source: evidence.source.rawValue, name: PlainText.line(evidence.name, limit: 100),
        state: evidence.state.rawValue, kind: evidence.kind?.rawValue,
        detail: evidence.detail.map { PlainText.line($0, limit: 300) }, at: Timestamp.text(observation.at),
        age: Double(now.monotonic &- min(observation.at.monotonic, now.monotonic)) / 1e9)
    }
  }

  /// The doctor's report, after a look whether the journal can be written.
  public func examine() async -> DoctorReport {
    await probeJournal()
    return doctor()
  }

  public func doctor() -> DoctorReport {
    let seconds = transport == nil ? 0 : Double(Clock.now.monotonic &- connectedAt) / 1e9
    let counters = connection.counters
    func rate(_ count: UInt64) -> Double { seconds > 0 ? Double(count) / seconds : 0 }
    let links = listing.windows.values.count { window in
      hub.map { hub in window.sessions.contains(hub.session) && window.sessions.count > 1 } ?? false
    }
    return DoctorReport(
      version: configuration.version, pid: ProcessInfo.processInfo.processIdentifier, server: serverReport,
      client: clientName, clientPID: transport?.pid, hub: hub.map { "\($0.session)" } ?? "",
      isConnected: transport != nil,
      isComplete: isComplete, reconnects: reconnects, connectedFor: seconds, bytesPerSecond: rate(counters.wireBytes),
      linesPerSecond: rate(counters.outputLines), missedDeadlines: missedDeadlines, capturedBytes: captures.total,
      links: links,
      faults: ServerFault.known(in: serverVersion).map { .init(issue: $0.issue, what: $0.what, remedy: $0.remedy) },
      watchedPanes: panes.count,
      unseededPanes: intake.screens.unseeded.map { "\($0)" }, agents: fleet.agents.count,
      followers: observers.count,
      connection: connection.counters, ring: transport?.ringCounters, screens: intake.screens.counters,
      journal: journal == nil ? nil : configuration.journalPath, journalFault: journalFault,
      configurationFault: configurationFault,
      followedRepositories: followedBranches.keys.sorted().map { "\($0)" },
      pullRequestFaults: pullRequestFaults, pullRequestDelays: pullRequestDelays, orphans: orphanedSessions,
      ruleFiles: catalog.agents.compactMap { $0.origin.path }, ruleFaults: ruleFaults.map(\.description),
      notices: notices.given, noticeFaults: notices.shownFaults)
  }

  // MARK: Observers

  /// Calls `observer` on the daemon's loop with the status now, and again whenever it changes. Returns the number to
  /// leave by.
  ///
  /// - Parameter client: the client that the observer is a board on, over all else.
  func addObserver(boardOn client: String? = nil, _ observer: @escaping @Sendable (StatusReport) -> Void) -> Int {
    nextObserver += 1
    notices.boards[nextObserver] = client
    observers[nextObserver] = observer
    observer(observed())
    return nextObserver
  }

  /// What those who look on are told. It is told often: what is over changes no more, and is left to those who ask.
  func observed() -> StatusReport {
    var report = status()
    report.items = report.items?.filter { !$0.isOver }
    return report
  }

  func removeObserver(_ number: Int) {
    observers[number] = nil
    notices.boards[number] = nil
  }

  func observe() {
    guard !observers.isEmpty, isComplete || transport == nil else { return }
    let report = observed()
    for observer in observers.values { observer(report) }
  }
}
