import ArgumentParser
import TmuxControl

/// A shell that argosy can teach its words.
enum Shell: String, CaseIterable, ExpressibleByArgument {
  case bash, zsh, fish

  /// As the parser knows it.
  var parsers: CompletionShell {
    switch self {
    case .bash: .bash
    case .zsh: .zsh
    case .fish: .fish
    }
  }

  /// The file in which the shell, or its completion package, looks for what a person has installed.
  ///
  /// - Parameter environment: variables that are no absolute paths do not count.
  func completionFile(_ environment: [String: String], home: String) -> String {
    func folder(_ variable: String) -> String? { environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let data = folder("XDG_DATA_HOME") ?? "\(home)/.local/share"
    return switch self {
    case .bash: (folder("BASH_COMPLETION_USER_DIR") ?? "\(data)/bash-completion") + "/completions/argosy"
    case .zsh: "\(data)/zsh/site-functions/_argosy"
    case .fish: (folder("XDG_CONFIG_HOME") ?? "\(home)/.config") + "/fish/completions/argosy.fish"
    }
  }

  /// What else the shell may need before it reads the file.
  func advice(_ file: String) -> String {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return switch self {
    case .bash:
      """
      The package bash-completion reads it in every new shell. Without that package, add to your ~/.bashrc:

          source \(ShellWord.typed(file))
      """
    case .zsh:
      """
      Unless that folder is in your fpath already, add to your ~/.zshrc, before compinit:

          fpath=(\(ShellWord.typed(folder)) $fpath)
      """
    case .fish: "Every new shell reads it; nothing else is needed."
    }
  }
}
