import Terminal
import Testing
import TmuxControl

@Suite("Faults of the stream")
struct ParserFaults {
  @Test("fault 3: UTF-8 cut at each byte by lines of output", arguments: 1..<12)
  func cutCharacters(size: Int) {
    let text = Array("aé漢😀e\u{301}ß\u{2500}z".utf8)
    var terminal = Terminal(columns: 20, rows: 2)
    var sink = Feeder(terminal: terminal)
    var parser = ControlParser()
    for start in stride(from: 0, to: text.count, by: size) {
      let line = Array("%output %1 ".utf8) + text[start..<min(start + size, text.count)] + [0x0A]
      parser.feed(line.span, to: &sink)
    }
    terminal.feed(text)
    #expect(sink.terminal.text(row: 0) == "aé漢😀e\u{301}ß─z")
    #expect(sink.terminal.cursor == terminal.cursor)
  }

  @Test("fault 4: a reply of one line of 20 MB, in pieces of a pipe's size")
  func longLine() throws {
    var stream = Stream()
    try stream.send("long")
    try stream.send("next")
    let size = 20_000_000
    let bytes =
      Array("%begin 1 1 1\n".utf8) + [UInt8](repeating: 0x61, count: size)
      + Array("\n%end 1 1 1\n%begin 1 2 1\nb\n%end 1 2 1\n".utf8)
    stream.receive(bytes, chunk: 65_536)
    try #require(stream.log.count == 2)
    #expect(stream.log[0].utf8.count == size + "long [[\"\"]]".utf8.count)
    #expect(stream.log[1] == "next [[\"b\"]]")
  }

  @Test(
    "fault 5: a row that is the very end of its reply cuts that reply and moves no other",
    arguments: ["%end 1 2 1", "%error 1 2 1"])
  func exactEnd(row: String) throws {
    var stream = Stream()
    try stream.send([.captureSavedScreen(PaneID(number: 1))], "capture")
    try stream.send("next")
    stream.receive("%begin 1 2 1\nrow\n\(row)\nrest\n%end 1 2 1\n%begin 1 3 1\nb\n%end 1 3 1\n")
    #expect(stream.log.count == 2)
    #expect(stream.log.last == "next [[\"b\"]]")
    #expect(stream.counters.strayLines == 2)
  }

  @Test("fault 8: a message inside a block is content, and moves no answer")
  func messageInside() throws {
    var stream = Stream()
    try stream.send("first")
    try stream.send([.listSessions("x")], "list")
    try stream.send("last")
    stream.receive(
      """
      %begin 1 1 1
      a
      %end 1 1 1
      %begin 1 2 1
      %message for us
      %continue %3
      %end 1 2 1
      %begin 1 3 1
      b
      %end 1 3 1

      """)
    #expect(
      stream.log == [
        "first [[\"a\"]]", "continue(%3)", "list [[\"%message for us\"]]", "last [[\"b\"]]",
      ])
  }

  @Test("fault 9: stray lines outside blocks, some like ends, come between answers and change none")
  func strays() throws {
    var stream = Stream()
    try stream.send("first", commands: 2)
    stream.receive(
      "run-shell output\n\n%end 1 1 1\n%begin 1 1 1\na\n%end 1 1 1\n%error 1 1 1\n-: Bad file descriptor\n"
        + "%begin 1 2 1\nb\n%end 1 2 1\n")
    #expect(stream.log == ["first [[\"a\"], [\"b\"]]"])
    #expect(stream.counters.strayLines == 5)
    #expect(stream.counters.lastStray == "-: Bad file descriptor")
  }

  @Test("fault 10: a line feed in a subscription's value leaves a stray line, or at worst a reason to look again")
  func subscription() {
    var stream = Stream()
    stream.receive("%subscription-changed t $1 @2 0 %3 : one\ntwo\n%subscription-changed t $1 @2 0 %3 : \n%pause\n")
    #expect(stream.log.count == 2)
    #expect(stream.counters.strayLines == 2)
    stream.receive("%subscription-changed t $1 @2 0 %3 : one\n%sessions-changed\n")
    #expect(stream.log.last == "sessionsChanged")
  }

  @Test(
    "fault 11: fields that a newer tmux adds are passed over",
    arguments: [
      ("%window-add @4 new", "windowAdd(@4)"), ("%pause %3 new", "pause(%3)"),
      ("%sessions-changed new", "sessionsChanged"),
      ("%window-pane-changed @1 %2 new fields", "windowPaneChanged(@1, %2)"),
      ("%session-window-changed $1 @2 new", "sessionWindowChanged($1, @2)"),
      ("%pane-mode-changed %3 copy-mode", "paneModeChanged(%3)"),
      ("%layout-change @1 b25d,80x24,0,0,0 b25d,80x24,0,0,0 *Z new", "layoutChange(@1, layout: \"b25d,80x24,0,0,0\")"),
    ])
  func extraFields(line: String, expected: String) {
    var stream = Stream()
    stream.receive("%brand-new-thing @1 x\n\(line)\n")
    #expect(stream.log == [expected])
    #expect(stream.counters.strayLines == 1)
  }

  @Test("fault 14: a stream with CR LF, as a pty would make it, answers nothing and ends quietly")
  func carriageReturns() throws {
    var stream = Stream()
    try stream.send("never")
    stream.receive("%begin 1 1 1\r\na\r\n%end 1 1 1\r\n%sessions-changed\r\n%exit\r\n")
    stream.finish()
    #expect(stream.log.last == "ended: -")
    #expect(!stream.log.contains { $0.hasPrefix("never") })
    #expect(stream.unanswered == 1)
  }
}

/// Feeds a terminal with what a pane prints.
private struct Feeder: ControlSink {
  var terminal: Terminal

  mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    unsafe terminal.feed(bytes.bytes)
  }

  mutating func event(_ event: ControlEvent) {}
  mutating func content(of block: BlockHeader) -> BlockContent { .open }
}
