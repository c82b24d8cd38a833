import ArgumentParser
import Foundation

struct FleetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "What argosy costs while many panes write, and how soon it tells what an agent does.",
    discussion: """
      Opens panes on a private tmux server. Every one writes coloured lines; three are stand-in agents that work, ask \
      and finish in short turns. Measures the server and argosy while argosy watches, the time from an agent's write \
      to the tmux option that tells it, and at the end compares every screen with what tmux holds. Then the server \
      alone, and the server while capture-pane is spawned for every pane twice a second.

      Takes four times as long as a window, and some. Linux only: processor time is read from /proc. On a busy \
      machine, latencies are those of a busy machine.

      Exits with 1 when a screen differs from what tmux holds, or nothing could be compared.
      """)

  @Option(help: ArgumentHelp("How many panes, agents included.", valueName: "n"))
  var panes = 20

  @Option(help: ArgumentHelp("Lines a second that each pane writes.", valueName: "n"))
  var lines = 10

  @Option(help: ArgumentHelp("How long each window lasts.", valueName: "n"))
  var seconds = 10

  @Option(help: ArgumentHelp("The argosy to measure, if not the one beside this program.", valueName: "path"))
  var argosy: String?

  @Option(help: ArgumentHelp("The stand-in agent, if not the one beside argosy.", valueName: "path"))
  var standin: String?

  @Option(help: ArgumentHelp("The tmux to measure with, if not the installed one.", valueName: "path"))
  var tmux: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (4...2000).contains(panes) else { throw ValidationError("--panes takes a number from 4 to 2000") }
    guard (1...100_000).contains(lines) else { throw ValidationError("--lines takes a number from 1 to 100000") }
    guard (1...3600).contains(seconds) else { throw ValidationError("--seconds takes a number from 1 to 3600") }
  }

  func run() throws {
    try Interruption.settleLeftovers()
    let progress = Progress()
    defer { progress.clear() }
    let argosy = try Beside.program("argosy", argosy, beside: Bundle.main.executableURL)
    let measurement = FleetMeasurement(
      panes: panes, lines: lines, seconds: Double(seconds), tmux: tmux, argosy: argosy,
      standIn: try Beside.program("argosy-standin", standin, beside: URL(fileURLWithPath: argosy)), progress: progress)
    let report = try measurement.report()
    progress.clear()
    print(json ? try JSONText.pretty(report) : report.text)
    if !report.isSound { throw ExitCode(1) }
  }
}
