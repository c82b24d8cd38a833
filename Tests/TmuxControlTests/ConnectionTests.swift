import Testing

@testable import TmuxControl

/// Collects what a connection delivers.
private final class Collector: ConnectionSink {
  var log: [String] = []

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    log.append("output \(String(decoding: bytes.copied, as: UTF8.self))")
  }

  func answering(_ purpose: String) { log.append("answering \(purpose)") }

  func answered(_ answer: Answer<String>) {
    log.append("answered \(answer.purpose) \(answer.replies.map(\.text)) \(answer.failure.map { "\($0)" } ?? "fine")")
  }

  func notified(_ notification: Notification) { log.append("notified \(notification)") }

  func ended(_ reason: String?) { log.append("ended \(reason ?? "-")") }
}

@Suite("Connection")
struct ConnectionTests {
  private func line(_ count: Int) throws -> ControlLine {
    let show = try Command.display("x")
    return try #require(ControlLine(Array(repeating: show, count: count)))
  }

  private func receive(_ connection: inout ControlConnection<String>, _ text: String, _ sink: Collector) {
    connection.receive(Array(text.utf8).span, sink)
  }

  @Test("blocks answer lines in the order they were sent, hook blocks answer none")
  func order() throws {
    var connection = ControlConnection<String>()
    let sink = Collector()
    _ = connection.send(try line(1), for: "one")
    _ = connection.send(try line(2), for: "two")
    receive(
      &connection,
      """
      %begin 1 5 0
      %end 1 5 0
      %begin 1 6 1
      a
      %end 1 6 1
      %begin 1 7 0
      hook
      %end 1 7 0
      %begin 1 8 1
      b
      %end 1 8 1
      %output %1 x
      %begin 1 9 1
      c
      %end 1 9 1

      """, sink)
    #expect(
      sink.log == [
        "answering one", "answered one [[\"a\"]] fine", "answering two", "output x",
        "answered two [[\"b\"], [\"c\"]] fine",
      ])
    #expect(connection.unanswered == 0)
    #expect(connection.counters.hookBlocks == 2)
  }

  @Test("an error ends its line: the commands after it give no reply")
  func error() throws {
    var connection = ControlConnection<String>()
    let sink = Collector()
    _ = connection.send(try line(3), for: "first")
    _ = connection.send(try line(1), for: "second")
    receive(
      &connection,
      "%begin 1 1 1\na\n%end 1 1 1\n%begin 1 2 1\ncan't find pane: %9\n%error 1 2 1\n%begin 1 3 1\nb\n%end 1 3 1\n",
      sink)
    #expect(sink.log.count == 4)
    #expect(sink.log[1].contains("refused(index: 1"))
    #expect(sink.log[1].contains("find pane: %9"))
    #expect(sink.log[3] == "answered second [[\"b\"]] fine")
  }

  @Test("a reply nobody asked for, or a number that falls, ends the connection")
  func breach() throws {
    var connection = ControlConnection<String>()
    let sink = Collector()
    receive(&connection, "%begin 1 1 1\n%end 1 1 1\n%output %1 late\n", sink)
    #expect(sink.log.count == 1)
    #expect(sink.log[0].hasPrefix("ended the server broke the protocol"))

    var second = ControlConnection<String>()
    let other = Collector()
    _ = second.send(try line(1), for: "a")
    _ = second.send(try line(1), for: "b")
    receive(&second, "%begin 1 9 1\nx\n%end 1 9 1\n%begin 1 8 1\nx\n%end 1 8 1\n", other)
    #expect(other.log.last?.contains("numberFell") == true)
  }

  @Test("a capture has as many rows as the reply before it says")
  func countedCapture() throws {
    var connection = ControlConnection<String>()
    let sink = Collector()
    let pane = PaneID(number: 1)
    let commands = [
      try Command.display("#{pane_id}\t#{pane_height}", pane: pane),
      Command.captureScreen(pane, height: .field(1, ofReply: 0)),
    ]
    _ = connection.send(try #require(ControlLine(commands)), for: "seed")
    receive(
      &connection, "%begin 1 1 1\n%1\t2\n%end 1 1 1\n%begin 1 2 1\n%end 1 2 1\nrow\n%end 1 2 1\n", sink)
    #expect(sink.log.last == "answered seed [[\"%1\\t2\"], [\"%end 1 2 1\", \"row\"]] fine")
  }

  @Test("the end is told once, with or without an exit line")
  func ending() {
    var connection = ControlConnection<String>()
    let sink = Collector()
    receive(&connection, "%exit detached\n", sink)
    connection.finish(sink)
    #expect(sink.log == ["ended detached"])

    var torn = ControlConnection<String>()
    let other = Collector()
    receive(&torn, "%output %1 to", other)
    torn.finish(other)
    #expect(other.log == ["output to", "ended -"])
  }
}
