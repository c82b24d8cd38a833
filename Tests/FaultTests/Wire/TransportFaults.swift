import Foundation
import TestSupport
import Testing
import TmuxControl

/// The transport and the connection against a server that plays a script.
@Suite("Faults on the way", .serialized)
struct TransportFaults {
  private let show = ControlLine(Command.resume(PaneID(number: 1)))

  @Test(
    "fault 2: the same stream in writes of one byte, of an odd size and of a megabyte", arguments: [1, 61, 1 << 20])
  func chunks(size: Int) async throws {
    let rows = (0..<40).map { "row \($0) 漢 %end 1 2 1" }
    let output = (0..<60).map { "%extended-output %\($0) 0 : \\033[1m漢字\\015\\012\n" }.joined()
    let script = FakeScript([
      .init(
        greeting: [.text(output)],
        answers: [.init(to: "list-sessions", .hook(["from a hook"]), .reply(rows), .text(output))], chunk: size)
    ])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        let line = ControlLine(try Command.listSessions("x"))
        let answers = [try await client.ask(line, .plain(0)), try await client.ask(line, .plain(1))]
        #expect(answers.allSatisfy { $0.failure == nil && $0.replies.map(\.text) == [rows] })
        _ = try await eventually("all output is there") {
          await client.counters.outputLines
        } until: {
          $0 == 180
        }
        #expect(
          await client.printed(by: PaneID(number: 59)) == Array("\u{1B}[1m漢字\r\n\u{1B}[1m漢字\r\n\u{1B}[1m漢字\r\n".utf8))
        #expect(await client.counters.hookBlocks == 2)
        #expect(await client.counters.strayLines == 0)
      }
    }
  }

  @Test("fault 2: a megabyte of output in one write arrives whole")
  func megabyte() async throws {
    let line = "%output %1 " + String(repeating: "x", count: 1009) + "\n"
    let script = FakeScript([.init(greeting: [.text(String(repeating: line, count: 1024))])])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        _ = try await eventually("all output is there") {
          await client.counters.outputLines
        } until: {
          $0 == 1024
        }
        #expect(await client.printed(by: PaneID(number: 1)).count == 1024 * 1009)
      }
    }
  }

  @Test("fault 7: blocks of hooks before, between and after the answers of a line")
  func hooks() async throws {
    let script = FakeScript([
      .init(
        greeting: [.hook(["attached"])],
        answers: [
          .init(to: "display-message", times: 1, .hook(["one"]), .hook([]), .reply(["a"]), .hook(["two"])),
          .init(to: "display-message", .hook(["%end"]), .hook(["%output %1 x"]), .reply(["b"])),
        ])
    ])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        let command = try Command.display("x")
        let line = try #require(ControlLine([command, command]))
        #expect(try await client.ask(line, .plain(0)).replies.map(\.text) == [["a"], ["b"]])
        #expect(try await client.ask(line, .plain(1)).replies.map(\.text) == [["b"], ["b"]])
        #expect(await client.counters.hookBlocks == 10)
      }
    }
  }

  @Test("fault 7: a block of another time, number or flag does not close ours")
  func foreignEnds() async throws {
    let forged = "%end 1700000001 {N} 1\n%end 1700000000 7 1\n%end 1700000000 {N} 0\n%end 1700000000 {N}\n"
    let script = FakeScript([
      .init(
        answers: [
          .init(to: "list-sessions", .text("%begin 1700000000 {N} 1\n\(forged)last\n%end 1700000000 {N} 1\n"))
        ])
    ])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        let answer = try await client.ask(ControlLine(try Command.listSessions("x")), .plain(0))
        #expect(answer.replies.first?.lines.count == 5)
        #expect(answer.replies.first?.text.last == "last")
        #expect(try await client.ask(show, .plain(1)).failure == nil)
      }
    }
  }

  @Test(
    "fault 13: the stream ends without exit, inside a block, in a torn line, with exit glued to it",
    arguments: [
      ("", nil), ("%begin 1700000000 {N} 1\nhalf a reply", nil), ("%output %1 to", nil),
      ("%output %1 y\\015\\012%exit server exited unexpectedly\n", nil), ("%beg", nil),
      ("%begin 1700000000 {N} 1\nrow\n%exit server exited unexpectedly\n", "server exited unexpectedly"),
      ("%exit too far behind\n", "too far behind"), ("%exit", nil),
    ] as [(String, String?)])
  func endings(text: String, reason: String?) async throws {
    let script = FakeScript([
      .init(
        answers: [
          .init(to: "refresh-client", times: 1, .reply([])), .init(to: "list-sessions", .text(text), .leave(status: 1)),
        ])
    ])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        #expect(try await client.ask(show, .plain(0)).failure == nil)
        await client.send((ControlLine(try Command.listSessions("x")), .plain(1)))
        _ = try await eventually("the stream is over") {
          await client.isOver
        } until: {
          $0
        }
        #expect(await client.ends == [reason])
        #expect(await client.order == [.plain(0)])
        #expect(await client.unanswered == 1)
      }
    }
  }

  @Test("fault 13: lines after an exit are not believed")
  func afterExit() async throws {
    let script = FakeScript([
      .init(
        answers: [
          .init(
            to: "refresh-client",
            .text("%exit\n%sessions-changed\n%output %1 x\n"), .reply([]), .leave(status: 0))
        ])
    ])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        await client.send((show, .plain(0)))
        _ = try await eventually("the stream is over") {
          await client.isOver
        } until: {
          $0
        }
        #expect(await client.ends == [nil])
        #expect(await client.order.isEmpty)
        #expect(await client.notifications.isEmpty)
        #expect(await client.printed(by: PaneID(number: 1)).isEmpty)
      }
    }
  }

  @Test("a late reply is waited for while output goes on, and those behind it keep their order")
  func lateReply() async throws {
    let script = FakeScript([
      .init(
        answers: [
          .init(
            to: "refresh-client", times: 1, .text("%output %1 before\n%begin 1700000000 {N} 1\n"), .stall("late"),
            .text("%end 1700000000 {N} 1\n"))
        ])
    ])
    try await withFake(script) { server in
      try await withClient(of: server) { client in
        await client.send((show, .plain(0)), (show, .plain(1)), (show, .plain(2)))
        _ = try await eventually("output came") {
          await client.printed(by: PaneID(number: 1))
        } until: {
          $0 == Array("before".utf8)
        }
        #expect(await client.unanswered == 3)
        try await server.goOn(from: "late")
        _ = try await client.answer(to: .plain(2))
        #expect(await client.order == [.plain(0), .plain(1), .plain(2)])
      }
    }
  }
}
