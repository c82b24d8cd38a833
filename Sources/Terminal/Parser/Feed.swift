/// The state machine.
extension Terminal {
  public mutating func feed(_ bytes: [UInt8]) { unsafe feed(bytes.span.bytes) }

  public mutating func feed(_ bytes: Span<UInt8>) { unsafe feed(bytes.bytes) }

  /// Reads output of the pane. Any split into calls gives the same screen.
  ///
  /// - Parameter nanoseconds: when the bytes came, by a monotonic clock. tmux gives up a string (OSC, DCS, APC …)
  ///   that is open for five seconds; without a time that does not happen.
  public mutating func feed(_ bytes: RawSpan, at nanoseconds: UInt64? = nil) {
    _ = read(bytes, at: nanoseconds)
  }

  /// Reads output until a synchronized update ends in it: there the screen is complete.
  ///
  /// - Returns: how many bytes were read; all of them, and `isComplete` false, where no update ends.
  public mutating func feed(
    toUpdateEnd bytes: RawSpan, at nanoseconds: UInt64? = nil
  ) -> (count: Int, isComplete: Bool) {
    stopsAtUpdateEnd = true
    defer {
      stopsAtUpdateEnd = false
      hasStopped = false
    }
    let count = read(bytes, at: nanoseconds)
    return (count, hasStopped)
  }

  private mutating func read(_ bytes: RawSpan, at nanoseconds: UInt64?) -> Int {
    let before = (cx, cy, storedModes)
    let version = grid.version
    defer {
      if before.0 != cx || before.1 != cy || before.2 != storedModes { grid.version &+= 1 }
      checkInvariants(since: version)
    }
    if let nanoseconds { expire(nanoseconds) }
    if unknown.contains(.sequence) { noteSequence() }
    arrival = nanoseconds
    let count = bytes.byteCount
    var at = 0
    if droppableBytes > 0 { at = dropContinuation(bytes) }
    while at < count, !hasStopped {
      if parser.state == .ground {
        at = ground(bytes, at)
      } else if parser.state == .dcsData {
        while at < count, byte(bytes, at) != 0x1B { at &+= 1 }
        if at < count {
          parser.state = .dcsEscape
          at &+= 1
        }
      } else {
        let state = parser.state
        step(byte(bytes, at))
        if parser.state != state, parser.state.hasTimeout, !state.hasTimeout { parser.began = nanoseconds }
        at &+= 1
      }
    }
    return at
  }

  /// After a seed the first bytes may be the rest of a character that is on the screen already.
  private mutating func dropContinuation(_ bytes: RawSpan) -> Int {
    var at = 0
    while at < bytes.byteCount, droppableBytes > 0 {
      guard byte(bytes, at) & 0xC0 == 0x80 else {
        droppableBytes = 0
        return at
      }
      droppableBytes -= 1
      at += 1
    }
    return at
  }

  private mutating func noteSequence() {
    if parser.state.hasTimeout {
      guesses.used.insert(.sequence)
      guesses.shown.insert(.sequence)
    } else {
      unknown.remove(.sequence)
    }
  }

  private mutating func expire(_ now: UInt64) {
    if isSynchronizing {
      // One that a seed brought began before the first bytes.
      updateBegan = updateBegan ?? now
      if !isDrawing(at: now) { setSynchronizing(false) }
    }
    // A string that a seed brought began at the latest with the first bytes after it.
    if parser.state.hasTimeout, parser.began == nil { parser.began = now }
    guard parser.state.hasTimeout, let began = parser.began, now >= began, now - began >= Parser.timeout else { return }
    parser.state = .ground
    parser.clear()
    resetPen()
    lastCharacter = nil
  }

  /// Text, controls and complete control sequences until another state begins or the bytes end.
  private mutating func ground(_ bytes: RawSpan, _ start: Int) -> Int {
    let count = bytes.byteCount
    var at = start
    while at < count {
      let value = byte(bytes, at)
      if value >= 0x20, value < 0x7F {
        let end = endOfPrintable(bytes, from: at)
        printASCII(bytes, at, end)
        at = end
      } else if value == 0x1B {
        if let next = wholeControlSequence(bytes, at) {
          at = next
          if hasStopped { return at }
        } else {
          parser.clear()
          parser.state = .escape
          return at &+ 1
        }
      } else if value >= 0x80 {
        at = printHigh(bytes, at)
      } else if value < 0x20 {
        control(value)
        at &+= 1
      } else {
        at &+= 1
      }
    }
    return at
  }

  /// A whole character at once where it is all there, else byte by byte.
  @inline(__always)
  private mutating func printHigh(_ bytes: RawSpan, _ at: Int) -> Int {
    let lead = byte(bytes, at)
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if utf8.count == 0, lead >= 0xC2, lead <= 0xF4, at &+ length <= bytes.byteCount {
      var bits = UInt32(lead)
      for offset in 1..<length { bits = bits << 8 | UInt32(byte(bytes, at &+ offset)) }
      if let point = decode(bits, length) {
        let width = widths.width(point)
        lastCharacter = nil
        if width >= 0 { printCharacter(point, width) }
        return at &+ length
      }
    }
    printHighByte(lead)
    return at &+ 1
  }

  /// `ESC [ … final` read in one go when all of it is here and plain: digits, `;`, perhaps a private marker.
  @inline(__always)
  private mutating func wholeControlSequence(_ bytes: RawSpan, _ start: Int) -> Int? {
    let count = bytes.byteCount
    guard start &+ 2 < count, byte(bytes, start &+ 1) == 0x5B else { return nil }
    var at = start &+ 2
    var value = byte(bytes, at)
    var marker: UInt32 = 0
    if value >= 0x3C, value <= 0x3F {
      marker = UInt32(value)
      at &+= 1
    }
    let end = min(count, at &+ 64)
    var number: Int32 = 0
    var digits = 0
    var hasAny = false
    parameters.count = 0
    while at < end {
      value = byte(bytes, at)
      if value >= 0x30, value <= 0x39 {
        guard digits < 9 else { return nil }
        number = number &* 10 &+ Int32(value &- 0x30)
        digits &+= 1
        hasAny = true
      } else if value == 0x3B {
        guard parameters.append(digits == 0 ? Parameters.missing : number) else { return nil }
        number = 0
        digits = 0
        hasAny = true
      } else if value >= 0x40, value <= 0x7E {
        if hasAny {
          guard parameters.append(digits == 0 ? Parameters.missing : number) else { return nil }
        }
        parser.intermediates = marker
        controlSequence(value, marker)
        return at &+ 1
      } else {
        return nil
      }
      at &+= 1
    }
    return nil
  }

  /// One byte in any state but ground and DCS data.
  private mutating func step(_ value: UInt8) {
    let state = parser.state
    if state == .dcsEscape {
      parser.state = value == 0x5C ? .ground : .dcsData
      return
    }
    switch value {
    case 0x18, 0x1A:
      control(value)
      leaveString()
      parser.state = .ground
    case 0x1B:
      leaveString()
      parser.clear()
      parser.state = .escape
    case 0x00..<0x20:
      if state.rawValue <= ParserState.csiIgnore.rawValue {
        control(value)
      } else if state == .osc, value == 0x07 {
        leaveString()
        parser.state = .ground
      }
    default: stepGraphic(state, value)
    }
  }

  private mutating func stepGraphic(_ state: ParserState, _ value: UInt8) {
    switch state {
    case .osc, .apc: parser.put(value)
    case .rename, .consume, .dcsIgnore: break
    case _ where value >= 0x7F: break
    case .escape: escape(value)
    case .escapeIntermediate:
      if value <= 0x2F { parser.collect(value) } else { finishEscape(value) }
    case .csiEntry, .csiParameter: stepParameter(state, value)
    case .csiIntermediate:
      if value <= 0x2F {
        parser.collect(value)
      } else if value <= 0x3F {
        parser.state = .csiIgnore
      } else {
        finishControlSequence(value)
      }
    case .csiIgnore: if value >= 0x40 { parser.state = .ground }
    case .dcsEntry, .dcsParameter, .dcsIntermediate: stepDCS(state, value)
    case .ground, .dcsData, .dcsEscape: break
    }
  }

  private mutating func escape(_ value: UInt8) {
    switch value {
    case 0x20...0x2F:
      parser.collect(value)
      parser.state = .escapeIntermediate
    case 0x50: enter(.dcsEntry)
    case 0x58, 0x5E: enter(.consume)
    case 0x5B:
      parser.clear()
      parser.state = .csiEntry
    case 0x5D: enter(.osc)
    case 0x5F: enter(.apc)
    case 0x6B: enter(.rename)
    default: finishEscape(value)
    }
  }

  private mutating func enter(_ state: ParserState) {
    parser.clear()
    parser.state = state
    lastCharacter = nil
  }

  private mutating func stepParameter(_ state: ParserState, _ value: UInt8) {
    if value <= 0x2F {
      parser.collect(value)
      parser.state = .csiIntermediate
    } else if value <= 0x3B {
      parser.parameter(value)
      parser.state = .csiParameter
    } else if value <= 0x3F {
      if state == .csiEntry { parser.collect(value) }
      parser.state = state == .csiEntry ? .csiParameter : .csiIgnore
    } else {
      finishControlSequence(value)
    }
  }

  /// tmux swallows DCS strings; what is in them does not matter, only where they end.
  private mutating func stepDCS(_ state: ParserState, _ value: UInt8) {
    if value >= 0x40 {
      parser.state = .dcsData
    } else if value <= 0x2F {
      parser.state = .dcsIntermediate
    } else if state == .dcsIntermediate || value == 0x3A || (value > 0x3B && state == .dcsParameter) {
      parser.state = .dcsIgnore
    } else {
      parser.state = .dcsParameter
    }
  }

  private mutating func finishEscape(_ value: UInt8) {
    parser.state = .ground
    if !parser.isDiscarding { escapeSequence(value, parser.intermediates) }
  }

  private mutating func finishControlSequence(_ value: UInt8) {
    parser.state = .ground
    guard !parser.isDiscarding, parameters.split(parser) else { return }
    controlSequence(value, parser.intermediates)
  }

  /// OSC and APC act when they are left, however that happens.
  private mutating func leaveString() {
    guard !parser.isDiscarding else { return }
    if parser.state == .osc {
      operatingSystemCommand(parser.string)
    } else if parser.state == .apc {
      acceptTitle(parser.string[...])
    }
  }
}
