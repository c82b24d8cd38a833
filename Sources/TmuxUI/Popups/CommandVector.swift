/// Commands as the arguments of one call of the tmux program.
public enum CommandVector {
  /// The commands one after the other. To tmux an argument that ends with `;` ends its command, so one that is text is
  /// written `\;`.
  public static func words(_ commands: [[String]]) -> [String] {
    Array(commands.filter { !$0.isEmpty }.map { $0.map(escaped) }.joined(separator: [";"]))
  }

  private static func escaped(_ word: String) -> String {
    word.hasSuffix(";") ? word.dropLast() + "\\;" : word
  }
}
