import Terminal
public import TmuxControl

/// Sizes as the stream tells them.
///
/// A listing shows only the last of several sizes, and so does tmux's word about a layout: it is written when it is
/// sent, not when the layout changed. A pane that was made smaller and then as large as before has lost text, tab stops
/// and its scroll region on the way. All that shows is a word about a layout that nothing has changed in.
extension Screens {
  /// A window was laid out anew: panes whose size is not what it was are asked for after the next listing; when there
  /// is none, all of the window.
  public mutating func laidOut(_ layout: WindowLayout) {
    let cells = layout.cells.filter { !ignored.contains($0.pane) }
    var changed: [PaneID] = []
    for cell in cells {
      let told = sizes.updateValue(cell.size, forKey: cell.pane)
      let held = screens[cell.pane].map { WindowLayout.Size(columns: $0.terminal.columns, rows: $0.terminal.rows) }
      if (told ?? held) != cell.size { changed.append(cell.pane) }
    }
    for pane in changed.isEmpty ? cells.map(\.pane) : changed { reshape(pane) }
    // Panes that were gone before any listing named them.
    if sizes.count > Self.sizesLimit { sizes = sizes.filter { screens[$0.key] != nil } }
  }

  private mutating func reshape(_ pane: PaneID) {
    if screens[pane] != nil {
      reshaped.insert(pane)
    } else if unlisted[pane] != nil {
      // What it printed so far may have been for another size than the one it will be born with.
      torn.insert(pane)
    }
  }

  /// The normal screen is shown again. A pane that was resized meanwhile, or may have been, is asked for anew.
  mutating func doubtSavedScreen(of pane: PaneID, after events: [Event]) {
    guard let screen = screens[pane], screen.isSavedScreenUncertain else { return }
    guard !screen.terminal.isAlternate || events.contains(.alternateScreen(false)) else { return }
    screens[pane]?.isSavedScreenUncertain = false
    stale.insert(pane)
  }

  private static let sizesLimit = 4096
}
