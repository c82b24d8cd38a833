/// A set of Unicode scalars: a bitmap for ASCII, ranges for the rest.
struct ScalarSet: Sendable, Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var ranges: [ClosedRange<UInt32>] = []

  private static let beyondASCII: ClosedRange<UInt32> = 0x80...0x10_FFFF

  static let any = ScalarSet([0...0x10_FFFF])
  static let digits = ScalarSet([0x30...0x39])
  static let blanks = ScalarSet([0x20...0x20, 0x09...0x0D])
  static let wordScalars = ScalarSet([0x30...0x39, 0x5F...0x5F, 0x61...0x7A, 0xC0...0x24F])

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    for range in ranges { insert(range) }
  }

  /// Adds a range, folded as all text is.
  mutating func insert(_ range: ClosedRange<UInt32>) {
    if range.lowerBound < 128 {
      for value in range.lowerBound...min(range.upperBound, 127) { insertASCII(Folding.fold(value)) }
    }
    if range.upperBound >= 128 {
      ranges.append(range.clamped(to: Self.beyondASCII))
      for value: UInt32 in [0xA0, 0x2019] where range.contains(value) { insertASCII(Folding.fold(value)) }
    }
  }

  private mutating func insertASCII(_ value: UInt32) {
    if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
  }

  mutating func formUnion(_ other: ScalarSet) {
    low |= other.low
    high |= other.high
    ranges += other.ranges
  }

  func inverted() -> ScalarSet {
    var set = ScalarSet()
    set.low = ~low
    set.high = ~high
    var next = Self.beyondASCII.lowerBound
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { set.ranges.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= Self.beyondASCII.upperBound { set.ranges.append(next...Self.beyondASCII.upperBound) }
    return set
  }

  /// The members below 128, in order.
  var asciiMembers: [UInt32] {
    (0..<128).filter { ($0 < 64 ? low >> UInt64($0) : high >> UInt64($0 - 64)) & 1 == 1 }
  }

  /// The members from 128 on.
  var wideRanges: [ClosedRange<UInt32>] { ranges }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return low & (1 << UInt64(scalar)) != 0 }
    if scalar < 128 { return high & (1 << UInt64(scalar - 64)) != 0 }
    for range in ranges where range.contains(scalar) { return true }
    return false
  }
}
