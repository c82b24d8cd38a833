import Testing

@testable import TmuxControl

/// Keeps what stays, and notes what does not.
struct KeptLines: LineSink, Hashable {
  var kept: [UInt8] = []
  /// For each line of output that is gone, the pane and how many bytes stayed before it.
  var losses: [Loss] = []
  var dropped = 0

  struct Loss: Hashable {
    let pane: PaneID
    let offset: Int
  }

  var text: String { String(decoding: kept, as: UTF8.self) }

  mutating func keep(_ bytes: Span<UInt8>) { kept += bytes.copied }

  mutating func lose(_ pane: PaneID) { losses.append(Loss(pane: pane, offset: kept.count)) }

  mutating func drop(_ count: Int) { dropped += count }
}

@Suite("Which lines may be dropped")
struct LineTrackerTests {
  /// The fate of the stream when it comes in chunks of that size and output is not wanted after `room` bytes.
  private func fate(of bytes: [UInt8], room: Int = 0, chunk: Int = .max) -> KeptLines {
    var tracker = LineTracker()
    var lines = KeptLines()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, chunk == .max ? bytes.count : start + chunk)
      tracker.feed(bytes[start..<end].span, room: max(0, room - lines.kept.count), to: &lines)
      start = end
    }
    tracker.finish(to: &lines)
    return lines
  }

  private func fate(of text: String, room: Int = 0) -> KeptLines { fate(of: Array(text.utf8), room: room) }

  @Test("output of both kinds goes, everything else stays")
  func kinds() {
    let lines = fate(
      of: """
        %output %1 one
        %sessions-changed
        %extended-output %22 5 : two
        stray
        %output
        %output %
        %output %1
        %output %1x y
        %output 1 y
        %output %99999999999 y
        %outputs %1 y
        %extended-output %3
        %output %4 \n
        """)
    #expect(lines.losses.map(\.pane.number) == [1, 22, 4])
    #expect(
      lines.text == """
        %sessions-changed
        stray
        %output
        %output %
        %output %1
        %output %1x y
        %output 1 y
        %output %99999999999 y
        %outputs %1 y
        %extended-output %3

        """)
    #expect(lines.losses.map(\.offset) == [0, 18, lines.kept.count])
    #expect(lines.dropped == "%output %1 one\n%extended-output %22 5 : two\n%output %4 \n".utf8.count)
  }

  @Test("what looks like output in a block is content, until the same three numbers end it")
  func forgedLines() {
    let block = """
      %begin 10 20 1
      %output %1 content
      %end 10 21 1
      %output %1 content
      %error 11 20 1
      %end 10 20 1 1
      %end 10 20
      %begin 10 20 1
       %end 10 20 1
      %output %1 content
      %end 10 20 1

      """
    #expect(fate(of: block).text == block)
    let after = fate(of: block + "%output %1 gone\n")
    #expect(after.text == block)
    #expect(after.losses.count == 1)
    let error = "%begin 10 20 1\nno such pane\n%error 10 20 1\n"
    #expect(fate(of: error + "%output %1 gone\n").text == error)
    let none = "%begin 10 20\n"
    #expect(fate(of: none + "%output %1 gone\n").text == none)
  }

  @Test("the real end sets it right after a forged one")
  func rightAgain() {
    let forged = "%begin 1 2 1\n%end 1 2 1\nrow\n%end 1 2 1\n"
    let lines = fate(of: forged + "%output %1 gone\n%begin 1 3 1\n%output %1 row\n%end 1 3 1\n")
    #expect(lines.text == forged + "%begin 1 3 1\n%output %1 row\n%end 1 3 1\n")
  }

  @Test("a line that has begun to pass is never cut", arguments: [1, 9, 10, 11, 12, 20])
  func room(room: Int) {
    let lines = fate(of: "%output %1 abcdefgh\n%output %1 second\n%exit\n", room: room)
    #expect(lines.text == "%output %1 abcdefgh\n%exit\n")
  }

  @Test(
    "a torn last line stays when it is not known to be output",
    arguments: ["%out", "%", "%exit", "%output %1", "x"])
  func torn(text: String) {
    #expect(fate(of: text).text == text)
    #expect(fate(of: "%output %1 to").text.isEmpty)
  }

  @Test("a header longer than any of tmux's is none, however it comes")
  func longHeader() {
    let zeros = String(repeating: "0", count: LineTracker.headLimit)
    let text = "%begin \(zeros)1 2 1\n%output %1 gone\n%output %\(zeros)1 stays\n"
    for chunk in [1, 7, 96, 97, .max] {
      #expect(fate(of: Array(text.utf8), chunk: chunk).text == "%begin \(zeros)1 2 1\n%output %\(zeros)1 stays\n")
    }
  }

  @Test("any chunking has the same result", arguments: 0..<40)
  func chunking(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = WireText.random(lines: 120, using: &random)
    for room in [0, 100, 700, .max / 2] {
      let whole = fate(of: bytes, room: room)
      #expect(whole.kept.count + whole.dropped == bytes.count)
      if room > bytes.count { #expect(whole.kept == bytes) }
      for chunk in [1, 2, 3, 7, 13, 64, 97, 500] {
        #expect(fate(of: bytes, room: room, chunk: chunk) == whole)
      }
    }
  }

  /// The parser behind must see the same blocks, and nothing that a pane printed as anything else.
  @Test("what remains is the stream without its output", arguments: 0..<40)
  func parsed(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = WireText.random(lines: 200, using: &random)
    let remaining = fate(of: bytes)
    func events(_ bytes: [UInt8]) -> [ControlEvent] {
      parse(bytes).entries.compactMap {
        if case .event(let event) = $0 { event } else { nil }
      }
    }
    #expect(events(remaining.kept) == events(bytes))
    #expect(parse(remaining.kept).entries.count == events(bytes).count)
    #expect(parse(bytes).entries.count == events(bytes).count + remaining.losses.count)
  }
}
