public import TmuxControl

/// Asks tmux for a pane's whole state, to compare it with the model. The question of a seed, except that a paused pane
/// stays paused; ``SeedTransaction/snapshot(from:tmux:)`` reads the answer.
///
/// Servers up to 3.5a lose the memory of every capture they print to a control client. So nothing asks this by itself.
public enum VerificationTransaction {
  public static func line(for pane: PaneID) throws(QuotingError) -> ControlLine? {
    guard let seed = try SeedTransaction.line(for: pane) else { return nil }
    return ControlLine(seed.commands.filter { $0 != .resume(pane) })
  }
}
