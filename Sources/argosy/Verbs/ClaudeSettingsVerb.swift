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

      With --hold, Claude Code's hook for a permission waits while its dialog is on the screen, and `argosy answer` \
      answers by the hook instead of pressing a key. Whoever answers first decides. What the hook cannot say (a plan, a \
      row with words of its own) is answered by keys as ever, and so is everything without --hold: keys need nothing of \
      the agent, and are proved by the same screen.
      """)

  @Flag(help: "Let a permission's hook wait for argosy answer.")
  var hold = false

  @Option(help: ArgumentHelp("The project, whose own status line counts.", valueName: "path"))
  var directory = "."

  func run() throws {
    let settings = ClaudeSettings(
      argosy: DaemonAccess.executable,
      statusLine: ClaudeSettings.StatusLine.inForce(
        in: URL(fileURLWithPath: directory).path, environment: DaemonAccess.environment), holds: hold)
    print(try settings.json)
  }
}
