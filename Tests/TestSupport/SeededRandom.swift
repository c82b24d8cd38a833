import Foundation

/// Random numbers that a seed gives again (splitmix64).
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  public mutating func flip() -> Bool { next() & 1 == 1 }

  /// What a test with random input runs with: one seed that is always the same, and one of its own for each run, or the
  /// one that `$ARGOSY_SEED` names. As arguments of a test they are told where it fails.
  public static let seeds: [UInt64] = {
    if let seed = ProcessInfo.processInfo.environment["ARGOSY_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    return [1, UInt64.random(in: 2..<1 << 48)]
  }()
}
