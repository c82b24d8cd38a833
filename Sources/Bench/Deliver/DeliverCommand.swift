import ArgumentParser
import Foundation

struct DeliverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliver",
    abstract: "Whether what argosy sends is what an agent is given.",
    discussion: """
      Three trials on a private tmux server, each with a stand-in agent that logs every input and the state it met:
      random prompts to an agent that swallows the first Enter; a person at a real client who types, answers, renames, \
      scrolls, resizes and interrupts while argosy sends; and a daemon that is killed between the paste and Enter.

      Exits with 1 when anything was given twice, in a wrong moment, or otherwise than argosy said.
      """)

  @Option(help: ArgumentHelp("How many random prompts.", valueName: "n"))
  var prompts = 100

  @Option(help: ArgumentHelp("How long the person stays, in seconds.", valueName: "n"))
  var seconds = 60

  @Option(help: ArgumentHelp("How often the daemon is killed.", valueName: "n"))
  var kills = 10

  @Option(help: ArgumentHelp("After a paste, Enter is lost for so long; as in 400ms.", valueName: "time"))
  var swallow = "400ms"

  @Option(help: ArgumentHelp("Of all that is random.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The argosy to measure, if not the one beside this program.", valueName: "path"))
  var argosy: String?

  @Option(help: ArgumentHelp("The stand-in agent, if not the one beside argosy.", valueName: "path"))
  var standin: String?

  @Option(help: ArgumentHelp("The tmux to measure with, if not the installed one.", valueName: "path"))
  var tmux: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try Interruption.settleLeftovers()
    let progress = Progress()
    defer { progress.clear() }
    let argosyPath = try Beside.program("argosy", argosy, beside: Bundle.main.executableURL)
    let standIn = try Beside.program("argosy-standin", standin, beside: URL(fileURLWithPath: argosyPath))
    let server = try PrivateServer(tmux: tmux)
    defer { server.end() }
    let program = ArgosyProgram(path: argosyPath, on: server)
    _ = try program.up()
    defer { try? program.down() }
    let quiet = "idle\nrepeat\n"
    let environment = ["STANDIN_SWALLOW_ENTER=\(swallow)"]
    var report = DeliverReport()
    if prompts > 0 {
      let agent = try AgentUnderTest(
        "prompts", script: quiet, environment: environment, standIn: standIn, program, on: server)
      try agent.wait("idle,done")
      report.prompts = try PromptTrial(agent: agent, count: prompts, seed: seed).run(progress)
    }
    if seconds > 0 {
      report.person = try PersonTrial(
        program, on: server, standIn: standIn, tmux: tmux, seconds: Double(seconds), seed: seed
      ).run(progress)
    }
    if kills > 0 {
      let agent = try AgentUnderTest(
        "kills", script: quiet, environment: environment, standIn: standIn, program, on: server)
      try agent.wait("idle,done")
      report.kills = try KillTrial(agent: agent, count: kills, seed: seed).run(progress)
    }
    progress.clear()
    print(json ? try JSONText.pretty(report) : report.text)
    if !report.isSound { throw ExitCode(1) }
  }
}
