import ArgumentParser
import Foundation
import World

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Five stand-in agents at work on a private tmux server, watched by argosy.",
    discussion: """
      Attaches your terminal to a tmux server of its own, argosy-demo; nothing else is touched. With --headless the \
      same fleet plays without a terminal: every change of state is printed with the time from the agent's write to \
      the tmux option, and the exit code is 1 if one was missing, wrong or doubled.
      """)

  @Flag(help: "Play without a terminal and check every change of state.")
  var headless = false

  @Flag(help: "End the demo's server and everything in it.")
  var stop = false

  func run() async throws {
    let server = try DemoServer()
    if stop {
      print(await server.stop() ? "The demo has ended." : "No demo was running.")
    } else if headless {
      try await HeadlessDemo(server).run()
    } else {
      try DemoServer.requireTerminal()
      try await server.begin(server.start(DemoFleet.endless))
      try server.attach()
    }
  }
}
