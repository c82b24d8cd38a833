import TmuxControl

/// Who is shown which pane's screen, and when. A value without a clock; times in monotonic nanoseconds.
struct ScreenWatchers {
  private struct Watcher {
    let pane: PaneID
    /// What the screen was when it was shown last.
    var version: UInt64?
    var due: UInt64?
    var lastShown: UInt64 = 0
    /// False where the caller had no room for it.
    let show: @Sendable (Response) -> Bool
  }

  /// The pieces of a frame come within this time.
  static let quiet: UInt64 = 30_000_000
  /// A screen is shown at most once in this time.
  static let interval: UInt64 = 100_000_000

  private var watchers: [Int: Watcher] = [:]

  mutating func add(_ number: Int, _ pane: PaneID, at now: UInt64, _ show: @escaping @Sendable (Response) -> Bool) {
    watchers[number] = Watcher(pane: pane, due: now, show: show)
  }

  mutating func remove(_ number: Int) { watchers[number] = nil }

  /// The pane printed, or is gone. Returns when it is to be shown; nil where nobody watches it.
  mutating func changed(_ pane: PaneID, at now: UInt64) -> UInt64? {
    guard !watchers.isEmpty else { return nil }
    var soonest: UInt64?
    for (number, watcher) in watchers where watcher.pane == pane {
      let due = watcher.due ?? max(now &+ Self.quiet, watcher.lastShown &+ Self.interval)
      watchers[number]?.due = due
      soonest = min(soonest ?? due, due)
    }
    return soonest
  }

  /// The next time that somebody is to be shown something is put off: the frame is not complete.
  mutating func again(_ number: Int, at time: UInt64) { watchers[number]?.due = time }

  var next: UInt64? { watchers.values.lazy.compactMap(\.due).min() }

  /// Those whose time has come, by number.
  mutating func takeDue(at now: UInt64) -> [(number: Int, pane: PaneID)] {
    let due = watchers.filter { $0.value.due.map { $0 <= now } ?? false }
    for number in due.keys { watchers[number]?.due = nil }
    return due.map { ($0.key, $0.value.pane) }.sorted { $0.0 < $1.0 }
  }

  /// Shows a screen, unless it is the one that was shown last.
  mutating func show(_ number: Int, version: UInt64?, at now: UInt64, _ response: () -> Response) {
    guard let watcher = watchers[number] else { return }
    if let version, watcher.version == version { return }
    guard watcher.show(response()) else { return }
    watchers[number]?.version = version
    watchers[number]?.lastShown = now
  }
}
