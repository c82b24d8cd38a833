extension Terminal {
  /// A number for what a row shows: text, styles, and whether it wraps. Equal rows have equal numbers wherever they are
  /// and whatever was erased in them, so a row that only scrolled keeps its number; different rows share one by a chance
  /// of 1 in 2^64. Valid within one process. 0 off the screen.
  public func hash(row: Int) -> UInt64 {
    guard row >= 0, row < h else { return 0 }
    let state = grid.state(row)
    var end = min(state.stored, w)
    while end > 0, isBlank(grid.get(end - 1, row)) { end -= 1 }
    var hash: UInt64 = state.isWrapped ? 0x9AE1_6A3B_2F90_404F : 0xC3A5_C85C_97CB_3127
    var style: UInt16 = 0
    var look: UInt64 = 0
    for column in 0..<end {
      let cell = grid.get(column, row)
      if cell.style != style {
        style = cell.style
        look = Self.hash(styles[Int(style)])
      }
      hash = Self.mix(hash ^ look, content(of: cell))
    }
    return hash
  }

  private func isBlank(_ cell: PackedCell) -> Bool {
    cell.bits & ~(PackedCell.clearedBit | PackedCell.extendedBit) == 0x20
  }

  private func content(of cell: PackedCell) -> UInt64 {
    let shown = cell.bits & (PackedCell.contentMask | PackedCell.kindMask | PackedCell.acsBit)
    guard cell.isCluster else { return shown }
    // Clusters are renumbered now and then.
    return bytes(of: cell).reduce(cell.bits & PackedCell.kindMask) { Self.mix($0, UInt64($1)) }
  }

  /// Styles are renumbered now and then; the hash is of what they are.
  private static func hash(_ style: PackedStyle) -> UInt64 {
    guard style != .default else { return 0 }
    let colors = UInt64(style.foreground.bits) << 32 | UInt64(style.background.bits)
    return mix(colors, UInt64(style.underline.bits) << 16 | UInt64(style.attributes)) | 1
  }

  private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let mixed = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }
}
