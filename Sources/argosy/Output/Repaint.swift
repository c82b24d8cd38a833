/// A screenful that replaces the last one in a terminal.
enum Repaint {
  /// What to print. The first one clears the screen, which puts what stood there into the history. Later ones are drawn
  /// over the last: tmux would put each of those into the history too, and bring them back when the pane grows. Lines
  /// that are too wide end at the edge, so that a row stays a row.
  ///
  /// - Parameter height: the terminal's rows; nil: as many as there are lines. What has no room is counted: a screen that
  ///   scrolls would lose its beginning.
  static func text(_ text: String, isFirst: Bool, height: Int? = nil) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // The cursor comes to rest below the last line.
    if let height, lines.count > height - 1 {
      let shown = max(0, height - 2)
      lines = lines.prefix(shown) + ["… \(lines.count - shown) more lines"]
    }
    // What is behind the cursor at the edge is the last cell itself: a row is emptied before it is drawn.
    let rows = lines.map { "\u{1B}[K\($0)\n" }.joined()
    return "\u{1B}[H" + (isFirst ? "\u{1B}[2J" : "") + "\u{1B}[?7l\(rows)\u{1B}[?7h\u{1B}[J"
  }
}
