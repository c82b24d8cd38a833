/// A word of a POSIX shell command, for where tmux insists on running a shell, and for commands that a person is to type.
public enum ShellWord {
  /// In quotes, whatever it holds.
  public static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: #"'\''"#) + "'"
  }

  /// In quotes only where it needs them: a person reads it.
  public static func typed(_ text: String) -> String {
    !text.isEmpty && text.unicodeScalars.allSatisfy(isPlain) ? text : quoted(text)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", ":", "@", "+", ",": true
    default: false
    }
  }
}
