import TmuxControl

/// A program called through tmux's `run-shell`, as menus, prompts and bindings do.
///
/// Only words that argosy itself made or has checked belong in here: its own path, ids, clients' names. Whatever an
/// agent wrote goes by an option or a file.
public struct ShellCall: Hashable, Sendable {
  public var words: [String]

  public init(_ words: [String]) {
    self.words = words
  }

  /// As a command line of tmux: `run-shell -b '…'`.
  ///
  /// The string is read three times after this: tmux takes it for a command, `run-shell` for a format, and a shell for
  /// words. Nil where a word holds a line feed or a NUL, which no command line can carry.
  public var command: String? {
    let shell = words.map(ShellWord.quoted).joined(separator: " ")
    guard let word = try? Quoting.word(FormatText.literal(shell)) else { return nil }
    return "run-shell -b \(word)"
  }
}
