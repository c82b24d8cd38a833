import ArgumentParser
import Foundation

struct WireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire",
    abstract: "How fast the bytes of tmux -C are read, next to how fast a tmux server writes them.",
    discussion: """
      Reads fixed streams in chunks of 64 KiB and tells MB/s of wire bytes (a million bytes a second of processor \
      time), the best of several passes: once with what panes print only counted, once with it fed to a terminal of \
      80x24. The workloads:

      \(WireWorkload.Name.allCases.map {
        "  \($0.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0))\($0.meaning)"
      }.joined(separator: "\n"))

      The goals: 1 GB/s of plain, 300 MB/s of sgr and tui, parse and unescape alone.

      Beside that a private tmux server writes plain and sgr to a client as argosy's: what argosy has to keep up with.

      Exits with 1 when a stream was not read as it was written, and with --check when a goal was missed or could not \
      be measured.
      """)

  @Option(help: ArgumentHelp("Only this workload, and no server; repeatable.", valueName: "name"))
  var workload: [WireWorkload.Name] = []

  @Option(
    help: ArgumentHelp(
      "A folder or .tar.gz with recordings for the mix; repeatable. Default: those of the repository.",
      valueName: "path"))
  var recordings: [String] = []

  @Option(help: ArgumentHelp("How much to read in a pass; a stream shorter than that is repeated.", valueName: "n"))
  var megabytes = 64

  @Option(help: ArgumentHelp("How many passes; the fastest counts.", valueName: "n"))
  var passes = 5

  @Option(help: ArgumentHelp("The tmux to measure, if not the installed one.", valueName: "path"))
  var tmux: String?

  @Flag(name: .customLong("no-server"), help: "Measure no tmux server.")
  var noServer = false

  @Flag(help: "Exit with 1 if a goal was missed or could not be measured.")
  var check = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(megabytes) else {
      throw ValidationError("--megabytes takes a number from 1 to 100000")
    }
    guard (1...1000).contains(passes) else { throw ValidationError("--passes takes a number from 1 to 1000") }
  }

  func run() throws {
    try Interruption.settleLeftovers()
    var report = WireReport()
    let progress = Progress()
    defer { progress.clear() }
    try time(into: &report, progress)
    if workload.isEmpty, !noServer { try emit(into: &report, progress) }
    progress.clear()
    print(json ? try JSONText.pretty(report) : report.text)
    if !report.isSound || check && !report.goals.areMet { throw ExitCode(1) }
  }

  /// Those asked for, once each, in the usual order.
  private var names: [WireWorkload.Name] {
    workload.isEmpty ? WireWorkload.Name.allCases : WireWorkload.Name.allCases.filter { workload.contains($0) }
  }

  private func time(into report: inout WireReport, _ progress: Progress) throws {
    report.notes.append("chunks of 64 KiB, \(megabytes) MB a pass, best of \(passes)")
    let measurement = WireMeasurement(passes: passes, passBytes: megabytes * 1_000_000, progress: progress)
    for name in names {
      guard let workload = try WireWorkload.synthetic(name) ?? mix(notes: &report.notes) else { continue }
      report.errors += WireMeasurement.errors(workload)
      report.speeds.append(measurement.speed(workload))
    }
    report.goals = Goal.wire(report.speeds, asked: names)
  }

  /// Nil when the usual recordings are not there.
  private func mix(notes: inout [String]) throws -> WireWorkload? {
    try Recordings.found(recordings, notes: &notes).map { WireWorkload.recorded($0.bytes) }
  }

  private func emit(into report: inout WireReport, _ progress: Progress) throws {
    guard PrivateServer.installed(tmux) != nil else {
      report.notes.append("server: skipped, for \(tmux ?? "tmux") is not installed: apt-get install tmux")
      return
    }
    let measurement = EmissionMeasurement(
      tmux: tmux, passes: min(passes, 3), bytes: megabytes * 250_000, progress: progress)
    for name in [WireWorkload.Name.plain, .sgr] {
      guard let workload = WireWorkload.synthetic(name) else { continue }
      report.server.append(try measurement.emission(of: workload))
    }
    report.notes += Set(report.server.map { "server: \($0.tmux), time on the wall" })
  }
}
