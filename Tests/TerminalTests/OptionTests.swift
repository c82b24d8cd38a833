import Terminal
import Testing

@Suite("Options and limits")
struct OptionTests {
  @Test("with alternate-screen off, 1049 does nothing at all")
  func alternateScreen() {
    var terminal = Terminal(columns: 10, rows: 3)
    terminal.allowsAlternateScreen = false
    terminal.feed(bytes("main␛[?1049h␛[2;2Halt␛[?1049l"))
    #expect(!terminal.isAlternate)
    #expect(terminal.lines == ["main", " alt", ""])
    #expect(terminal.position == [4, 1])
  }

  @Test("the title stack holds ten titles from 3.7 on")
  func titleStack() {
    for (tmux, expected) in [(TmuxVersion.v3_6, "t0"), (.v3_7, "t10")] {
      var terminal = Terminal(columns: 10, rows: 3, tmux: tmux)
      for number in 0..<20 { terminal.feed(bytes("␛]2;t\(number)\u{7}␛[22;0t")) }
      for _ in 0..<20 { terminal.feed(bytes("␛[23;0t")) }
      #expect(terminal.title == expected)
    }
  }

  @Test("a string of 1,048,575 bytes is taken, one of a byte more is not", arguments: [(0, true), (1, false)])
  func longestString(more: Int, isTaken: Bool) {
    var terminal = Terminal(columns: 10, rows: 3)
    let title = [UInt8](repeating: 0x78, count: 1_048_573 + more)
    terminal.feed(bytes("␛]2;") + title + [0x07])
    #expect((terminal.title.utf8.count == title.count) == isTaken)
  }

  @Test("a joiner that waits is forgotten where tmux 3.3 ended a read")
  func joiner() {
    var terminal = screen("👩\u{200D}")
    terminal.endRead()
    terminal.feed(bytes("💻"))
    #expect(terminal.position == [4, 0])
    #expect(screen("👩\u{200D}💻").position == [2, 0])
  }

  @Test("output is read up to the end of an update, at any split")
  func toUpdateEnd() {
    let stream = bytes("ab␛[?2026hcd␛[?2026lef␛[?2026hgh")
    for split in 0...stream.count {
      var terminal = Terminal(columns: 10, rows: 3)
      terminal.feed(Array(stream[..<split]))
      let rest = Array(stream[split...])
      let (count, isComplete) = unsafe terminal.feed(toUpdateEnd: rest.span.bytes)
      if isComplete { #expect(terminal.lines[0] == "abcd") }
      #expect(isComplete == (split < 20) && (isComplete || count == rest.count), "\(split)")
      terminal.feed(Array(rest[count...]))
      #expect(terminal.lines[0] == "abcdefgh")
    }
  }
}
