import Fleet

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The two clocks that events are stamped with.
enum Clock {
  static var now: Moment { Moment(wall: read(CLOCK_REALTIME), monotonic: UInt64(max(0, read(CLOCK_MONOTONIC)))) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
