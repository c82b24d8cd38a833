/// Points and lengths of time, on the monotonic clock unless said otherwise.
typealias Nanoseconds = UInt64

extension Nanoseconds {
  static let millisecond: Nanoseconds = 1_000_000
  static let second: Nanoseconds = 1_000_000_000
}

/// Reads `500ms`, `2s`, `1.5s`, `3m`.
enum TimeText {
  static func nanoseconds(_ text: String) -> Nanoseconds? {
    let unit: Double
    let number: Substring
    if text.hasSuffix("ms") {
      unit = 1e6
      number = text.dropLast(2)
    } else if text.hasSuffix("s") {
      unit = 1e9
      number = text.dropLast()
    } else if text.hasSuffix("m") {
      unit = 6e10
      number = text.dropLast()
    } else {
      return nil
    }
    guard number.first?.isNumber == true, let value = Double(number), value >= 0 else { return nil }
    let result = value * unit
    // A year is more than any test wants, and far from what overflows.
    return result < 3.2e16 ? Nanoseconds(result) : nil
  }
}
