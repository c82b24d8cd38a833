/// The escaping of `%output` payloads: bytes below 0x20 and `\` come as `\ooo`, everything else raw.
public enum OctalEscape {
  /// Appends the decoded payload to `output`.
  ///
  /// A backslash that three octal digits do not follow is not tmux's; it is kept as it stands rather than dropped, so
  /// that nothing a pane printed can vanish.
  public static func decode(_ payload: Span<UInt8>, into output: inout [UInt8]) {
    var index = 0
    let count = payload.count
    while index < count {
      let start = index
      while index < count, payload[index] != 0x5C { index += 1 }
      if start < index {
        unsafe payload.extracting(start..<index).withUnsafeBufferPointer { bytes in
          unsafe output.append(contentsOf: bytes)
        }
      }
      guard index < count else { return }
      if index + 3 < count,
        let value = octet(payload[index + 1], payload[index + 2], payload[index + 3])
      {
        output.append(value)
        index += 4
      } else {
        output.append(0x5C)
        index += 1
      }
    }
  }

  private static func octet(_ high: UInt8, _ middle: UInt8, _ low: UInt8) -> UInt8? {
    let digits = (high &- 0x30, middle &- 0x30, low &- 0x30)
    guard digits.0 <= 3, digits.1 <= 7, digits.2 <= 7 else { return nil }
    return digits.0 << 6 | digits.1 << 3 | digits.2
  }
}
