import Terminal

/// What a version of tmux cannot do of what argosy would.
enum VersionLimits {
  /// One line each, with what to do instead.
  static func lines(_ version: TmuxVersion) -> [String] {
    var lines: [String] = []
    if version < .v3_4 {
      lines += [
        "No clicks on the counts and chips of the status line (tmux 3.4): use the keys.",
        "No preselected row in menus (tmux 3.4): the first row is the harmless one.",
      ]
    }
    if version < .v3_5 { lines.append("Menus that argosy opens do not take the mouse (tmux 3.5).") }
    if version < .v3_5 {
      lines.append("Panes' titles cannot be kept from agents (tmux 3.5): they are written when something changes.")
    }
    if version < .v3_6 {
      lines.append("Messages stop the panes below them while they stand (tmux 3.6): they are kept short.")
    }
    if version < .v3_7 { lines.append("No floating panes (tmux 3.7): a peek is a popup.") }
    return lines
  }
}
