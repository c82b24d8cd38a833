/// A character about to be printed, with the style it gets.
struct Glyph {
  var point: UInt32
  var width: Int
  /// A tab cell: `point` is its width.
  var isTab = false
  /// Style number, extended and line drawing bits.
  var bits: UInt64

  var isASCII: Bool { !isTab && point < 0x80 }

  func cell() -> PackedCell {
    let kind: PackedCell.Kind = isTab ? .tab : width == 1 ? .single : width == 2 ? .wide : .zero
    let extended = isASCII && width == 1 ? 0 : PackedCell.extendedBit
    return PackedCell(bits: UInt64(point) | kind.rawValue << 22 | extended | bits)
  }
}

extension Terminal {
  /// Printable ASCII, 20–7E.
  mutating func printASCII(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    guard start < end else { return }
    if utf8.count > 0 { abandonPartialCharacter() }
    forgetLineDrawingPen()
    if !unknown.isEmpty { notePrinted(isBlank: (start..<end).allSatisfy { byte(bytes, $0) == 0x20 }) }
    if storedModes.contains(.wrap), !storedModes.contains(.insert), !charsets.isDrawing {
      printRun(bytes, start, end)
    } else {
      for at in start..<end { printASCIIByte(byte(bytes, at)) }
    }
    lastCharacter = UInt32(byte(bytes, end - 1))
  }

  private mutating func printASCIIByte(_ byte: UInt8) {
    resolvePen()
    let acs = charsets.isDrawing ? PackedCell.acsBit : 0
    printCell(Glyph(point: UInt32(byte), width: 1, bits: penCache.printBits | acs))
  }

  /// tmux 3.6, and 3.5a as Debian has it: REP leaves the line drawing bit on the pen until the next ASCII character.
  @inline(__always)
  private mutating func forgetLineDrawingPen() {
    pen.attributes &= ~Attributes.lineDrawing.rawValue
  }

  /// The common case: plain text, wrapping, nothing inserted. tmux collects such runs and stores them at once.
  private mutating func printRun(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    resolvePen()
    var at = start
    while at < end {
      if cx > w - 1 {
        lineFeed(wraps: true, .cleared)
        cx = 0
      }
      let count = min(end &- at, w &- cx)
      let right = remnant(before: cx &+ count)
      if cx != 0, grid.get(cx, cy).isPadding { repairLeft() }
      grid.write(bytes, at, count: count, column: cx, row: cy, template: penCache.printBits)
      cx &+= count
      at &+= count
      if cx < w, grid.get(cx, cy).isPadding { repairRight(from: cx, right) }
    }
  }

  /// The run starts inside a wide character: its left part goes. tmux up to 3.5 forgets the character itself when it
  /// is in column 0, because the walk stops there without another look.
  private mutating func repairLeft() {
    let left = remnant(before: cx)
    var column = cx
    var cell = PackedCell.blank
    while column > 0 {
      cell = grid.get(column, cy)
      if !cell.isPadding { break }
      grid.set(column, cy, left)
      column -= 1
    }
    if rules.is36 {
      if column == 0 { cell = grid.get(0, cy) }
      if cell.width > 1 || (rules.is37 && cell.isPadding) { grid.set(column, cy, left) }
    } else if cell.width > 1 {
      grid.set(column, cy, .blank)
    }
  }

  private mutating func repairRight(from start: Int, _ blank: PackedCell) {
    var column = start
    while column < w, grid.get(column, cy).isPadding {
      grid.set(column, cy, blank)
      column += 1
    }
  }

  /// What is left of the character that the padding in a column belongs to, when a part of it is overwritten: a default
  /// blank, from tmux 3.8 on one with the character's background.
  @inline(__always)
  private mutating func remnant(before column: Int) -> PackedCell {
    guard rules.is38, column < w, grid.get(column, cy).isPadding else { return .blank }
    return colouredRemnant(before: column)
  }

  private mutating func colouredRemnant(before column: Int) -> PackedCell {
    var column = column
    while column > 0, grid.get(column, cy).isPadding { column -= 1 }
    let background = styles[Int(grid.get(column, cy).style)].background
    guard !background.isDefault else { return .blank }
    let style = PackedStyle(background: background)
    return PackedCell(
      content: 0x20, kind: .single, style: styles.number(of: style),
      flags: style.isExtended ? PackedCell.extendedBit : 0)
  }

  /// A character of one column over a cell of one column, with nothing to wrap, insert, join or repair: most UTF-8 is
  /// that. False where any of it may be needed; nothing is printed then.
  @inline(__always)
  mutating func printOverSingle(_ glyph: Glyph) -> Bool {
    guard glyph.width == 1, cx < w, !joinerWaits, storedModes.contains(.wrap), !storedModes.contains(.insert) else {
      return false
    }
    if rules.is34 {
      // Regional indicators, skin tones, Jamo and selectors lie outside of these.
      guard glyph.point < 0x1100 || (0x2010..<0x2E80).contains(glyph.point) else { return false }
      if cx > 0 {
        let previous = grid.get(cx &- 1, cy)
        if previous.isPadding || previous.isCluster || previous.content == 0x200D { return false }
      }
    }
    guard grid.replaceSingle(cx, cy, glyph.cell()) else { return false }
    cx &+= 1
    return true
  }

  /// One character the general way: UTF-8, line drawing, insert mode, or wrap off.
  mutating func printCell(_ glyph: Glyph) {
    if rules.is34 {
      if joinsPrevious(glyph) { return }
    } else {
      if glyph.point == 0x200D, !glyph.isTab {
        joinerWaits = true
        return
      }
      let joins = joinerWaits
      if joins { appendToPrevious(0x200D) }
      if glyph.width == 0 || joins {
        joinerWaits = false
        appendToPrevious(glyph.point)
        return
      }
    }

    let width = glyph.width
    let wraps = storedModes.contains(.wrap)
    if !wraps, width > 1, width > w || (cx != w && cx > w - width) { return }
    var mustStore = false
    if storedModes.contains(.insert) {
      insertBlanks(width, .cleared)
      mustStore = true
    }
    // Unsigned in tmux: in a pane of one column a wide character is written.
    let room = width > w ? Int(UInt32.max) : w - width
    if wraps, cx > room {
      lineFeed(wraps: true, .cleared)
      cx = 0
    }
    if cx > room { return }
    if repairAround(width) { mustStore = true }
    for column in cx + 1..<max(cx + width, cx + 1) {
      grid.set(column, cy, .padding)
      mustStore = true
    }
    if mustStore || !isStoredAlready(glyph) { grid.set(cx, cy, glyph.cell()) }
    let last = wraps ? w : w - 1
    setColumn(width > last || cx <= last - width ? cx + width : last)
  }

  /// Blanks the rest of a wide character that is partly overwritten.
  private mutating func repairAround(_ width: Int) -> Bool {
    var changed = false
    let now = grid.get(cx, cy)
    let right = remnant(before: cx + width)
    if now.isPadding {
      let left = remnant(before: cx)
      var column = cx
      while column > 0, grid.get(column, cy).isPadding {
        grid.set(column, cy, left)
        column -= 1
      }
      grid.set(column, cy, left)
      changed = true
    }
    if width != 1 || now.width != 1 || now.isPadding {
      var blank = right
      if now.isTab, !rules.is38 {
        // tmux 3.6 copies the tab into each of its columns and makes it one wide.
        let kept = PackedCell.acsBit | PackedCell.clearedBit | PackedCell.extendedBit | 0xFFFF_0000_0000
        blank = PackedCell(bits: 1 | (now.bits & kept))
        blank.kind = .tab
      }
      var column = cx + width
      while column < w, grid.get(column, cy).isPadding {
        grid.set(column, cy, blank)
        column += 1
        changed = true
      }
    }
    return changed
  }

  /// tmux does not store a character again over an equal one, which shows where the underline colour differs and in
  /// how far a row counts as used.
  // Inlined, because a call would copy the whole terminal to pass it.
  @inline(__always)
  private func isStoredAlready(_ glyph: Glyph) -> Bool {
    let style = (glyph.bits & PackedCell.acsBit) | penCache.compareBits
    if cx >= grid.state(cy).stored {
      return glyph.width == 1 && !glyph.isTab && glyph.point == 0x20 && style == 0
    }
    guard glyph.isASCII, glyph.width == 1, !penCache.comparesNever else { return false }
    return grid.get(cx, cy).bits == UInt64(glyph.point) | style
  }

  /// REP. tmux up to 3.4 repeats ASCII only; it never wraps, and the repeated character is then forgotten.
  mutating func repeatCharacter(_ count: Int) {
    let count = min(count, w - cx)
    guard let point = lastCharacter, count > 0 else { return }
    if !rules.is35 { abandonPartialCharacter() }
    let isDrawing = charsets.isDrawing
    if rules.is36, isDrawing {
      pen.attributes |= Attributes.lineDrawing.rawValue
    } else if rules.is36 || !rules.is35 {
      forgetLineDrawingPen()
    }
    resolvePen()
    let drawsACS = rules.is35 ? pen.attributes & Attributes.lineDrawing.rawValue != 0 : isDrawing
    let isPlain = storedModes.contains(.wrap) && !storedModes.contains(.insert)
    if point < 0x80, isPlain, !(isDrawing && (rules.is36 || !rules.is35)) {
      let text = [UInt8](repeating: UInt8(truncatingIfNeeded: point), count: count)
      let span = unsafe text.span.bytes
      return printRun(span, 0, count)
    }
    let width = point < 0x80 ? 1 : widths.width(point)
    for _ in 0..<count {
      resolvePen()
      let bits = penCache.printBits | (drawsACS ? PackedCell.acsBit : 0)
      printCell(Glyph(point: point, width: width, bits: bits))
    }
  }
}

extension Grid {
  /// Writes a cell of one column over another. False, and nothing written, where the place holds anything wider.
  @inline(__always)
  mutating func replaceSingle(_ column: Int, _ row: Int, _ cell: PackedCell) -> Bool {
    let slot = order[row]
    if column >= states[slot].stored { expand(slot: slot, to: column &+ 1) }
    let at = slot &* stride &+ column
    let old = cells[at]
    guard old & PackedCell.kindMask == 0 else { return false }
    cells[at] = cell.bits | (old & PackedCell.extendedBit)
    if column >= states[slot].used { states[slot].used = column &+ 1 }
    touch(slot: slot)
    return true
  }

  /// Stores a run of ASCII.
  @inline(__always)
  mutating func write(_ bytes: RawSpan, _ start: Int, count: Int, column: Int, row: Int, template: UInt64) {
    let slot = order[row]
    if column &+ count > states[slot].stored { expand(slot: slot, to: column &+ count) }
    if column &+ count > states[slot].used { states[slot].used = column &+ count }
    touch(slot: slot)
    let base = slot &* stride &+ column
    var all = cells.mutableSpan
    let text = bytes.extracting(start..<start &+ count)
    for at in 0..<count {
      let place = base &+ at
      all[place] = template | (all[place] & PackedCell.extendedBit) | UInt64(byte(text, at))
    }
  }
}
