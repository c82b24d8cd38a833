/// The parameters of a control sequence. tmux takes at most 23 and no number above 2147483647; beyond that the whole
/// sequence does nothing.
struct Parameters: Sendable {
  static let missing: Int32 = -2
  /// A parameter with a colon in it: only SGR reads those.
  static let colon: Int32 = -1
  static let limit = 23

  var values: [23 of Int32] = [23 of Int32](repeating: 0)
  /// Where each begins in the parser's raw bytes; only filled in when `split` made the list.
  var starts: [23 of UInt8] = [23 of UInt8](repeating: 0)
  var count = 0

  /// - Returns: false when there are too many.
  @inline(__always)
  mutating func append(_ value: Int32, start: UInt8 = 0) -> Bool {
    guard count < Self.limit else { return false }
    values[count] = value
    starts[count] = start
    count &+= 1
    return true
  }

  /// The value at `index`, at least `minimum`; `fallback` where it is missing; -1 where it is not a number.
  @inline(__always)
  func get(_ index: Int, minimum: Int, fallback: Int) -> Int {
    guard index >= 0, index < count else { return fallback }
    let value = values[index]
    if value == Self.missing { return fallback }
    return value == Self.colon ? -1 : max(Int(value), minimum)
  }

  /// Splits the raw bytes at `;`. False when the sequence must be ignored.
  mutating func split(_ parser: borrowing Parser) -> Bool {
    count = 0
    guard parser.rawCount > 0 else { return true }
    var start = 0
    while true {
      var end = start
      var number = 0
      var hasColon = false
      while end < parser.rawCount, parser.raw[end] != 0x3B {
        let byte = parser.raw[end]
        if byte == 0x3A { hasColon = true } else { number = min(number * 10 + Int(byte &- 0x30), 1 << 40) }
        end += 1
      }
      let first = UInt8(truncatingIfNeeded: start)
      if end == start {
        guard append(Self.missing, start: first) else { return false }
      } else if hasColon {
        guard append(Self.colon, start: first) else { return false }
      } else {
        guard let value = Int32(exactly: number), append(value, start: first) else { return false }
      }
      if end >= parser.rawCount { return true }
      start = end + 1
    }
  }
}
