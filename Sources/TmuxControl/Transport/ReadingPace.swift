/// When to let a stream of small pieces gather before reading on.
///
/// Two hundred panes that print ten lines a second are two thousand reads, each with a wake-up of the loop: nearly all
/// of what such a fleet costs. A short rest between two reads takes the same lines in a few hundred. It is taken only
/// in the middle of such a stream: what an agent draws now and then is read at once, and a flood, which fills its
/// reads, is never kept waiting. A pipe holds 64 KB, and in one rest tmux writes far less (10–14 MB/s measured on 3.3a).
struct ReadingPace {
  /// Nanoseconds of one rest: what the busiest stream adds to the age of a line.
  static let rest: UInt64 = 4_000_000
  /// Reads further apart than this, in nanoseconds, are no stream.
  static let gap: UInt64 = 6_000_000
  /// A read of at least so many bytes is followed by the next at once.
  static let large = 8 * 1024
  /// So many small reads in a row are a stream.
  static let patience = 16

  private var last: UInt64 = 0
  private var streak = 0

  /// Nanoseconds to rest before the next read, or zero.
  ///
  /// - Parameters:
  ///   - count: Bytes that were just read.
  ///   - now: A clock that never jumps, in nanoseconds.
  mutating func rest(after count: Int, at now: UInt64) -> UInt64 {
    let isSoon = now &- last < Self.gap
    last = now
    guard isSoon, count < Self.large else {
      streak = 0
      return 0
    }
    streak = min(streak + 1, Self.patience)
    return streak < Self.patience ? 0 : Self.rest
  }
}
