/// Characters that join the cell before them.
extension Terminal {
  /// What was fed so far was all that tmux had read from the pane's pty in one go: up to 3.3 a joiner that waits for the
  /// next character is forgotten there. Where the reads ended, control mode does not tell.
  public mutating func endRead() { joinerWaits = false }

  /// The UTF-8 of a cell.
  func bytes(of cell: PackedCell) -> [UInt8] {
    if cell.isTab, !cell.isCluster { return Array(repeating: 0x20, count: cell.width) }
    if cell.isCluster { return clusters[Int(cell.content)] }
    return encodeUTF8(cell.content)
  }

  /// The cell with more text in it, or nil when there is no room.
  private mutating func joined(_ cell: PackedCell, _ more: [UInt8]) -> PackedCell? {
    let text = bytes(of: cell) + more
    guard text.count <= rules.clusterLimit, let number = clusters.number(of: text) else { return nil }
    let old = PackedCell.contentMask | PackedCell.clusterBit | PackedCell.clearedBit
    var joined = PackedCell(
      bits: (cell.bits & ~old) | PackedCell.clusterBit | PackedCell.extendedBit | UInt64(number))
    if cell.isTab { joined.kind = cell.width == 1 ? .joinedTab : .wideJoinedTab }
    return joined
  }

  /// tmux 3.3: to the character left of the cursor, over padding; lost in column 0 and when the cell is full.
  mutating func appendToPrevious(_ point: UInt32) {
    compactClustersIfNeeded()
    var column = cx - 1
    while column >= 0, grid.get(column, cy).isPadding { column -= 1 }
    guard column >= 0, let cell = joined(grid.get(column, cy), encodeUTF8(point)) else { return }
    grid.set(column, cy, cell)
  }

  /// tmux 3.4 and later: true when the character is used up, whether it was joined or dropped.
  mutating func joinsPrevious(_ glyph: Glyph) -> Bool {
    let point = glyph.isTab ? 0x20 : glyph.point
    if rules.is36, point == 0x3164 { return true }
    let isSelector = point == 0xFE0F
    let isZero = isSelector || point == 0x200D || glyph.width == 0
    let length = glyph.isTab ? glyph.width : utf8Length(point)
    if length < 2 || cx == 0 { return isZero }
    var count = 1
    var cell = grid.get(cx - 1, cy)
    if cx != 1, cell.isPadding {
      count = 2
      cell = grid.get(cx - 2, cy)
    }
    // The cell with its padding must end exactly at the cursor.
    if cell.isPadding || count != cell.width { return isZero }
    var widens = isSelector
    if !isZero {
      switch relation(of: point, length: length, to: cell) {
      case .stranger: return false
      case .dropped: return true
      case .joins: break
      case .joinsAndWidens: widens = true
      }
    }
    compactClustersIfNeeded()
    cell = grid.get(cx - count, cy)
    let more = glyph.isTab ? [UInt8](repeating: 0x20, count: glyph.width) : encodeUTF8(point)
    // A full cell lets no more in: from 3.8 on what has no width of its own is gone then.
    guard var new = joined(cell, more) else { return rules.is38 && isZero }
    var end = cx
    if widens, cell.width == 1 {
      new.kind = new.isTab ? .wideJoinedTab : .wide
      end += 1
      grid.set(end - 2, cy, new)
      // 3.4 puts the padding one column too far right.
      grid.set(rules.is35 ? end - 1 : end, cy, .padding)
    } else {
      grid.set(cx - count, cy, new)
    }
    // From 3.7 on a character that grows out of the last column leaves the cursor behind it, to wrap.
    setColumn(rules.is37 ? min(end, w) : end)
    return true
  }

  private enum Relation {
    case stranger, dropped, joins, joinsAndWidens
  }

  /// How a character with a width relates to the cell before it.
  private func relation(of point: UInt32, length: Int, to cell: PackedCell) -> Relation {
    let endsWithJoiner =
      cell.isCluster ? clusters[Int(cell.content)].suffix(3) == [0xE2, 0x80, 0x8D] : cell.content == 0x200D
    if !rules.is36 {
      if RegionalIndicators.range.contains(point) || SkinTones.range.contains(point) {
        return !cell.isCluster && cell.content < 0x80 ? .stranger : .joinsAndWidens
      }
      return endsWithJoiner ? .joins : .stranger
    }
    if length == 3, let jamo = HangulJamo(point) {
      if jamo == .leading { return .stranger }
      let before = HangulJamo(lastPoint(of: cell))
      return before == (jamo == .vowel ? .leading : .vowel) ? .joins : .dropped
    }
    if length > 1, shouldCombine(cell, point) { return .joinsAndWidens }
    return endsWithJoiner ? .joins : .stranger
  }

  private func shouldCombine(_ cell: PackedCell, _ point: UInt32) -> Bool {
    let first = firstPoint(of: cell)
    if RegionalIndicators.range.contains(point), RegionalIndicators.range.contains(first) {
      return regionalCount(cell) == 1
    }
    if SkinTones.apply(to: point), SkinTones.range.contains(first) { return true }
    return rules.is37 && SkinTones.apply(to: first) && SkinTones.range.contains(point)
  }

  private func regionalCount(_ cell: PackedCell) -> Int {
    guard cell.isCluster else { return RegionalIndicators.range.contains(firstPoint(of: cell)) ? 1 : 0 }
    return String(decoding: clusters[Int(cell.content)], as: UTF8.self).unicodeScalars
      .count { RegionalIndicators.range.contains($0.value) }
  }

  private func firstPoint(of cell: PackedCell) -> UInt32 {
    guard cell.isCluster || cell.isTab else { return cell.content }
    return String(decoding: bytes(of: cell), as: UTF8.self).unicodeScalars.first?.value ?? 0
  }

  private func lastPoint(of cell: PackedCell) -> UInt32 {
    guard cell.isCluster || cell.isTab else { return cell.content }
    return String(decoding: bytes(of: cell), as: UTF8.self).unicodeScalars.last?.value ?? 0
  }
}

func utf8Length(_ point: UInt32) -> Int { point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4 }

/// Also for the numbers above U+10FFFF that glibc decodes.
func encodeUTF8(_ point: UInt32) -> [UInt8] {
  func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: point >> shift & 0x3F | 0x80) }
  switch utf8Length(point) {
  case 1: return [UInt8(truncatingIfNeeded: point)]
  case 2: return [UInt8(truncatingIfNeeded: point >> 6 | 0xC0), tail(0)]
  case 3: return [UInt8(truncatingIfNeeded: point >> 12 | 0xE0), tail(6), tail(0)]
  default: return [UInt8(truncatingIfNeeded: point >> 18 | 0xF0), tail(12), tail(6), tail(0)]
  }
}
