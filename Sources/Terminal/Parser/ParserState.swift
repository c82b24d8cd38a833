/// The states of tmux's input parser. 7-bit only: bytes 80–9F are never controls.
enum ParserState: UInt8, Sendable {
  case ground
  case escape, escapeIntermediate
  case csiEntry, csiParameter, csiIntermediate, csiIgnore
  case dcsEntry, dcsParameter, dcsIntermediate, dcsData, dcsEscape, dcsIgnore
  case osc, apc, rename
  /// PM and SOS.
  case consume

  /// States that end by themselves after five seconds.
  var hasTimeout: Bool { rawValue >= Self.dcsEntry.rawValue }
}

/// What the parser remembers between bytes.
struct Parser: Sendable {
  var state = ParserState.ground
  /// A part of the sequence was over its limit: it runs to its end and does nothing.
  var isDiscarding = false
  /// Up to three bytes, the last one lowest. A private marker such as `?` is the first.
  var intermediates: UInt32 = 0
  var intermediateCount = 0
  /// Raw parameter bytes; split only when the sequence is complete.
  var raw: [63 of UInt8] = [63 of UInt8](repeating: 0)
  var rawCount = 0
  /// OSC and APC.
  var string: [UInt8] = []
  /// When the string began, in nanoseconds of the caller's clock.
  var began: UInt64?

  /// tmux: at most so many bytes in a string, or it is dropped.
  static let stringLimit = 1_048_575
  /// Five seconds, in nanoseconds.
  static let timeout: UInt64 = 5_000_000_000

  mutating func clear() {
    isDiscarding = false
    intermediates = 0
    intermediateCount = 0
    rawCount = 0
    if !string.isEmpty { string = [] }
    began = nil
  }

  mutating func collect(_ byte: UInt8) {
    guard intermediateCount < 3 else {
      isDiscarding = true
      return
    }
    intermediates = intermediates << 8 | UInt32(byte)
    intermediateCount += 1
  }

  mutating func parameter(_ byte: UInt8) {
    guard rawCount < 63 else {
      isDiscarding = true
      return
    }
    raw[rawCount] = byte
    rawCount += 1
  }

  mutating func put(_ byte: UInt8) {
    if string.count >= Self.stringLimit { isDiscarding = true } else { string.append(byte) }
  }
}
