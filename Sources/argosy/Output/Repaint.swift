/// A screenful that replaces the last one in a terminal.
enum Repaint {
  /// What to print. The first one clears the screen, which puts what stood there into the history. Later ones are drawn
  /// over the last: tmux would put each of those into the history too, and bring them back when the pane grows. Lines
  /// that are too wide end at the edge, so that a row stays a row.
  static func text(_ text: String, isFirst: Bool) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // What is behind the cursor at the edge is the last cell itself: a row is emptied before it is drawn.
    let rows = lines.map { "\u{1B}[K\($0)\n" }.joined()
    return "\u{1B}[H" + (isFirst ? "\u{1B}[2J" : "") + "\u{1B}[?7l\(rows)\u{1B}[?7h\u{1B}[J"
  }
}
