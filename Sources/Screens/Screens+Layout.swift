import Terminal
public import TmuxControl

/// Sizes that no listing shows.
///
/// A listing shows only the last of several sizes, and so does tmux's word about a layout: it is written when it is
/// sent, not when the layout changed. A pane that was made smaller and then as large as before, or was hidden by a
/// zoomed one while the window was resized there and back, has lost text, tab stops and its scroll region on the way.
/// So whatever a word about a layout says, every pane of the window is in doubt.
extension Screens {
  /// A window was laid out anew: its panes are asked for after the next listing.
  public mutating func laidOut(_ layout: WindowLayout) {
    for pane in layout.panes {
      if screens[pane] != nil {
        reshaped.insert(pane)
      } else if unlisted[pane] != nil {
        // What it printed so far may have been for another size than the one it will be born with.
        torn.insert(pane)
      }
    }
  }

  /// The normal screen is shown again. A pane that was resized meanwhile, or may have been, is asked for anew.
  mutating func doubtSavedScreen(of pane: PaneID, after events: [Event]) {
    guard let screen = screens[pane], screen.isSavedScreenUncertain else { return }
    guard !screen.terminal.isAlternate || events.contains(.alternateScreen(false)) else { return }
    screens[pane]?.isSavedScreenUncertain = false
    stale.insert(pane)
  }
}
