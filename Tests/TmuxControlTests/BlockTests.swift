import Testing

@testable import TmuxControl

@Suite("Reply blocks")
struct BlockTests {
  @Test("only the same three numbers close a block")
  func exactNumbers() {
    let recorder = parse(
      """
      %begin 10 20 1
      %end 11 20 1
      %end 10 21 1
      %end 10 20 0
      %end 10 20 1 more
      %error 10 20
      %begin 10 20 1
      %end 10 20 1

      """)
    #expect(recorder.blocks.count == 1)
    #expect(recorder.blocks.first?.lines.count == 6)
    #expect(recorder.blocks.first?.isError == false)
  }

  @Test("a counted block takes a forged end for content")
  func forgedEnd() {
    let text = "%begin 1 2 1\nrow\n%end 1 2 1\nlast\n%end 1 2 1\n"
    let counted = parse(text, expecting: 3)
    #expect(counted.blocks.map(\.text) == [["row", "%end 1 2 1", "last"]])
    #expect(counted.strays.isEmpty)
    let uncounted = parse(text)
    #expect(uncounted.blocks.map(\.text) == [["row"]])
    #expect(uncounted.strays == ["last", "%end 1 2 1"])
  }

  @Test("an error closes a block before its lines are complete")
  func earlyError() {
    let recorder = parse("%begin 1 2 1\nno such pane\n%error 1 2 1\n", expecting: 24)
    #expect(recorder.blocks.map(\.isError) == [true])
  }

  @Test("blank lines inside a block are lines")
  func blankLines() {
    #expect(parse("%begin 1 2 1\n\n\n%end 1 2 1\n").blocks.first?.lines == [[], []])
  }

  @Test("a pause inside an uncounted block is a notification, inside a counted one it is content")
  func pauseInside() {
    let text = "%begin 1 2 1\n%continue %3\n%end 1 2 1\n"
    #expect(parse(text).notifications == [.continue(PaneID(number: 3))])
    #expect(parse(text).blocks.first?.lines.isEmpty == true)
    #expect(parse(text, expecting: 1).blocks.first?.text == ["%continue %3"])
    #expect(parse(text, expecting: 1).notifications.isEmpty)
  }

  @Test("the client's exit ends an open block, except where rows are counted")
  func exitInside() {
    let text = "%begin 1 2 1\nhalf\n%exit server exited unexpectedly\n"
    #expect(parse(text).entries == [.event(.exit(reason: "server exited unexpectedly"))])
    #expect(parse(text, expecting: 3).entries.isEmpty)
  }

  @Test("an exit without a line feed is still one")
  func tornExit() {
    #expect(parse("%exit").entries == [.event(.exit(reason: nil))])
  }

  @Test(
    "lines outside blocks are stray unless they are known", arguments: ["hello", "", "%", "%new-thing 1", "%end 1 2 1"])
  func strays(line: String) {
    #expect(parse(line + "\n").strays == [line])
  }
}
