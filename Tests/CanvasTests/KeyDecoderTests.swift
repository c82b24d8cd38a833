import Canvas
import TestSupport
import Testing

@Suite("Keys of a terminal")
struct KeyDecoderTests {
  private func keys(_ text: String) -> [Input] {
    var decoder = KeyDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.timeOut()
  }

  @Test(
    "every key that tmux sends is known",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
      ("\u{1B}[H", Key(.home)), ("\u{1B}[1~", Key(.home)), ("\u{1B}OF", Key(.end)), ("\u{1B}[4~", Key(.end)),
      ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[6~", Key(.pageDown)), ("\u{1B}[3~", Key(.delete)),
      ("\u{1B}[2~", Key(.insert)),
      ("\t", .tab), ("\u{1B}[Z", .backTab), ("\r", .enter), ("\n", .control("j")), ("\u{7F}", Key(.backspace)),
      ("\u{1B}x", .alt("x")), ("\u{1B}\r", Key(.enter, .alt)), ("\u{1B}ü", .alt("ü")), ("\u{1B}[1;3A", Key(.up, .alt)),
      ("\u{1B}[1;5D", Key(.left, .control)), ("\u{1B}[3;2~", Key(.delete, .shift)), ("\u{05}", .control("e")),
      ("\u{1B}OP", Key(.function(1))), ("\u{1B}[15~", Key(.function(5))), ("\u{1B}[24~", Key(.function(12))),
      ("\u{1B}[13;5u", Key(.enter, .control)), ("\u{1B}[27;5;9~", Key(.tab, .control)), ("\u{1B}", .escape),
      ("\u{1B}[", .alt("[")), ("\u{1B}O", .alt("O")), ("日", .plain("日")), ("🚀", .plain("🚀")), ("\0", .control(" ")),
    ])
  func known(_ bytes: String, _ key: Key) {
    #expect(keys(bytes) == [.key(key)])
  }

  @Test("an Esc waits for what may follow, and is a key of its own when nothing does")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    let late = decoder.timeOut()
    #expect(late == [.key(.escape)])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed([0x1B]) == [])
    let rest = decoder.feed(Array("[B".utf8))
    #expect(rest == [.key(.down)])
    let twice = decoder.feed([0x1B, 0x1B]) + decoder.timeOut()
    #expect(twice == [.key(.escape), .key(.escape)])
  }

  @Test("a paste is one thing, whatever is in it and however it is torn")
  func paste() {
    let bytes = Array("a\u{1B}[200~one\rtwo\u{1B}[A\u{1B}x\tthrée\r\n\u{1B}[201~b".utf8)
    let whole: [Input] = [.key(.plain("a")), .paste("one\ntwo[Ax\tthrée\n"), .key(.plain("b"))]
    for cut in bytes.indices {
      var decoder = KeyDecoder()
      let inputs = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
      #expect(inputs == whole, "cut at \(cut)")
    }
    var decoder = KeyDecoder()
    let single = bytes.flatMap { decoder.feed([$0]) }
    #expect(single == whole)
  }

  @Test("keys are the same however the bytes arrive")
  func torn() {
    let text = "q\u{1B}[1;5Aé日\u{1B}OA\u{1B}[6~\u{1B}ß\t\r🚀\u{1B}[200~x\u{1B}[201~\u{1B}[Zz"
    let whole = keys(text)
    #expect(whole.count == 13)
    var decoder = KeyDecoder()
    #expect(Array(text.utf8).flatMap { decoder.feed([$0]) } == whole)
  }

  @Test("what is no key is left out, and what follows it is not")
  func strange() {
    #expect(keys("\u{1B}[<0;10;10Mx") == [.key(.plain("x"))])
    #expect(keys("\u{1B}[Ix") == [.key(.plain("x"))])
    #expect(keys("\u{1B}[999999999999999999999~x") == [.key(.plain("x"))])
    #expect(keys("\u{1B}[\u{1B}[A") == [.key(.up)])
    var decoder = KeyDecoder()
    #expect(
      decoder.feed([0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x41, 0x80, 0x42]) == ["(", "A", "B"].map { .key(.plain($0)) })
    #expect(decoder.feed([0xED, 0xA0, 0x80, 0x43]) == [.key(.plain("C"))])
  }

  @Test("no bytes make it trap or lose its way", arguments: SeededRandom.seeds)
  func noise(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      var decoder = KeyDecoder()
      let likely: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x7E, 0x32, 0x30, 0x31, 0xE2, 0xC3, 0x80]
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        bytes.append(
          random.flip() ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random))
        _ = decoder.feed(bytes.suffix(1))
        if Int.random(in: 0..<10, using: &random) == 0 { _ = decoder.timeOut() }
      }
      let end = decoder.feed(Array("\u{1B}[201~".utf8)) + decoder.timeOut() + decoder.feed(Array("k".utf8))
      #expect(end.last == .key(.plain("k")), "seed \(seed): \(bytes)")
    }
  }
}
