/// The escaping of `%output` payloads: bytes below 0x20 and `\` come as `\ooo`, everything else raw.
public enum OctalEscape {
  /// Appends the decoded payload to `output`.
  ///
  /// A backslash that three octal digits do not follow is not tmux's; it is kept as it stands rather than dropped, so
  /// that nothing a pane printed can vanish.
  public static func decode(_ payload: Span<UInt8>, into output: inout [UInt8]) {
    var decoded: [UInt8] = []
    let count = decode(payload, over: &decoded)
    output.append(contentsOf: decoded[..<count])
  }

  /// Writes the decoded payload over the beginning of `output`, which grows when it is too small, and returns how many
  /// bytes it has. What lies behind them means nothing.
  static func decode(_ payload: Span<UInt8>, over output: inout [UInt8]) -> Int {
    // A payload never grows, but words are written whole.
    let room = payload.count + wordSize
    if output.count < room { output = [UInt8](repeating: 0, count: max(room, 2 * output.count)) }
    var span = output.mutableSpan
    var target = unsafe span.mutableBytes
    return decode(unsafe payload.bytes, into: &target)
  }

  private static let wordSize = 8

  private static func decode(_ payload: RawSpan, into output: inout MutableRawSpan) -> Int {
    let count = payload.byteCount
    var from = 0
    var to = 0
    // Eight bytes a step, copied whether or not a backslash is among them: it and what follows is written over.
    while from &+ wordSize <= count {
      let word = unsafe payload.unsafeLoadUnaligned(fromByteOffset: from, as: UInt64.self)
      output.storeBytes(of: word, toByteOffset: to, as: UInt64.self)
      let difference = UInt64(littleEndian: word) ^ 0x5C5C_5C5C_5C5C_5C5C
      let backslashes = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
      guard backslashes != 0 else {
        from &+= wordSize
        to &+= wordSize
        continue
      }
      let clean = backslashes.trailingZeroBitCount >> 3
      from &+= clean
      to &+= clean
      from &+= decodeBackslash(payload, at: from, into: &output, at: to)
      to &+= 1
    }
    while from < count {
      let byte = unsafe payload.unsafeLoad(fromByteOffset: from, as: UInt8.self)
      if byte == 0x5C {
        from &+= decodeBackslash(payload, at: from, into: &output, at: to)
      } else {
        output.storeBytes(of: byte, toByteOffset: to, as: UInt8.self)
        from &+= 1
      }
      to &+= 1
    }
    return to
  }

  /// Decodes the backslash at `from` to the one byte at `to`, and returns how many bytes it took.
  @inline(__always)
  private static func decodeBackslash(
    _ payload: RawSpan, at from: Int, into output: inout MutableRawSpan, at to: Int
  ) -> Int {
    if from &+ 4 <= payload.byteCount {
      let escape = UInt32(
        littleEndian: unsafe payload.unsafeLoadUnaligned(fromByteOffset: from, as: UInt32.self))
      // The digits above the backslash: 0 to 3, then 0 to 7 twice.
      if escape & 0xF8F8_FCFF == 0x3030_305C {
        let value = escape >> 2 & 0xC0 | escape >> 13 & 0x38 | escape >> 24 & 0x07
        output.storeBytes(of: UInt8(truncatingIfNeeded: value), toByteOffset: to, as: UInt8.self)
        return 4
      }
    }
    output.storeBytes(of: 0x5C, toByteOffset: to, as: UInt8.self)
    return 1
  }
}
