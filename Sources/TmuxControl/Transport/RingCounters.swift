/// What was dropped because the daemon did not keep up, since the connection began.
public struct RingCounters: Hashable, Sendable, Codable {
  /// How often the ring was full.
  public var overflows: UInt64 = 0
  public var droppedLines: UInt64 = 0
  public var droppedBytes: UInt64 = 0

  public init() {}
}
