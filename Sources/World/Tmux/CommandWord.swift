/// A text as one word of a tmux command line that is given as arguments.
///
/// tmux takes a `;` at the end of an argument for the end of a command, and `\;` there for a `;`.
enum CommandWord {
  static func word(_ text: String) -> String {
    text.hasSuffix(";") ? text.dropLast() + "\\;" : text
  }
}
