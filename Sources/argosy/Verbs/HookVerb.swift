import ArgumentParser

/// Help for a verb that ``Receiver`` carries out.
struct HookVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "For agents: pass a hook's event on to argosy.",
    discussion: """
      Reads the event of a Claude Code hook from standard input and passes it to the daemon that watches the tmux \
      server around. Ends with 0 at once, whether one runs or not. Set up by the plugin in hooks/claude-code, or by \
      `argosy claude-settings`.

      With --hold a permission's hook waits for `argosy answer`, at most so many seconds, and prints the decision. It \
      ends without one as soon as the dialog was answered on the screen, and where no daemon answers.
      """)

  @Option(help: ArgumentHelp("Wait for an answer, at most so long.", valueName: "seconds"))
  var hold: Double?
}

/// Help for a verb that ``Receiver`` carries out.
struct StatuslineVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statusline", abstract: "For agents: pass a status line's figures on to argosy.",
    discussion: """
      Reads what Claude Code tells its status line from standard input, passes it to the daemon, and then becomes the \
      person's own status line with the same input, or prints model, context and cost.
      """)

  @Argument(help: "The person's own status line: a shell command, after `--`.")
  var command: String?
}
