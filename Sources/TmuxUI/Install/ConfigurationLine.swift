/// The one line in a person's `tmux.conf`, and a text with and without it.
public enum ConfigurationLine {
  /// What the line ends with, so that it is found again.
  static let mark = "# argosy"

  /// - Parameter program: an absolute path: the server's PATH is often a shorter one than the person's.
  public static func text(program: String) -> String {
    let shell = "'" + program.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    let isPlain = program.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+".contains($0)) }
    let command = "\(isPlain ? program : FormatText.literal(shell)) tmux load"
    return "run-shell \(isPlain ? "'\(command)'" : doubleQuoted(command)) \(mark)"
  }

  private static func doubleQuoted(_ text: String) -> String {
    "\"" + text.map { "\"\\$".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// Whether there is such a line, put there by us or by hand.
  public static func stands(in file: String) -> Bool {
    file.split(separator: "\n").contains { line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      return !line.hasPrefix("#") && line.contains("argosy") && line.contains("tmux load")
    }
  }

  /// The file with the line at its end. A file that does not end its last line will not then either, so that
  /// ``removed(from:)`` is the exact inverse.
  public static func added(_ line: String, to file: String) -> String {
    file.isEmpty || file.hasSuffix("\n") ? file + line + "\n" : file + "\n" + line
  }

  /// The file without the lines of ours.
  public static func removed(from file: String) -> String {
    var lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeAll { $0.hasPrefix("run-shell ") && $0.hasSuffix("tmux load' \(mark)") || isQuoted($0) }
    return lines.joined(separator: "\n")
  }

  private static func isQuoted(_ line: Substring) -> Bool {
    line.hasPrefix("run-shell \"") && line.hasSuffix("tmux load\" \(mark)")
  }
}
