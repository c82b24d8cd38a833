/// Bytes of a terminal to keys, text and pastes. The bytes may be cut anywhere.
struct KeyDecoder {
  private enum State: Equatable {
    case ground
    case escape
    /// After `ESC [`, with the bytes so far.
    case csi([UInt8])
    case ss3
    /// An answer of the terminal up to BEL or ST: nothing for us.
    case string(escaped: Bool)
    /// The three bytes of an old mouse report that are still to come.
    case mouse(Int)
    case paste
  }

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private var state = State.ground
  private var text: [UInt8] = []
  private var pasted: [UInt8] = []
  private var output: [Input] = []

  /// Whether an ESC waits for what follows. Only time tells a key from the beginning of a sequence.
  var isPending: Bool {
    switch state {
    case .ground, .paste, .string: false
    default: true
    }
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    for byte in bytes { take(byte) }
    endText(final: false)
    return takeOutput()
  }

  /// Nothing followed the ESC in time: it was the key.
  mutating func flush() -> [Input] {
    switch state {
    case .escape: emit(.escape)
    case .csi(let bytes): emit(.other("[" + printable(bytes)))
    case .ss3: emit(.alt("O"))
    case .mouse: break
    case .ground, .paste, .string: return []
    }
    state = .ground
    return takeOutput()
  }

  private mutating func takeOutput() -> [Input] {
    defer { output = [] }
    return output
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape: escape(byte)
    case .csi(var bytes):
      if byte == 0x1B {
        // A new sequence begins inside a torn one.
        state = .escape
      } else if (0x40...0x7E).contains(byte), !(bytes.isEmpty && byte == 0x5B) {
        state = .ground
        csi(bytes, final: byte)
      } else {
        bytes.append(byte)
        state = .csi(bytes)
      }
    case .ss3:
      state = .ground
      emit(cursorKey(byte) ?? .other("O" + printable([byte])))
    case .string(let escaped):
      if byte == 0x07 || (escaped && byte == 0x5C) {
        state = .ground
      } else {
        state = .string(escaped: byte == 0x1B)
      }
    case .mouse(let left): state = left > 1 ? .mouse(left - 1) : .ground
    case .paste:
      pasted.append(byte)
      if byte == 0x7E, pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) { endPaste() }
    }
  }

  private mutating func ground(_ byte: UInt8) {
    switch byte {
    case 0x1B:
      endText(final: true)
      state = .escape
    case 0x0D: emit(.enter)
    case 0x0A: emit(.newline)
    case 0x09: emit(.tab)
    case 0x08, 0x7F: emit(.backspace)
    case 0x01...0x1A: emit(.control(Character(UnicodeScalar(byte + 0x60))))
    case 0x00, 0x1C...0x1F: emit(.other(printable([byte])))
    default: text.append(byte)
    }
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x1B: emit(.escape)
    case 0x5B: state = .csi([])
    case 0x4F: state = .ss3
    case 0x50, 0x5D, 0x5E, 0x5F: state = .string(escaped: false)
    case 0x0D, 0x0A:
      state = .ground
      emit(.newline)
    case 0x20...0x7E:
      state = .ground
      emit(.alt(Character(UnicodeScalar(byte))))
    default:
      state = .ground
      emit(.escape)
      ground(byte)
    }
  }

  private mutating func csi(_ bytes: [UInt8], final: UInt8) {
    let parameters = printable(bytes)
    switch (parameters, final) {
    case ("200", 0x7E):
      endText(final: true)
      state = .paste
    case ("", 0x4D): state = .mouse(3)
    case ("", 0x49): emit(.focusIn)
    case ("", 0x4F): emit(.focusOut)
    case ("", 0x5A): emit(.backTab)
    case ("1", 0x7E), ("7", 0x7E): emit(.home)
    case ("4", 0x7E), ("8", 0x7E): emit(.end)
    case ("3", 0x7E): emit(.delete)
    case ("5", 0x7E): emit(.pageUp)
    case ("6", 0x7E): emit(.pageDown)
    // Terminals that name keys by their code point.
    case ("13", 0x75), ("13;1", 0x75): emit(.enter)
    case ("13;2", 0x75), ("27;2;13", 0x7E): emit(.newline)
    case ("27", 0x75), ("27;1", 0x75): emit(.escape)
    default:
      if let key = cursorKey(final), parameters.isEmpty || parameters == "1" {
        emit(key)
      } else {
        emit(.other("[" + parameters + printable([final])))
      }
    }
  }

  private func cursorKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x48: .home
    case 0x46: .end
    case 0x4D: .enter
    default: nil
    }
  }

  private mutating func endPaste() {
    let content = pasted.dropLast(Self.pasteEnd.count)
    // tmux sends CR for LF unless told otherwise; a paste means lines.
    let lines = String(decoding: content, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    output.append(.paste(lines))
    pasted = []
    state = .ground
  }

  private mutating func emit(_ key: Key) {
    endText(final: true)
    output.append(.key(key))
  }

  /// Text leaves in whole characters: the tail of a cut one stays until its other bytes are here.
  private mutating func endText(final: Bool) {
    let kept = final ? 0 : incompleteTail
    guard text.count > kept else { return }
    output.append(.text(String(decoding: text.dropLast(kept), as: UTF8.self)))
    text.removeFirst(text.count - kept)
  }

  private var incompleteTail: Int {
    for (back, byte) in text.reversed().prefix(3).enumerated() where byte >= 0xC0 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      return length > back + 1 ? back + 1 : 0
    }
    return 0
  }

  private func printable(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
