import Terminal

/// What a version of tmux cannot do of what argosy would.
enum VersionLimits {
  /// One line each, with the version that can.
  static func lines(_ version: TmuxVersion) -> [String] {
    var lines: [String] = []
    if version < .v3_4 {
      lines += [
        "clicks on the status line's counts (3.4)", "a row chosen beforehand in menus (3.4): the first is harmless",
      ]
    }
    if version < .v3_5 {
      lines += ["the mouse in menus opened by a click (3.5)", "titles that agents cannot change (3.5)"]
    }
    if version < .v3_6 { lines.append("messages under which panes go on (3.6): they are short") }
    return lines
  }
}
