/// A UTF-8 character that has begun. It survives escape sequences between its bytes, as in tmux.
struct PartialCharacter: Sendable {
  /// The bytes so far, the last one lowest.
  var bits: UInt32 = 0
  var count = 0
  var needed = 0
}

extension Terminal {
  /// A byte 80–FF in the ground state.
  mutating func printHighByte(_ byte: UInt8) {
    lastCharacter = nil
    if utf8.count == 0 {
      switch byte {
      case 0xC2...0xDF: utf8 = PartialCharacter(bits: UInt32(byte), count: 1, needed: 2)
      case 0xE0...0xEF: utf8 = PartialCharacter(bits: UInt32(byte), count: 1, needed: 3)
      case 0xF0...0xF4: utf8 = PartialCharacter(bits: UInt32(byte), count: 1, needed: 4)
      default: if rules.is36 { printReplacement() }
      }
      return
    }
    // tmux collects whatever is 80 or above until the count is full, and only then looks whether it is a character.
    utf8.bits = utf8.bits << 8 | UInt32(byte)
    utf8.count += 1
    guard utf8.count >= utf8.needed else { return }
    guard let point = decode(utf8.bits, utf8.needed) else { return abandonPartialCharacter() }
    let width = widths.width(point)
    guard width >= 0 else { return abandonPartialCharacter() }
    utf8 = PartialCharacter()
    printCharacter(point, width)
  }

  @inline(__always)
  func decode(_ bits: UInt32, _ count: Int) -> UInt32? {
    guard let point = decodeUTF8(bits, count), point <= 0x10_FFFF || decodesBeyondUnicode else { return nil }
    return point
  }

  @inline(__always)
  mutating func printCharacter(_ point: UInt32, _ width: Int) {
    if !unknown.isEmpty { notePrinted(isBlank: false) }
    resolvePen()
    let acs = pen.attributes & Attributes.lineDrawing.rawValue != 0 ? PackedCell.acsBit : 0
    let glyph = Glyph(point: point, width: width, bits: penCache.printBits | acs)
    if !printOverSingle(glyph) { printCell(glyph) }
    if rules.is35 { lastCharacter = point }
  }

  /// ASCII or a control came before the character was complete. tmux 3.6 prints U+FFFD for it, before it vanishes.
  mutating func abandonPartialCharacter() {
    guard utf8.count > 0 else { return }
    utf8 = PartialCharacter()
    if rules.is36 { printReplacement() }
  }

  private mutating func printReplacement() {
    resolvePen()
    let acs = pen.attributes & Attributes.lineDrawing.rawValue != 0 ? PackedCell.acsBit : 0
    printCell(Glyph(point: 0xFFFD, width: 1, bits: penCache.printBits | acs))
  }
}

/// Strict UTF-8, except that glibc takes F4 90–BF too.
func decodeUTF8(_ bits: UInt32, _ count: Int) -> UInt32? {
  switch count {
  case 2:
    guard bits & 0xC0 == 0x80 else { return nil }
    return bits >> 2 & 0x7C0 | bits & 0x3F
  case 3:
    guard bits & 0xC0C0 == 0x8080 else { return nil }
    let point = bits >> 4 & 0xF000 | bits >> 2 & 0xFC0 | bits & 0x3F
    return point < 0x800 || (0xD800...0xDFFF).contains(point) ? nil : point
  case 4:
    guard bits & 0xC0_C0C0 == 0x80_8080 else { return nil }
    let point = bits >> 6 & 0x1C_0000 | bits >> 4 & 0x3_F000 | bits >> 2 & 0xFC0 | bits & 0x3F
    return point < 0x1_0000 ? nil : point
  default: return nil
  }
}
