/// Reading bytes. The loads are checked against the bounds; they are marked because any bits may be loaded as any type.
@inline(__always)
func byte(_ bytes: RawSpan, _ at: Int) -> UInt8 {
  unsafe bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
}

/// The first byte from `start` on that is not printable ASCII (20–7E).
@inline(__always)
func endOfPrintable(_ bytes: RawSpan, from start: Int) -> Int {
  let count = bytes.byteCount
  var at = start
  // Eight bytes a step: the mean run of real programs is about that long.
  while at &+ 8 <= count {
    let word = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
    let high = word & 0x8080_8080_8080_8080
    let low = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
    let isDelete = (delete &- 0x0101_0101_0101_0101) & ~delete & 0x8080_8080_8080_8080
    let stops = high | low | isDelete
    if stops != 0 { return at &+ stops.trailingZeroBitCount >> 3 }
    at &+= 8
  }
  while at < count {
    let value = byte(bytes, at)
    if value < 0x20 || value > 0x7E { return at }
    at &+= 1
  }
  return at
}
