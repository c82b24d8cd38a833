/// A word of a POSIX shell command, for where tmux insists on running a shell: what a new window is to do.
public enum ShellWord {
  public static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
