/// Interned styles: a cell holds a 16-bit number instead of 14 bytes. An open-addressing table, because a style
/// change comes every few bytes and the standard dictionary costs half of the throughput here.
struct StyleTable: Sendable {
  /// By number; number 0 is always the default style.
  private(set) var styles: [PackedStyle] = [.default]
  /// Number + 1 of the style in this slot, 0 for an empty slot. The size is a power of two, at most half full.
  private var slots: [UInt32]
  /// Where `needsCompaction` begins. Doubled when a compaction frees little.
  private var limit = 4_096

  /// The most a cell's 16 bits can name.
  static let capacity = 65_535

  init() {
    slots = Array(repeating: 0, count: 64)
    insert(0)
  }

  var count: Int { styles.count }

  /// Call before a group of `number(of:)`, so that numbers got in the group stay good.
  var needsCompaction: Bool { styles.count + 4 >= limit }

  subscript(number: Int) -> PackedStyle {
    number < styles.count ? styles[number] : .default
  }

  /// The number of a style; the default's when the table is full of styles in use.
  mutating func number(of style: PackedStyle) -> UInt16 {
    let mask = slots.count &- 1
    var slot = Self.hash(style) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) &- 1
      if styles[number] == style { return UInt16(truncatingIfNeeded: number) }
      slot = (slot &+ 1) & mask
    }
    guard styles.count < Self.capacity else { return 0 }
    styles.append(style)
    if styles.count &* 2 > slots.count { grow() } else { slots[slot] = UInt32(truncatingIfNeeded: styles.count) }
    return UInt16(truncatingIfNeeded: styles.count &- 1)
  }

  /// Forgets all styles but those marked; returns the new number of each old one.
  mutating func compact(keeping used: [Bool]) -> [UInt16] {
    let old = styles
    var renumbered = [UInt16](repeating: 0, count: old.count)
    styles = [.default]
    for number in old.indices.dropFirst() where number < used.count && used[number] {
      renumbered[number] = UInt16(truncatingIfNeeded: styles.count)
      styles.append(old[number])
    }
    limit = min(max(4_096, styles.count * 2), Self.capacity)
    var size = 64
    while size < styles.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for number in styles.indices { insert(number) }
    return renumbered
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in styles.indices { insert(number) }
  }

  private mutating func insert(_ number: Int) {
    let mask = slots.count &- 1
    var slot = Self.hash(styles[number]) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = UInt32(truncatingIfNeeded: number &+ 1)
  }

  private static func hash(_ style: PackedStyle) -> Int {
    var bits = UInt64(style.foreground.bits) << 32 | UInt64(style.background.bits)
    bits = (bits ^ (UInt64(style.underline.bits) << 16 | UInt64(style.attributes))) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: bits >> 33)
  }
}
