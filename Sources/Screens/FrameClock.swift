public import TmuxControl

/// Says when a pane's screen is worth reading: when a frame is complete, and not for each of its pieces.
///
/// A program paints a frame in several writes; read between two of them, a screen is half drawn. A program that uses
/// synchronized updates says itself where its frames end. For the others a frame counts as complete when the pane has
/// been quiet for a moment, and a pane that prints without pause is read once in a while. All times are monotonic
/// nanoseconds.
public struct FrameClock: Sendable {
  /// Quiet for this long: the frame is complete.
  public static let quiet: UInt64 = 30_000_000
  /// Read at the latest this long after the first byte. An open synchronized update is waited for as long, as tmux 3.7
  /// does.
  public static let limit: UInt64 = 1_000_000_000
  /// A pane is read at most once in this time, in the long run; one that rested may be read twice in a row, for the
  /// last frame of a turn is often drawn right behind a spinner's.
  public static let interval: UInt64 = 25_000_000

  /// How far a program is with its frame.
  public enum Progress: Sendable, Hashable {
    /// It printed outside of any synchronized update.
    case unknown
    /// Inside an open synchronized update.
    case drawing
    /// A synchronized update has ended and none is open.
    case complete
  }

  private struct Frame: Sendable {
    var started: UInt64
    var due: UInt64
    var isComplete: Bool
  }

  private var frames: [PaneID: Frame] = [:]
  /// Until when each pane's readings so far count, one interval for each.
  private var paidUntil: [PaneID: UInt64] = [:]

  public init() {}

  /// The pane printed.
  ///
  /// - Returns: when it is to be read, as far as can be said now.
  @discardableResult
  public mutating func printed(_ pane: PaneID, at now: UInt64, _ progress: Progress) -> UInt64 {
    let old = frames[pane]
    let started = old?.started ?? now
    let latest = started &+ Self.limit
    // What follows a finished update, such as showing the cursor, does not make it unfinished.
    let isComplete = progress == .complete || (progress == .unknown && old?.isComplete == true)
    let soonest =
      switch progress {
      case .drawing: latest
      case .complete: now
      case .unknown: isComplete ? now : min(latest, now &+ Self.quiet)
      }
    let paid = paidUntil[pane] ?? 0
    let due = max(soonest, paid > Self.interval ? paid - Self.interval : 0)
    frames[pane] = Frame(started: started, due: due, isComplete: isComplete)
    return due
  }

  /// The pane has printed since it was last read.
  public func isWaiting(for pane: PaneID) -> Bool { frames[pane] != nil }

  /// The soonest moment at which a screen is to be read.
  public var next: UInt64? { frames.values.map(\.due).min() }

  /// The panes to read now.
  public mutating func takeDue(at now: UInt64) -> [PaneID] {
    let due = frames.filter { $0.value.due <= now }.keys.sorted()
    for pane in due {
      frames[pane] = nil
      paidUntil[pane] = max(now, paidUntil[pane] ?? 0) &+ Self.interval
    }
    return due
  }

  public mutating func forget(_ pane: PaneID) {
    frames[pane] = nil
    paidUntil[pane] = nil
  }
}
