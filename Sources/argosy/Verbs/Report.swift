import ArgumentParser
import Daemon
import Foundation
import World

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a bug report of the screens that argosy could not read.",
    discussion: """
      An agent's screen that matches no rule for two seconds is counted, and kept under \
      $XDG_STATE_HOME/argosy/unknown-screens: the last 20, each once. Letters and digits are taken out before it is \
      written; only words that argosy's own rules for the agent mention stay. The report says so, too: read it before \
      you post it.

      With --full the report has the screens as they stand before the agents right now, with everything on them. \
      Nothing like that is ever kept.

      With --json: {"argosy","tmux","counts":[{"agent","version","count","since","last"}],
      "screens":[{"agent","version","count","first","last","columns","rows":[{"text"}],"title","near":[…]}]}; times in \
      nanoseconds since 1970.
      """)

  @OptionGroup var server: ServerOptions

  @Option(help: "Only this agent's, by its short name.")
  var agent: String?

  @Flag(help: "The screens of now, with everything that is on them, instead of the kept ones.")
  var full = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Write to a file that only you can read.", valueName: "file"))
  var output: String?

  func run() async throws {
    let kept = UnknownScreens(directory: try server.access.paths().unknownScreens)
    let program = try? TmuxProgram(DaemonAccess.environment)
    var report = BugReport(
      argosy: Argosy.version,
      tmux: (try? await program?.run(arguments: ["-V"]))?.split(separator: "\n").first.map(String.init)
        ?? "tmux unknown",
      counts: kept.counts, screens: full ? try screensOfNow() : kept.screens)
    if let agent {
      report.counts = report.counts.filter { $0.agent == agent }
      report.screens = report.screens.filter { $0.agent == agent }
    }
    let text = json ? try JSONText.pretty(report) : report.markdown
    guard let output else { return print(text) }
    do {
      try AtomicFile.write(Array((text + "\n").utf8), to: URL(fileURLWithPath: output).path)
    } catch {
      throw Complaint("\(error)")
    }
    print("\(output): \(report.screens.count) screens. \(report.warning)")
  }

  private func screensOfNow() throws -> [UnknownScreen] {
    guard let daemon = try server.access.runningDaemon() else {
      throw Complaint("argosy is not up on this server, so no screen is known: argosy up")
    }
    return try daemon.ask(Request(.unknown)).unknown ?? []
  }
}
