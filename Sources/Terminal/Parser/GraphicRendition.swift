/// SGR.
extension Terminal {
  mutating func selectGraphicRendition() {
    penCache.isStale = true
    if parameters.count == 0 { return resetGraphicRendition() }
    var index = 0
    while index < parameters.count {
      if parameters.values[index] == Parameters.colon {
        colonParameter(from: Int(parameters.starts[index]))
      } else {
        let code = parameters.get(index, minimum: 0, fallback: 0)
        if code == 38 || code == 48 || code == 58 {
          index = extendedColor(code, after: index)
        } else {
          simpleRendition(code)
        }
      }
      index += 1
    }
  }

  private mutating func resetGraphicRendition() {
    pen = .default
    unknown.remove(.pen)
  }

  private mutating func simpleRendition(_ code: Int) {
    switch code {
    case 0: resetGraphicRendition()
    case 1: turnOn(.bold)
    case 2: turnOn(.dim)
    case 3: turnOn(.italics)
    case 4: underline(.underline)
    case 5, 6: turnOn(.blink)
    case 7: turnOn(.reverse)
    case 8: turnOn(.hidden)
    case 9: turnOn(.strikethrough)
    case 21: underline(.doubleUnderline)
    case 22: turnOff([.bold, .dim])
    case 23: turnOff(.italics)
    case 24: turnOff(.anyUnderline)
    case 25: turnOff(.blink)
    case 27: turnOff(.reverse)
    case 28: turnOff(.hidden)
    case 29: turnOff(.strikethrough)
    case 30...37: pen.foreground = .palette(UInt8(code - 30))
    case 39: pen.foreground = .default
    case 40...47: pen.background = .palette(UInt8(code - 40))
    case 49: pen.background = .default
    case 53: turnOn(.overline)
    case 55: turnOff(.overline)
    case 59: pen.underline = .default
    case 90...97: pen.foreground = .palette(UInt8(code - 82))
    case 100...107: pen.background = .palette(UInt8(code - 92))
    default: break
    }
  }

  private mutating func turnOn(_ attributes: Attributes) { pen.attributes |= attributes.rawValue }
  private mutating func turnOff(_ attributes: Attributes) { pen.attributes &= ~attributes.rawValue }
  private mutating func underline(_ kind: Attributes) {
    turnOff(.anyUnderline)
    turnOn(kind)
  }

  /// 38, 48 and 58 with `;`. tmux: where a part of 2;r;g;b is missing or over 255, the parts are read as codes of
  /// their own. Returns the index of the last parameter used.
  private mutating func extendedColor(_ code: Int, after index: Int) -> Int {
    switch parameters.get(index + 1, minimum: 0, fallback: -1) {
    case 2:
      let red = parameters.get(index + 2, minimum: 0, fallback: -1)
      let green = parameters.get(index + 3, minimum: 0, fallback: -1)
      let blue = parameters.get(index + 4, minimum: 0, fallback: -1)
      return setRGB(code, red, green, blue) ? index + 4 : index + 1
    case 5:
      setIndexed(code, parameters.get(index + 2, minimum: 0, fallback: -1))
      return index + 2
    default: return index + 1
    }
  }

  private mutating func setIndexed(_ code: Int, _ number: Int) {
    guard let number = UInt8(exactly: number) else {
      if code == 38 { pen.foreground = .default }
      if code == 48 { pen.background = .default }
      return
    }
    setColor(code, .indexed(number))
  }

  private mutating func setRGB(_ code: Int, _ red: Int, _ green: Int, _ blue: Int) -> Bool {
    guard let red = UInt8(exactly: red), let green = UInt8(exactly: green), let blue = UInt8(exactly: blue) else {
      return false
    }
    setColor(code, .rgb(red, green, blue))
    return true
  }

  private mutating func setColor(_ code: Int, _ color: PackedColor) {
    switch code {
    case 38: pen.foreground = color
    case 48: pen.background = color
    default: pen.underline = color
    }
  }

  /// One parameter with colons, such as `4:3` or `38:2::r:g:b`. tmux takes up to seven parts.
  private mutating func colonParameter(from start: Int) {
    var parts = [7 of Int](repeating: -1)
    var count = 0
    var number = -1
    var at = start
    while true {
      let isEnd = at >= parser.rawCount || parser.raw[at] == 0x3B
      if isEnd || parser.raw[at] == 0x3A {
        guard count < 7, number <= Int(Int32.max) else { return }
        parts[count] = number
        count += 1
        number = -1
        if isEnd { break }
      } else {
        number = min(max(number, 0) * 10 + Int(parser.raw[at] &- 0x30), 1 << 40)
      }
      at += 1
    }
    switch parts[0] {
    case 4:
      guard count == 2 else { return }
      let kinds: [Attributes] = [
        [], .underline, .doubleUnderline, .curlyUnderline, .dottedUnderline, .dashedUnderline,
      ]
      if kinds.indices.contains(parts[1]) { underline(kinds[parts[1]]) }
    case 38, 48, 58:
      guard count >= 3 else { return }
      if parts[1] == 5 { setIndexed(parts[0], parts[2]) }
      // With five parts r, g, b follow at once; with more a colour space comes before them.
      let first = count == 5 ? 2 : 3
      if parts[1] == 2, count >= first + 3 {
        _ = setRGB(parts[0], parts[first], parts[first + 1], parts[first + 2])
      }
    default: break
    }
  }
}
