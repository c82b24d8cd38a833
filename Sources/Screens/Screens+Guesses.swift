import Terminal
public import TmuxControl

/// Panes that were seeded and printed since with a pen, charsets or a saved cursor that no capture tells.
///
/// The model took those to be as in a new pane. Once the pane is left alone for a while another capture shows whether
/// that was right. Captures cost memory of servers up to tmux 3.5a, so a pane that goes on being guessed is asked for
/// less and less often.
extension Screens {
  /// Takes the panes whose guess has been left alone for long enough to be asked for anew.
  ///
  /// - Returns: the moment at which the next one will have been, in monotonic nanoseconds; nil when nothing is guessed.
  public mutating func doubtGuesses(at now: UInt64) -> UInt64? {
    var next: UInt64?
    for (pane, screen) in screens where screen.phase == .live && screen.terminal.isGuess && !stale.contains(pane) {
      let due = screen.lastOutput &+ screen.patience
      if due <= now {
        stale.insert(pane)
        screens[pane]?.patience = min(screen.patience * 4, PaneScreen.longestPatience)
      } else {
        next = min(next ?? due, due)
      }
    }
    return next
  }

  /// Whether the pane's screen is a guess in part.
  public func isGuess(_ pane: PaneID) -> Bool {
    screens[pane]?.terminal.isGuess ?? false
  }
}
