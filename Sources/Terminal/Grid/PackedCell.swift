/// A cell in 8 bytes:
///
///     bits  0–20   a code point, or an index into the cluster table, or the width of a tab
///     bit  21      it is a cluster: more than one code point in one cell
///     bits 22–24   kind
///     bit  25      printed in the line drawing set (tmux: ACS)
///     bit  26      extended (see below)
///     bit  27      cleared: blanked by an erase, not by printing
///     bits 32–47   number of the style
///
/// "Extended" is how tmux stores a cell that does not fit its small form. It sticks to the place until it is erased,
/// and decides whether an equal character printed over it is stored again.
struct PackedCell: Equatable, Sendable {
  var bits: UInt64

  enum Kind: UInt64 {
    case single = 0
    case wide = 1
    /// The right part of a wide character or of a tab.
    case padding = 2
    /// tmux 3.6: a tab over blank cells is one cell.
    case tab = 3
    /// tmux 3.4: a character without width that found nothing to join.
    case zero = 4
    /// tmux 3.6: a tab of one column that a combining character joined. It still prints as a tab.
    case joinedTab = 5
    /// The same of two columns.
    case wideJoinedTab = 6
  }

  static let contentMask: UInt64 = 0x1F_FFFF
  static let clusterBit: UInt64 = 1 << 21
  static let kindMask: UInt64 = 7 << 22
  static let paddingBits: UInt64 = 2 << 22
  static let acsBit: UInt64 = 1 << 25
  static let extendedBit: UInt64 = 1 << 26
  static let clearedBit: UInt64 = 1 << 27

  /// A default blank, as a repair writes it and as the part of a row without storage reads.
  static let blank = PackedCell(bits: 0x20)
  /// A default blank, as an erase writes it.
  static let cleared = PackedCell(bits: 0x20 | clearedBit)
  static let padding = PackedCell(bits: 0x21 | paddingBits | extendedBit)

  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

  @inline(__always)
  init(content: UInt32, kind: Kind, style: UInt16, flags: UInt64) {
    bits = UInt64(content) | kind.rawValue << 22 | flags | UInt64(style) << 32
  }

  var kind: Kind {
    get { Kind(rawValue: (bits & Self.kindMask) >> 22) ?? .single }
    set { bits = (bits & ~Self.kindMask) | newValue.rawValue << 22 }
  }

  var content: UInt32 { UInt32(truncatingIfNeeded: bits & Self.contentMask) }
  var isCluster: Bool { bits & Self.clusterBit != 0 }
  var isPadding: Bool { bits & Self.kindMask == Self.paddingBits }
  var isTab: Bool {
    let kind = bits & Self.kindMask
    return kind == Kind.tab.rawValue << 22 || kind >= Kind.joinedTab.rawValue << 22
  }
  var isLineDrawing: Bool { bits & Self.acsBit != 0 }
  var isExtended: Bool { bits & Self.extendedBit != 0 }
  var isCleared: Bool { bits & Self.clearedBit != 0 }
  var style: UInt16 { UInt16(truncatingIfNeeded: bits >> 32) }

  /// Columns the cell takes; 0 for padding.
  var width: Int {
    switch bits & Self.kindMask {
    case 0: 1
    case 1 << 22: 2
    case 3 << 22: Int(content)
    case 5 << 22: 1
    case 6 << 22: 2
    default: 0
    }
  }
}
