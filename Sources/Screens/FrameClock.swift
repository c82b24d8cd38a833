public import TmuxControl

/// Says when a pane's screen is worth reading: when a frame is complete, and not for each of its pieces.
///
/// A program paints a frame in several writes; read between two of them, a screen is half drawn. Nothing says where a
/// frame ends unless the program uses synchronized updates, so a frame counts as complete when the pane has been
/// quiet for a moment, at the latest after a bound, and a pane that prints without pause is read at a bounded rate.
/// All times are monotonic nanoseconds.
public struct FrameClock: Sendable {
  /// Quiet for this long: the frame is complete.
  public static let quiet: UInt64 = 3_000_000
  /// Read at the latest this long after the first byte.
  public static let patience: UInt64 = 12_000_000
  /// A pane is read at most once in this time.
  public static let interval: UInt64 = 25_000_000
  /// An open synchronized update is waited for this long, as tmux 3.7 does.
  public static let updateLimit: UInt64 = 1_000_000_000

  private struct Frame: Sendable {
    var started: UInt64
    var due: UInt64
  }

  private var frames: [PaneID: Frame] = [:]
  private var lastRead: [PaneID: UInt64] = [:]

  public init() {}

  /// The pane printed. `isSynchronizing`: it is inside a synchronized update.
  public mutating func printed(_ pane: PaneID, at now: UInt64, isSynchronizing: Bool) {
    let started = frames[pane]?.started ?? now
    let latest = started &+ (isSynchronizing ? Self.updateLimit : Self.patience)
    let soonest = isSynchronizing ? latest : min(latest, now &+ Self.quiet)
    let allowed = lastRead[pane].map { $0 &+ Self.interval } ?? 0
    frames[pane] = Frame(started: started, due: max(soonest, allowed))
  }

  /// The soonest moment at which a screen is to be read.
  public var next: UInt64? { frames.values.map(\.due).min() }

  /// The panes to read now.
  public mutating func takeDue(at now: UInt64) -> [PaneID] {
    let due = frames.filter { $0.value.due <= now }.keys.sorted()
    for pane in due {
      frames[pane] = nil
      lastRead[pane] = now
    }
    return due
  }

  public mutating func forget(_ pane: PaneID) {
    frames[pane] = nil
    lastRead[pane] = nil
  }
}
