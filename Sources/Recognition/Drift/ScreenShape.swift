/// What two pictures of the same unknown screen have in common, whatever stands in them: the signs and the program's own
/// words of the last rows, in their order.
public struct ScreenShape: Hashable, Sendable, CustomStringConvertible {
  private let hash: UInt64

  /// Further up stands what the agent has said, which is never twice the same.
  private static let rows = 16

  /// - Parameter screen: redacted.
  public init(_ screen: ScreenText, agent: String, version: String?) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ value: UInt32) { hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3 }
    for scalar in "\(agent)\n\(version ?? "")\n".unicodeScalars { take(scalar.value) }
    let texts = screen.rows.map(\.text).filter { $0.contains { $0 != " " && $0 != "\u{A0}" } }
    for text in texts.suffix(Self.rows) {
      for scalar in Self.form(of: text) { take(scalar) }
      take(0x0A)
    }
    self.hash = hash
  }

  public var description: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Words that were redacted, and rules across the screen, count once however long they are.
  private static func form(of text: String) -> [UInt32] {
    var form: [UInt32] = []
    for scalar in text.unicodeScalars {
      let value: UInt32 =
        switch scalar {
        case "x", "X", "0", "\u{FF58}", "\u{FF38}": 0x78
        case "\u{A0}": 0x20
        case "\u{2800}"..."\u{28FF}", "\u{25D0}"..."\u{25D3}", "·", "✢", "✳", "✶", "✻", "✽": 0x2A
        default: scalar.value
        }
      // `x x x` is as good as `x`.
      if value == 0x20, form.last == 0x20 { continue }
      if value == 0x78, form.last == 0x78 || form.suffix(2) == [0x78, 0x20] {
        if form.last == 0x20 { form.removeLast() }
        continue
      }
      if value == form.last, value == 0x2500 || value == 0x2501 || value == 0x2D { continue }
      form.append(value)
    }
    while form.last == 0x20 { form.removeLast() }
    return form
  }
}
