import TmuxControl

/// When a screen that no rule knows is worth keeping: when it has lasted, and not too often for one pane.
///
/// A value without a clock. Times in monotonic nanoseconds.
struct Canary {
  private struct Pane {
    /// Tells one stretch of unknown screens from the next.
    var episode: UInt64
    var due: UInt64?
  }

  /// A frame between two others, a program on its way up, a viewer that opens: all are over by then.
  static let patience: UInt64 = 2_000_000_000
  /// Between two screens of one pane.
  static let interval: UInt64 = 10_000_000_000

  private var panes: [PaneID: Pane] = [:]
  private var lastTaken: [PaneID: UInt64] = [:]
  private var episodes: UInt64 = 0

  /// The pane's screen was read.
  ///
  /// - Parameter isNew: it is another one than at the last reading.
  mutating func read(_ pane: PaneID, isKnown: Bool, isNew: Bool, at now: UInt64) {
    guard !isKnown else {
      panes[pane] = nil
      return
    }
    if let known = panes[pane] {
      guard isNew, known.due == nil else { return }
      let due = soonest(pane, now)
      panes[pane]?.due = due
      return
    }
    episodes &+= 1
    panes[pane] = Pane(episode: episodes, due: soonest(pane, now))
  }

  private func soonest(_ pane: PaneID, _ now: UInt64) -> UInt64 {
    max(now &+ Self.patience, lastTaken[pane].map { $0 &+ Self.interval } ?? 0)
  }

  var next: UInt64? { panes.values.lazy.compactMap(\.due).min() }

  /// Panes whose screen has lasted.
  mutating func takeDue(at now: UInt64) -> [PaneID] {
    let due = panes.filter { $0.value.due.map { $0 <= now } ?? false }.keys.sorted()
    for pane in due { panes[pane]?.due = nil }
    return due
  }

  /// It cannot be told yet: a frame is being drawn, or the program is on its way up.
  mutating func postpone(_ pane: PaneID, to time: UInt64) { panes[pane]?.due = time }

  /// The screen is kept.
  ///
  /// - Returns: the stretch that it belongs to; nil when the screen is known after all.
  mutating func take(_ pane: PaneID, at now: UInt64) -> UInt64? {
    guard let episode = panes[pane]?.episode else { return nil }
    lastTaken[pane] = now
    return episode
  }

  mutating func forget(_ pane: PaneID) {
    panes[pane] = nil
    lastTaken[pane] = nil
  }

  /// Panes that show something unknown now, however short.
  var unknown: [PaneID] { panes.keys.sorted() }
}
