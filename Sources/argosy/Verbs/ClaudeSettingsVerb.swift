import ArgumentParser
import Foundation
import World

struct ClaudeSettingsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claude-settings", abstract: "Print the settings with which Claude Code tells argosy what it does.",
    discussion: """
      For one session, with nothing of yours edited:

        claude --settings "$(argosy claude-settings)"

      Your own status line goes on to be shown: it is wrapped.
      """)

  @Option(help: ArgumentHelp("The project, whose own status line counts.", valueName: "path"))
  var directory = "."

  func run() throws {
    let settings = ClaudeSettings(
      argosy: DaemonAccess.executable,
      statusLine: ClaudeSettings.StatusLine.inForce(
        in: URL(fileURLWithPath: directory).path, environment: DaemonAccess.environment))
    print(try settings.json)
  }
}
