import Testing

@testable import StandIn

@Suite("Keys")
struct KeyDecoderTests {
  private static let stream =
    "a\u{1B}[Ab\r\u{7F}\u{1B}OB\u{1B}[200~one\r\ntwo\u{1B}[31m~\u{1B}[201~ü漢🙂\u{03}\u{1B}[Z\u{1B}[I\u{1B}[<0;3;4M"
    + "\u{1B}P>|tmux 3.3a\u{1B}\\\u{1B}]11;rgb:0/0/0\u{07}\u{1B}[?1;2c\u{1B}[M !!\u{1B}x\u{1B}\r\u{1B}[13;1uz"

  private static let expected: [Input] = [
    .text("a"), .key(.up), .text("b"), .key(.enter), .key(.backspace), .key(.down),
    .paste("one\ntwo\u{1B}[31m~"), .text("ü漢🙂"), .key(.control("c")), .key(.backTab), .key(.focusIn),
    .key(.other("[<0;3;4M")), .key(.other("[?1;2c")), .key(.alt("x")), .key(.newline), .key(.enter), .text("z"),
  ]

  /// Where a text is cut says nothing.
  private func joined(_ inputs: [Input]) -> [Input] {
    inputs.reduce(into: []) { result, input in
      if case .text(let text) = input, case .text(let before)? = result.last {
        result[result.count - 1] = .text(before + text)
      } else {
        result.append(input)
      }
    }
  }

  @Test("a stream in one piece")
  func whole() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Self.stream.utf8) == Self.expected)
    #expect(!decoder.isPending)
  }

  @Test("the same stream cut at every byte")
  func everySplit() {
    let bytes = Array(Self.stream.utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      let inputs = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
      #expect(joined(inputs) == Self.expected, "cut at \(cut)")
    }
  }

  @Test("the same stream byte by byte")
  func single() {
    var decoder = KeyDecoder()
    #expect(joined(Self.stream.utf8.flatMap { decoder.feed([$0]) }) == Self.expected)
  }

  @Test("a lone escape is a key when nothing follows")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isPending)
    #expect(decoder.flush() == [.key(.escape)])
    #expect(decoder.feed([0x1B, 0x1B]) == [.key(.escape)])
    #expect(decoder.flush() == [.key(.escape)])
  }

  @Test("time does not end a paste")
  func slowPaste() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~abc".utf8) == [])
    #expect(!decoder.isPending)
    #expect(decoder.flush() == [])
    #expect(decoder.feed("def\u{1B}[201~".utf8) == [.paste("abcdef")])
  }

  @Test("bytes that are no text do not stop it")
  func garbage() {
    var decoder = KeyDecoder()
    _ = decoder.feed([0xFF, 0xC3, 0x28, 0x80, 0xF0, 0x9F])
    #expect(decoder.feed([0x0D]).last == .key(.enter))
  }
}
