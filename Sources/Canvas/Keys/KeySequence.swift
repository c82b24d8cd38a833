/// Keys that come as a control sequence (ECMA-48, with the finals and numbers of xterm, which tmux sends too).
enum KeySequence {
  /// - Parameter bytes: what follows `ESC [`.
  static func control(_ bytes: ArraySlice<UInt8>, limit: Int) -> KeyDecoder.Step {
    // F1 to F5 of the Linux console: `ESC [ [ A`.
    if bytes.first == 0x5B {
      guard let letter = bytes.dropFirst().first else { return .more }
      guard (0x41...0x45).contains(letter) else { return .nothing(length: 1) }
      return .key(Key(.function(Int(letter) - 0x40)), length: 2)
    }
    guard let end = bytes.prefix(limit).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return bytes.count < limit ? .more : .nothing(length: limit)
    }
    let (final, length) = (bytes[end], end - bytes.startIndex)
    // Something else begins in the middle of it.
    guard (0x40...0x7E).contains(final) else { return .nothing(length: length) }
    let parameters = bytes[..<end].split(separator: 0x3B, omittingEmptySubsequences: false).map(number)
    return key(final, parameters).map { .key($0, length: length + 1) }
      ?? (final == 0x7E && parameters.first == 200 ? .pasteBegins(length: length + 1) : .nothing(length: length + 1))
  }

  /// The keys whose sequence is one letter.
  static func base(final: UInt8) -> Key.Base? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
    default: nil
    }
  }

  private static func key(_ final: UInt8, _ parameters: [Int?]) -> Key? {
    let first = parameters.first ?? nil
    let second = parameters.count > 1 ? parameters[1] : nil
    switch final {
    case UInt8(ascii: "Z"): return .backTab
    // The reports of the mouse end with an M too.
    case UInt8(ascii: "M"): return nil
    case UInt8(ascii: "~"):
      if first == 27, parameters.count > 2, let code = parameters[2] { return key(code: code, modifiers(second)) }
      guard let base = first.flatMap(base(number:)) else { return nil }
      return Key(base, modifiers(second))
    case UInt8(ascii: "u"): return first.flatMap { key(code: $0, modifiers(second)) }
    default: return base(final: final).map { Key($0, modifiers(second)) }
    }
  }

  private static func base(number: Int) -> Key.Base? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  private static func key(code: Int, _ modifiers: Key.Modifiers) -> Key? {
    switch code {
    case 9: return Key(.tab, modifiers)
    case 13: return Key(.enter, modifiers)
    case 27: return Key(.escape, modifiers)
    case 8, 127: return Key(.backspace, modifiers)
    default:
      guard code >= 0x20, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init),
        scalar.properties.generalCategory != .control
      else { return nil }
      // A capital says Shift already.
      return Key(.character(scalar), modifiers.subtracting(.shift))
    }
  }

  private static func modifiers(_ parameter: Int?) -> Key.Modifiers {
    guard let parameter, (2...16).contains(parameter) else { return [] }
    return Key.Modifiers(rawValue: UInt8(parameter - 1) & 7)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 7 else { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
