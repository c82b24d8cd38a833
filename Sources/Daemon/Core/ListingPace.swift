/// How soon tmux may be asked for a listing again. Times in monotonic nanoseconds.
///
/// A few in quick succession are cheap and make a new session known within milliseconds; a storm of notifications is
/// answered by one every 50 ms.
struct ListingPace {
  private static let refill: UInt64 = 50_000_000
  private static let gap: UInt64 = 3_000_000
  private static let burst: UInt64 = 6

  /// The time up to which listings are paid for. At most `burst` refills behind the present.
  private var paidUntil: UInt64 = 0
  private var last: UInt64 = 0

  /// The soonest time for the next listing.
  func next(after now: UInt64) -> UInt64 {
    let affordable = paidUntil &+ Self.refill
    return max(now, max(affordable, last &+ Self.gap))
  }

  /// One was asked for. Those that could not wait are counted too, but never put the next off by more than two refills.
  mutating func take(at now: UInt64) {
    let floor = now > Self.burst * Self.refill ? now - Self.burst * Self.refill : 0
    paidUntil = min(max(paidUntil, floor) &+ Self.refill, now &+ Self.refill)
    last = now
  }
}
