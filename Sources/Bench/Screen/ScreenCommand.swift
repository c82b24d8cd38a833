import ArgumentParser
import Foundation

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "How fast the screen reads, next to libvterm and pyte, and what a pane costs in memory.",
    discussion: """
      Feeds 80x24 screens in chunks of 64 KiB and tells MB/s (a million bytes a second of processor time), the best of \
      several passes. The workloads:

      \(Workload.Name.allCases.map { "  \($0.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0))\($0.meaning)" }
        .joined(separator: "\n"))

      The goals: \(Goal.leastRatio) times libvterm on each and \(Goal.leastMixRatio) times on the mix, \
      \(Int(Goal.leastSpeed)) MB/s of ASCII; 20 KB for a quiet pane without history, 36 KB in the alternate screen. \
      Times mean something only on a machine that does nothing else; for others there is --instructions.

      Exits with 1 when a peer was fed the same and shows something else, and with --check when a goal was missed or \
      could not be measured.
      """)

  @Option(help: ArgumentHelp("Only this workload, and no memory; repeatable.", valueName: "name"))
  var workload: [Workload.Name] = []

  @Option(
    help: ArgumentHelp(
      "A folder or .tar.gz with recordings for the mix; repeatable. Default: those of the repository.",
      valueName: "path"))
  var recordings: [String] = []

  @Option(help: ArgumentHelp("How much to feed in a pass; an input shorter than that is repeated.", valueName: "n"))
  var megabytes = 32

  @Option(help: ArgumentHelp("How many passes; the fastest counts.", valueName: "n"))
  var passes = 5

  @Flag(name: .customLong("no-peers"), help: "Measure argosy alone.")
  var noPeers = false

  @Option(
    help: ArgumentHelp("The shared library of libvterm to compare with, if not the installed one.", valueName: "path"))
  var libvterm: String?

  @Flag(
    help: "Instead, count instructions per byte with valgrind. Takes a minute, and repeats to a hundredth of a percent."
  )
  var instructions = false

  @Flag(help: "Measure only memory.")
  var memory = false

  @Flag(help: "Exit with 1 if a goal was missed or could not be measured.")
  var check = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(megabytes) else {
      throw ValidationError("--megabytes takes a number from 1 to 100000")
    }
    guard (1...1000).contains(passes) else { throw ValidationError("--passes takes a number from 1 to 1000") }
    guard !(instructions && memory) else { throw ValidationError("--instructions and --memory exclude each other") }
    guard !(instructions && check) else { throw ValidationError("there are no goals for --instructions to check") }
    guard !(memory && !workload.isEmpty) else {
      throw ValidationError("--memory measures no workload; leave --workload out")
    }
  }

  func run() throws {
    var report = ScreenReport()
    let progress = Progress()
    defer { progress.clear() }
    if instructions {
      try count(into: &report, progress)
    } else {
      if !memory { try time(into: &report, progress) }
      if workload.isEmpty { try weigh(into: &report, progress) }
    }
    progress.clear()
    print(json ? try JSONText.pretty(report) : report.text)
    if !report.isSound || check && !report.isMet { throw ExitCode(1) }
  }

  /// Those asked for, once each, in the usual order.
  private var names: [Workload.Name] {
    workload.isEmpty ? Workload.Name.allCases : Workload.Name.allCases.filter { workload.contains($0) }
  }

  private func workloads(notes: inout [String]) throws -> [Workload] {
    try names.compactMap { try Workload.synthetic($0) ?? mix(notes: &notes) }
  }

  /// Nil when the usual recordings are not there.
  private func mix(notes: inout [String]) throws -> Workload? {
    try Recordings.found(recordings, notes: &notes).map { Workload(name: .mix, bytes: $0.bytes) }
  }

  private func time(into report: inout ScreenReport, _ progress: Progress) throws {
    let library = noPeers ? nil : try LibVTerm(path: libvterm)
    let pyte = noPeers ? nil : Pyte()
    report.notes.append("80x24, \(megabytes) MB a pass, best of \(passes)")
    if !noPeers {
      report.notes.append("libvterm: \(library?.file ?? LibVTerm.advice)")
      report.notes.append("pyte: \(pyte?.version ?? Pyte.advice)")
    }
    let measurement = ThroughputMeasurement(
      passes: passes, passBytes: megabytes * 1_000_000, libvterm: library, pyte: pyte, progress: progress)
    let agreement = Agreement(libvterm: library, pyte: pyte)
    for workload in try workloads(notes: &report.notes) {
      report.errors += try agreement.disagreements(on: workload)
      report.speeds.append(try measurement.speeds(workload))
    }
    report.goals += noPeers ? [] : Goal.ratios(report.speeds, asked: names)
    report.goals += Goal.speed(report.speeds)
  }

  private func weigh(into report: inout ScreenReport, _ progress: Progress) throws {
    for kind in PaneMemory.Kind.allCases {
      progress.show("memory: \(kind.meaning)")
      report.memory.append(try PaneMemory(measuring: kind))
    }
    report.goals += Goal.memory(report.memory)
  }

  private func count(into report: inout ScreenReport, _ progress: Progress) throws {
    let callgrind = try Callgrind(libvterm: libvterm)
    let library = noPeers ? nil : try LibVTerm(path: libvterm)
    if !noPeers { report.notes.append("libvterm: \(library?.file ?? LibVTerm.advice)") }
    for workload in try workloads(notes: &report.notes) {
      progress.show("\(workload.name.rawValue): instructions of argosy")
      let ours = try callgrind.instructions(workload.bytes, screen: .argosy)
      progress.show("\(workload.name.rawValue): instructions of libvterm")
      let theirs = try library.map { _ in try callgrind.instructions(workload.bytes, screen: .libvterm) }
      report.instructions.append(InstructionCount(workload, argosy: ours, libvterm: theirs))
    }
  }
}
