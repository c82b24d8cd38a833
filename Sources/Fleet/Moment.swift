/// A point in time as an event brings it. The fleet has no clock of its own.
public struct Moment: Hashable, Sendable {
  /// Nanoseconds since 1970: for people, and for what outlives the process.
  public let wall: Int64
  /// Nanoseconds of a clock that never jumps: for waiting.
  public let monotonic: UInt64

  public init(wall: Int64, monotonic: UInt64) {
    self.wall = wall
    self.monotonic = monotonic
  }

  /// Whole seconds since 1970.
  public var seconds: Int64 { wall / 1_000_000_000 }
}
