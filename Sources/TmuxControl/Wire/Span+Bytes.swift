extension Span<UInt8> {
  /// Whether the bytes begin with the ASCII text.
  func starts(with prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { expected in
      for index in 0..<expected.count where unsafe self[index] != expected[index] { return false }
      return true
    }
  }

  /// A copy that outlives the span.
  var copied: [UInt8] {
    unsafe withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Reads `%12` at `index` and moves past it. Nil, with `index` anywhere, when there is no such thing.
  func paneNumber(at index: inout Int) -> UInt32? {
    guard index < count, self[index] == 0x25 else { return nil }
    index += 1
    let start = index
    var number: UInt32 = 0
    while index < count, self[index] >= 0x30, self[index] <= 0x39 {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt32(self[index] &- 0x30))
      guard !overflow, !carry else { return nil }
      number = sum
      index += 1
    }
    return index > start ? number : nil
  }
}
