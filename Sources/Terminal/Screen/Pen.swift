/// From the pen to the bits of cells.
extension Terminal {
  /// Brings `penCache` up to date. Compaction, which renumbers styles, happens here and nowhere else.
  @inline(__always)
  mutating func resolvePen() {
    if penCache.isStale { resolveStalePen() }
  }

  private mutating func resolveStalePen() {
    if styles.needsCompaction { compactStyles() }
    var style = pen
    style.attributes &= ~Attributes.lineDrawing.rawValue
    let extended = style.isExtended ? PackedCell.extendedBit : 0
    let number = UInt64(styles.number(of: style))
    penCache.printBits = number << 32 | extended
    penCache.comparesNever = style.hasIndexedColor
    if style.underline.isDefault {
      penCache.compareBits = number << 32
    } else {
      style.underline = .default
      penCache.compareBits = UInt64(styles.number(of: style)) << 32
    }
    if pen.background.isDefault {
      penCache.blank = .cleared
    } else {
      let blank = PackedStyle(background: pen.background)
      penCache.blank = PackedCell(
        content: 0x20, kind: .single, style: styles.number(of: blank),
        flags: PackedCell.clearedBit | (blank.isExtended ? PackedCell.extendedBit : 0))
    }
    penCache.isStale = false
  }

  /// A blank with the pen's background, which is all of the pen an erase uses.
  mutating func eraseBlank() -> PackedCell {
    resolvePen()
    return penCache.blank
  }

  private mutating func compactStyles() {
    var used = [Bool](repeating: false, count: styles.count)
    forEachStoredCell { used[min(Int($0.style), used.count - 1)] = true }
    let numbers = styles.compact(keeping: used)
    mapStoredCells { cell in
      let number = Int(cell.style)
      let new = number < numbers.count ? numbers[number] : 0
      return PackedCell(bits: cell.bits & 0xFFFF_0000_FFFF_FFFF | UInt64(new) << 32)
    }
  }

  /// Call while no cell with a cluster is held in a local.
  mutating func compactClustersIfNeeded() {
    guard clusters.needsCompaction else { return }
    var used = [Bool](repeating: false, count: clusters.count)
    forEachStoredCell { if $0.isCluster, Int($0.content) < used.count { used[Int($0.content)] = true } }
    let numbers = clusters.compact(keeping: used)
    mapStoredCells { cell in
      guard cell.isCluster, Int(cell.content) < numbers.count else { return cell }
      return PackedCell(bits: cell.bits & ~PackedCell.contentMask | UInt64(numbers[Int(cell.content)]))
    }
  }

  func forEachStoredCell(_ body: (PackedCell) -> Void) {
    grid.forEachStoredCell(body)
    alternate.main?.forEachStoredCell(body)
  }

  private mutating func mapStoredCells(_ change: (PackedCell) -> PackedCell) {
    grid.mapStoredCells(change)
    alternate.main?.mapStoredCells(change)
  }
}

extension Grid {
  func forEachStoredCell(_ body: (PackedCell) -> Void) {
    for slot in 0..<rows {
      for column in 0..<states[slot].stored { body(PackedCell(bits: cells[slot * stride + column])) }
    }
    for line in history.lines { for bits in line.cells { body(PackedCell(bits: bits)) } }
  }

  mutating func mapStoredCells(_ change: (PackedCell) -> PackedCell) {
    for slot in 0..<rows {
      for column in 0..<states[slot].stored {
        let at = slot * stride + column
        cells[at] = change(PackedCell(bits: cells[at])).bits
      }
    }
    for index in history.lines.indices {
      for at in history.lines[index].cells.indices {
        history.lines[index].cells[at] = change(PackedCell(bits: history.lines[index].cells[at])).bits
      }
    }
  }
}
