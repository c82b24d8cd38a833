public import Terminal
public import TmuxControl

/// What there is to compare with tmux's answer about a pane.
public enum VerificationBasis: Sendable {
  /// The model at this point of the output, and the title that it was not given.
  case known(Terminal, withheldTitle: String?)
  /// The screen was asked for, or is about to be.
  case seeding
  case paused
  /// No such pane is watched.
  case absent
}

extension Screens {
  /// What can be said of the pane's screen at this point of the stream.
  public func verificationBasis(of pane: PaneID) -> VerificationBasis {
    guard let screen = screens[pane] else { return .absent }
    switch screen.phase {
    case .paused: return .paused
    case .seeding, .holding: return .seeding
    case .live where stale.contains(pane) || reshaped.contains(pane): return .seeding
    // It left the alternate screen in this very chunk.
    case .live where screen.isSavedScreenUncertain && !screen.terminal.isAlternate: return .seeding
    case .live: return .known(screen.terminal, withheldTitle: screen.withheldTitle)
    }
  }

  /// The pane's model was found to differ from what tmux holds: it is counted, and asked for anew.
  public mutating func drifted(_ pane: PaneID) {
    guard screens[pane] != nil else { return }
    counters.drift += 1
    // Whatever led it astray may be in what no capture tells: nothing of it is kept.
    screens[pane]?.phase = .seeding
    doubted(pane)
  }
}
