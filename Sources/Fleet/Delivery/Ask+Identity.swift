public import Recognition

extension Ask {
  /// The same for the same question with the same options, wherever the cursor is and whatever is ticked.
  public var identity: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [question] + detail + options.flatMap({ [$0.key, $0.label] }) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
