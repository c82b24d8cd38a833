extension Terminal {
  /// The screen of a pane that already runs.
  ///
  /// Not told by tmux, and therefore guessed: the pen, the charsets, the saved cursor (see `unknown`), a
  /// character begun (its remaining bytes are dropped from the first feed), and erased colour to the right of the
  /// text.
  public init(_ snapshot: Snapshot) {
    self.init(
      columns: snapshot.columns, rows: snapshot.rows, tmux: snapshot.tmux, historyLimit: snapshot.historyLimit,
      widths: snapshot.widths)
    if let stops = snapshot.tabStops {
      tabStops = Array(repeating: false, count: w)
      for column in stops { setTabStop(column, true) }
    }
    let size = min(max(snapshot.historySize, 0), 1 << 40)
    if grid.history.isEnabled { grid.history.size = size }
    if snapshot.isAlternate {
      seed(snapshot.savedLines)
      enterAlternate(savingCursor: false)
    }
    // It outlives the alternate screen, and ?1049l goes back to it at any time.
    if (0...w).contains(snapshot.alternateSavedColumn), (0..<h).contains(snapshot.alternateSavedRow) {
      alternate.cursor = (snapshot.alternateSavedColumn, snapshot.alternateSavedRow)
    }
    seed(snapshot.lines)
    for (row, isWrapped) in snapshot.wrapped.prefix(h).enumerated() where isWrapped { grid.setWrapped(row, true) }

    cx = min(max(snapshot.cursorColumn, 0), w)
    cy = min(max(snapshot.cursorRow, 0), h - 1)
    let lower = min(snapshot.scrollBottom ?? h - 1, h - 1)
    if snapshot.scrollTop >= 0, snapshot.scrollTop < lower {
      top = snapshot.scrollTop
      bottom = lower
    }
    storedModes = Self.modes(snapshot)
    allowsAlternateScreen = snapshot.allowsAlternateScreen
    currentTitle = snapshot.title
    events = EventQueue()
    unknown = [.pen, .charsets, .savedCursor]
    knowsBracketedPaste = snapshot.bracketedPaste != nil
    guesses = Guesses()
    penCache.isStale = true
    // A stale or damaged answer must not print.
    if snapshot.pending.first == 0x1B { feed(snapshot.pending) }
    if parser.state == .ground { droppableBytes = 3 }
    if parser.state.hasTimeout { unknown.insert(.sequence) }
  }

  private static func modes(_ snapshot: Snapshot) -> Modes {
    var modes: Modes = []
    func set(_ mode: Modes, _ isOn: Bool?) { if isOn == true { modes.insert(mode) } }
    set(.cursorVisible, snapshot.cursorVisible)
    set(.insert, snapshot.insert)
    set(.origin, snapshot.origin)
    set(.wrap, snapshot.wrap)
    set(.keypad, snapshot.keypad)
    set(.cursorKeys, snapshot.keypadCursor)
    if snapshot.mouseAll {
      modes.insert(.mouseAll)
    } else if snapshot.mouseButton {
      modes.insert(.mouseButton)
    } else if snapshot.mouseStandard {
      modes.insert(.mouseStandard)
    }
    set(.mouseSGR, snapshot.mouseSGR)
    set(.mouseUTF8, snapshot.mouseUTF8)
    set(.bracketedPaste, snapshot.bracketedPaste)
    set(.synchronizedUpdate, snapshot.synchronized)
    return modes
  }

  /// Fills the screen with lines of `capture-pane -e`. Colours run on from line to line; nothing else does.
  private mutating func seed(_ lines: [[UInt8]]) {
    for (row, line) in lines.prefix(h).enumerated() {
      cx = 0
      cy = row
      seed(line)
    }
    pen = .default
    penCache.isStale = true
    charsets = Charsets()
    utf8 = PartialCharacter()
    lastCharacter = nil
    cx = 0
    cy = 0
  }

  private mutating func seed(_ line: [UInt8]) {
    let stops = tabStops
    defer { tabStops = stops }
    // Printed before the stops were changed, most likely with those that every pane begins with.
    if line.contains(0x09), !explainsTabs(of: line) { resetTabStops() }
    var at = 0
    while at < line.count {
      let value = line[at]
      if value == 0x1B {
        at = seedEscape(line, at)
        continue
      }
      at += 1
      switch value {
      case 0x0E: charsets.isG0Drawing = true
      case 0x0F: charsets.isG0Drawing = false
      case 0x09: seedTab()
      case 0x20...0x7E:
        guard cx < w else { continue }
        resolvePen()
        let acs = charsets.isDrawing ? PackedCell.acsBit : 0
        printCell(Glyph(point: UInt32(value), width: 1, bits: penCache.printBits | acs))
        // An equal character over a blank is not stored; in a seed it is there all the same.
        grid.markUsed(min(cx, w), cy)
      case 0x80...: at = seedCharacter(line, at - 1)
      default: break
      }
    }
    if joinerWaits {
      appendToPrevious(0x200D)
      joinerWaits = false
    }
  }

  private mutating func seedCharacter(_ line: [UInt8], _ start: Int) -> Int {
    let lead = line[start]
    let length = lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard length > 1, start + length <= line.count else { return start + 1 }
    let bits = line[start..<start + length].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard let point = decode(bits, length) else { return start + 1 }
    let width = widths.width(point)
    if width >= 0, cx + width <= w {
      resolvePen()
      let acs = charsets.isDrawing ? PackedCell.acsBit : 0
      printCell(Glyph(point: point, width: width, bits: penCache.printBits | acs))
    }
    return start + length
  }

  /// tmux 3.6 prints a tab cell as one tab.
  private mutating func seedTab() {
    guard cx < w - 1 else { return }
    let width = nextTabStop(after: cx) - cx
    resolvePen()
    printCell(Glyph(point: UInt32(width), width: width, isTab: true, bits: penCache.printBits))
  }

  /// Only SGR counts; OSC 8, which tmux 3.4 adds, is skipped.
  private mutating func seedEscape(_ line: [UInt8], _ start: Int) -> Int {
    guard start + 1 < line.count else { return start + 1 }
    var at = start + 2
    switch line[start + 1] {
    case 0x5B:
      parser.clear()
      while at < line.count, line[at] < 0x40 {
        parser.parameter(line[at])
        at += 1
      }
      if at < line.count, line[at] == 0x6D, !parser.isDiscarding, isPlain(parser), parameters.split(parser) {
        readCapturedOverline()
        selectGraphicRendition()
      }
      parser.clear()
      return at + 1
    default: return WrapFlags.endOfEscape(line, start)
    }
  }

  /// Digits, `;` and `:` only.
  private func isPlain(_ parser: borrowing Parser) -> Bool {
    for index in 0..<parser.rawCount where parser.raw[index] < 0x30 || parser.raw[index] > 0x3B { return false }
    return true
  }

  /// tmux writes overline as `5:3` in captures, a number a program cannot set it by.
  private mutating func readCapturedOverline() {
    for index in 0..<parameters.count where parameters.values[index] == Parameters.colon {
      let start = Int(parameters.starts[index])
      guard start + 2 < parser.rawCount else { continue }
      let isLast = start + 3 >= parser.rawCount || parser.raw[start + 3] == 0x3B
      if isLast, parser.raw[start] == 0x35, parser.raw[start + 1] == 0x3A, parser.raw[start + 2] == 0x33 {
        parameters.values[index] = 53
      }
    }
  }
}

extension Grid {
  /// The row was written up to `column`.
  mutating func markUsed(_ column: Int, _ row: Int) {
    let slot = order[row]
    guard column > states[slot].used else { return }
    expand(slot: slot, to: column)
    states[slot].used = column
  }
}
