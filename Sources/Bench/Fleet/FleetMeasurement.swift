import Foundation

/// Plays one fleet: with argosy, then without, then with a poller in its place.
struct FleetMeasurement {
  let panes: Int
  let lines: Int
  let seconds: Double
  let tmux: String?
  let argosy: String
  let standIn: String
  let progress: Progress

  func report() throws -> FleetReport {
    let before = Self.machineLoad
    let server = try PrivateServer(tmux: tmux)
    defer { server.end() }
    let fleet = try FleetPanes(count: panes, rate: lines, on: server, standIn: standIn, progress)
    var report = FleetReport(tmux: server.version, panes: panes, agents: fleet.agents.count, lines: lines)
    let load = LoadMeasurement(server: server, panes: fleet, seconds: seconds)
    try watch(fleet, load, into: &report)
    // What argosy leaves is settled before the next window.
    Thread.sleep(forTimeInterval: 1)
    progress.show("nobody watches")
    report.windows.append(try load.window(.nobody, []))
    progress.show("capture-pane at \(Figures.fixed(CapturePolling.rate, 0)) Hz")
    report.windows.append(try load.polling())
    progress.clear()
    if let before, let after = Self.machineLoad {
      report.notes.append(
        "\(ProcessInfo.processInfo.activeProcessorCount) cores; load of the machine before \(before), at the end \(after)"
      )
    }
    return report
  }

  private func watch(_ fleet: FleetPanes, _ load: LoadMeasurement, into report: inout FleetReport) throws {
    let argosy = ArgosyProgram(path: argosy, on: load.server)
    progress.show("argosy up")
    report.secondsToComplete = try argosy.up()
    let daemon = try argosy.diagnosis()
    let ticket = Leftovers.all.add { ProcessFigures(pid: daemon.pid).end() }
    defer { Leftovers.all.settle(ticket) }
    Thread.sleep(forTimeInterval: 1)

    progress.show("argosy watches")
    let began = try Instant(argosy, fleet)
    report.windows.append(try load.window(.argosy, [daemon.pid] + (daemon.clientPID.map { [$0] } ?? [])))
    report.stream = try Instant(argosy, fleet).stream(since: began)

    progress.show("the agents' states")
    let observer = try StateObserver(load.server, panes: fleet.agents.map(\.pane))
    try observer.observe(seconds: seconds)
    report.latency = StateLatency(
      try zip(fleet.agents, observer.changes).map { (try AgentLog($0.log).cues, $1) })

    progress.show("comparing screens")
    report.verification = try argosy.verification()
    report.memory = ProcessFigures(pid: daemon.pid).memory.map { .init(resident: $0.resident, peak: $0.peak) }
    try argosy.down()
  }

  /// What was written and what was seen, at one instant.
  private struct Instant {
    let time: Double
    let written: Tally.Sum
    let seen: ArgosyProgram.Diagnosis.Connection

    init(_ argosy: ArgosyProgram, _ fleet: FleetPanes) throws {
      seen = try argosy.diagnosis().connection
      written = try fleet.tally.sum()
      time = MonotonicTime.now
    }

    func stream(since before: Instant) -> FleetReport.Stream {
      func rate(_ later: Int, _ earlier: Int) -> Double { Double(later - earlier) / (time - before.time) }
      return FleetReport.Stream(
        linesWritten: rate(written.lines, before.written.lines),
        bytesWritten: rate(written.bytes, before.written.bytes),
        outputLines: rate(seen.outputLines, before.seen.outputLines),
        outputBytes: rate(seen.outputBytes, before.seen.outputBytes),
        wireBytes: rate(seen.wireBytes, before.seen.wireBytes))
    }
  }

  /// Processes that ran or wanted to, over the last minute. Linux only.
  private static var machineLoad: String? {
    guard let handle = FileHandle(forReadingAtPath: "/proc/loadavg"), let data = try? handle.readToEnd() else {
      return nil
    }
    return String(decoding: data, as: UTF8.self).split(separator: " ").first.map(String.init)
  }
}
