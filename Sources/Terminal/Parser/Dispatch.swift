/// What complete sequences do. A known one makes REP forget its character; an unknown one does nothing at all.
extension Terminal {
  /// C0.
  mutating func control(_ value: UInt8) {
    if utf8.count > 0 { abandonPartialCharacter() }
    lastCharacter = nil
    switch value {
    case 0x07: events.append(.bell)
    case 0x08: backspace()
    case 0x09: horizontalTab()
    case 0x0A, 0x0B, 0x0C: lineFeed(wraps: false, eraseBlank())
    case 0x0D: cx = 0
    case 0x0E: charsets.usesG1 = true
    case 0x0F: charsets.usesG1 = false
    default: break
    }
  }

  mutating func escapeSequence(_ final: UInt8, _ intermediates: UInt32) {
    switch (intermediates, final) {
    case (0, ascii("7")): saveCursor()
    case (0, ascii("8")): restoreCursor()
    case (0, ascii("D")): lineFeed(wraps: false, eraseBlank())
    case (0, ascii("E")):
      cx = 0
      lineFeed(wraps: false, eraseBlank())
    case (0, ascii("H")): setTabStop(cx, true)
    case (0, ascii("M")): reverseIndex()
    case (0, ascii("=")): set(.keypad, true)
    case (0, ascii(">")): set(.keypad, false)
    case (0, ascii("c")): reset()
    case (0, ascii("\\")): break
    case (0x23, ascii("8")): alignmentPattern()
    case (0x28, ascii("0")): charsets.isG0Drawing = true
    case (0x28, ascii("B")): charsets.isG0Drawing = false
    case (0x29, ascii("0")): charsets.isG1Drawing = true
    case (0x29, ascii("B")): charsets.isG1Drawing = false
    default: return
    }
    lastCharacter = nil
  }

  /// RIS. tmux: the alternate screen, the title and what 1049 saved stay.
  mutating func reset() {
    resetPen()
    resetTabStops()
    setRegion(0, h - 1)
    resetModes()
    clearScreen(.cleared)
    cx = 0
    cy = 0
  }

  mutating func controlSequence(_ final: UInt8, _ intermediates: UInt32) {
    switch intermediates {
    case 0: guard plainSequence(final) else { return }
    case 0x3F:
      if final == ascii("h") {
        setPrivateModes(true)
      } else if final == ascii("l") {
        setPrivateModes(false)
      } else {
        return
      }
    case 0x3E:
      // Replies and key modes: nothing on the screen.
      guard [ascii("c"), ascii("q"), ascii("m"), ascii("n")].contains(final) else { return }
    case 0x20: guard final == ascii("q") else { return }
    default: return
    }
    lastCharacter = nil
  }

  /// Without marker or intermediate. False when tmux does not know it.
  private mutating func plainSequence(_ final: UInt8) -> Bool {
    switch final {
    case ascii("m"): selectGraphicRendition()
    case ascii("H"), ascii("f"):
      let row = parameters.get(0, minimum: 1, fallback: 1)
      let column = parameters.get(1, minimum: 1, fallback: 1)
      if row != -1, column != -1 { moveCursor(column: column - 1, row: row - 1, withOrigin: true) }
    case ascii("J"): eraseDisplay(parameters.get(0, minimum: 0, fallback: 0))
    case ascii("K"): eraseLine(parameters.get(0, minimum: 0, fallback: 0))
    case ascii("r"):
      let first = parameters.get(0, minimum: 1, fallback: 1)
      let last = parameters.get(1, minimum: 1, fallback: h)
      if first != -1, last != -1 { setRegion(first - 1, last - 1) }
    case ascii("s"): saveCursor()
    case ascii("u"): restoreCursor()
    case ascii("g"):
      let kind = parameters.get(0, minimum: 0, fallback: 0)
      if kind == 0 { setTabStop(cx, false) }
      if kind == 3 { tabStops = Array(repeating: false, count: w) }
    case ascii("h"): setModes(true)
    case ascii("l"): setModes(false)
    case ascii("t"): windowOperations()
    case ascii("c"), ascii("n"): break
    default: return countedSequence(final)
    }
    return true
  }

  /// Those with one count, at least 1.
  private mutating func countedSequence(_ final: UInt8) -> Bool {
    let count = parameters.get(0, minimum: 1, fallback: 1)
    let isValid = count != -1
    switch final {
    case ascii("A"): if isValid { cursorUp(count) }
    case ascii("B"): if isValid { cursorDown(count) }
    case ascii("C"): if isValid { cursorForward(count) }
    case ascii("D"): if isValid { cursorBackward(count) }
    case ascii("E"), ascii("F"):
      guard isValid else { break }
      cx = 0
      if final == ascii("E") { cursorDown(count) } else { cursorUp(count) }
    case ascii("G"), ascii("`"): if isValid { moveCursor(column: count - 1, row: nil, withOrigin: true) }
    case ascii("d"): if isValid { moveCursor(column: nil, row: count - 1, withOrigin: true) }
    case ascii("@"): if isValid { insertCharacters(count) }
    case ascii("P"): if isValid { deleteCharacters(count) }
    case ascii("X"): if isValid { eraseCharacters(count) }
    case ascii("L"): if isValid { insertLines(count) }
    case ascii("M"): if isValid { deleteLines(count) }
    case ascii("S"): if isValid { scrollUp(count) }
    case ascii("T"): if isValid { scrollDown(count) }
    case ascii("Z"): if isValid { backTab(count) }
    case ascii("b"): if isValid { repeatCharacter(count) }
    default: return false
    }
    return true
  }

  /// XTWINOPS: only the title stack has an effect. A missing argument ends the list.
  private mutating func windowOperations() {
    var index = 0
    func argument(_ index: Int) -> Int { parameters.get(index, minimum: 0, fallback: -1) }
    while true {
      let operation = argument(index)
      switch operation {
      case -1: return
      case 3, 4, 8:
        if argument(index + 1) == -1 || argument(index + 2) == -1 { return }
        index += 2
      case 9, 10:
        if argument(index + 1) == -1 { return }
        index += 1
      case 22, 23:
        index += 1
        let kind = argument(index)
        if kind == -1 { return }
        if kind == 0 || kind == 2 {
          if operation == 22 { pushTitle() } else { popTitle() }
        }
      default: break
      }
      index += 1
    }
  }
}

@inline(__always)
private func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: character.value) }
