/// A word of a POSIX shell command, for the one place where tmux insists on running a shell.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
