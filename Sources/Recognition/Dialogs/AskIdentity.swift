/// A short name for an ask, made from what it says.
///
/// FNV-1a of 64 bits: Swift's own hash differs from process to process. It tells asks apart that follow each other on a
/// screen; it is no protection against somebody who wants two to be equal.
enum AskIdentity {
  /// - Returns: twelve hexadecimal digits. Blanks and line ends do not count, for they change with the width of the
  ///   pane; neither do the signs for an answered tab and an empty one.
  static func id(kind: BlockKind?, question: String, context: [String], labels: [String]) -> String {
    var hash = FNV1a()
    hash.add(kind?.rawValue ?? "")
    hash.add(question)
    // The lines of a context may be broken anywhere.
    hash.add(context.joined())
    for label in labels { hash.add(label) }
    return hash.digits
  }

  private struct FNV1a {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a part and an end that no text contains.
    mutating func add(_ text: String) {
      for scalar in text.unicodeScalars where !Self.isLayout(scalar) {
        for byte in UTF8.encode(scalar) ?? .init() { add(byte) }
      }
      add(0xFF)
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    private static func isLayout(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case " ", "\u{A0}", "\n", "\t", "☐", "☒", "☑", "✔", "←", "→": true
      default: false
      }
    }

    var digits: String {
      let text = String(value >> 16, radix: 16)
      return String(repeating: "0", count: 12 - text.count) + text
    }
  }
}
