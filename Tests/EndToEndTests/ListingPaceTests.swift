import Testing

@testable import Daemon

@Suite("Pace of listings")
struct ListingPaceTests {
  private let millisecond: UInt64 = 1_000_000
  private let start: UInt64 = 10_000_000_000

  @Test("a few in quick succession are let through, a storm is held to one every 50 ms")
  func storm() {
    var pace = ListingPace()
    var now = start
    var times: [UInt64] = []
    for _ in 0..<40 {
      now = pace.next(after: now)
      pace.take(at: now)
      times.append(now)
    }
    #expect(times[4] - start < 50 * millisecond)
    #expect(times[39] - times[38] == 50 * millisecond)
    #expect(times[39] - start > 30 * 50 * millisecond)
  }

  @Test("listings that could not wait do not put off the next one for long")
  func debt() {
    var pace = ListingPace()
    for step in 0..<500 { pace.take(at: start + UInt64(step) * millisecond) }
    let now = start + 500 * millisecond
    #expect(pace.next(after: now) - now <= 100 * millisecond)
  }
}
