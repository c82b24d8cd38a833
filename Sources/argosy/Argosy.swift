import ArgumentParser
import Foundation

/// Verbs that agents and keys call come first: they must not wait for the rest to be set up.
@main
enum Entry {
  static func main() async {
    if let receiver = Receiver(CommandLine.arguments) { receiver.run(CommandLine.arguments) }
    if let code = await InterfaceEntry.run(CommandLine.arguments) { exit(code) }
    do {
      var command = try await Argosy.asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      guard Argosy.exitCode(for: error) == .validationFailure else { Argosy.exit(withError: error) }
      // 2, as shells and most programs have it; the parser's own would be 64.
      StandardError.write(Argosy.fullMessage(for: error) + "\n")
      exit(Outcome.usage.rawValue)
    }
  }
}

struct Argosy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "argosy",
    abstract: "The control tower for AI coding agents inside tmux.",
    discussion: """
      argosy attaches to a tmux server in control mode, reads what every pane prints, and always knows what each \
      agent is doing. It shows it in tmux options, so that a status line needs no shell: see "argosy tmux install".

      The server is chosen as tmux chooses it: -L NAME, -S PATH, else $TMUX, else the default one. Every verb ends with \
      2 when its words are not understood.
      """,
    version: version,
    subcommands: [
      Up.self, Down.self, Status.self, Inbox.self, New.self, FollowUp.self, Show.self, Advance.self, Retry.self,
      Back.self, Skip.self, Resume.self, Done.self, StopVerb.self, Prune.self, RefreshVerb.self, Orchestrator.self,
      BoardVerb.self, Send.self, Answer.self, WaitVerb.self, Events.self, Log.self, Peek.self, Explain.self,
      Report.self, Agents.self, Demo.self, Doctor.self, TmuxVerb.self, Version.self, Debug.self, HookVerb.self,
      StatuslineVerb.self, CompletionsVerb.self, HelpVerb.self,
      ClaudeSettingsVerb.self,
      DaemonVerb.self, PopupVerb.self,
    ])

  static let version = "0.1.0"
}

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print argosy's version.")

  func run() {
    print("argosy \(Argosy.version)")
  }
}
