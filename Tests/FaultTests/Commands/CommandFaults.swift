import Foundation
import TestSupport
import Testing
import TmuxControl

/// What real servers do with command lines.
@Suite("Faults of commands", .serialized)
struct CommandFaults {
  private func show(_ text: String) throws -> ControlLine { ControlLine(try Command.display(text)) }

  private func text(_ answer: Answer<Question>) -> [[String]] { answer.replies.map(\.text) }

  @Test("fault 15: an error in the middle of a line cancels its rest and no other line", arguments: TmuxBinaries.all)
  func errorInside(tmux: String) async throws {
    try await withTmux(tmux: tmux) { server in
      try await withClient(of: server) { client in
        let commands = [
          try Command.display("one"), Command.captureSavedScreen(PaneID(number: 99)), try Command.display("three"),
        ]
        let line = try #require(ControlLine(commands))
        await client.send((line, .plain(0)), (try show("after"), .plain(1)), (line, .plain(2)))
        for number in [0, 2] {
          let answer = try await client.answer(to: .plain(number))
          #expect(text(answer) == [["one"]])
          guard case .refused(index: 1, let message)? = answer.failure else {
            Issue.record("not refused: \(String(describing: answer.failure))")
            continue
          }
          #expect(message.contains("%99"))
        }
        #expect(text(try await client.answer(to: .plain(1))) == [["after"]])
      }
    }
  }

  @Test("fault 16: a line that cannot be parsed is refused as a whole, once", arguments: TmuxBinaries.all)
  func parseError(tmux: String) async throws {
    try await withTmux(tmux: tmux) { server in
      try await withClient(of: server) { client in
        let commands = try #require(ControlLine(Array(repeating: try Command.display("x"), count: 3)))
        await client.write(
          "set-option -s @ran 1 ; display-message -p x ; } ; display-message -p y\n", expecting: (commands, .plain(0)))
        await client.send((try show("#{@ran}after"), .plain(1)))
        let answer = try await client.answer(to: .plain(0))
        guard case .refused(index: 0, let message)? = answer.failure else {
          Issue.record("not refused: \(String(describing: answer.failure))")
          return
        }
        #expect(message.contains("syntax error") || message.contains("parse error"), "\(message)")
        #expect(text(try await client.answer(to: .plain(1))) == [["after"]], "nothing of the line ran")
      }
    }
  }

  @Test("fault 17: comments and blanks get no reply; no line of ours can be one", arguments: TmuxBinaries.all)
  func swallowed(tmux: String) async throws {
    #expect(ControlLine([]) == nil)
    #expect(ControlLine.packing([]).isEmpty)
    try await withTmux(tmux: tmux) { server in
      try await withClient(of: server) { client in
        await client.write("# a comment\n   \n\t\nFOO=bar\n")
        for (number, value) in ["# x", " ", "", "#", "FOO=bar"].enumerated() {
          let set = try Command.set("@value", to: value, .server)
          let line = try #require(ControlLine([set, try Command.display("[#{@value}]")]))
          let answer = try await client.ask(line, .plain(number))
          #expect(answer.failure == nil)
          #expect(text(answer) == [[], ["[\(value)]"]])
        }
        #expect(await client.unanswered == 0)
      }
    }
  }

  @Test("fault 18: 20 000 lines in the pipe are answered in order, each with its own")
  func pipelined() async throws {
    try await withTmux { server in
      try await withClient(of: server) { client in
        let count = 20_000
        await client.send(try (0..<count).map { (try show("\($0)"), .plain($0)) })
        let last = try await client.answer(to: .plain(count - 1))
        #expect(text(last) == [["\(count - 1)"]])
        #expect(await client.order == (0..<count).map { .plain($0) })
        for number in stride(from: 0, to: count, by: 997) {
          #expect(text(try await client.answer(to: .plain(number))) == [["\(number)"]])
        }
      }
    }
  }

  @Test("fault 19: a prompt's reply never comes, and none behind it; what panes print still does")
  func neverAnswered() async throws {
    try await withTmux(command: "read line; printf 'printed\\n'; exec sleep 3600") { server in
      try await withClient(of: server) { client in
        let resume = ControlLine(Command.resume(PaneID(number: 0)))
        await client.write("confirm-before kill-server\n", expecting: (resume, .plain(0)))
        await client.send((resume, .plain(1)))
        try await server.run("send-keys", "-t", "%0", "Enter")
        _ = try await eventually("the pane printed") {
          String(decoding: await client.printed(by: PaneID(number: 0)), as: UTF8.self)
        } until: {
          $0.contains("printed")
        }
        // Asked after the prompt, answered by a client that has none.
        #expect(try await server.run("display-message", "-p", "alive") == "alive")
        #expect(await client.unanswered > 0)
        await client.terminate()
        _ = try await eventually("the stream is over") {
          await client.isOver
        } until: {
          $0
        }
      }
    }
  }

  @Test(
    "fault 21: hooks that print at every command come between our answers and take none", arguments: TmuxBinaries.all)
  func hooks(tmux: String) async throws {
    try await withTmux(tmux: tmux) { server in
      for command in ["display-message", "list-panes", "capture-pane", "set-option", "refresh-client"] {
        try await server.run(
          "set-hook", "-g", "after-\(command)", "list-sessions -F '%end 1 2 1' ; list-windows ; list-windows -t %99")
      }
      try await withClient(of: server) { client in
        let pane = PaneID(number: 0)
        let line = try #require(
          ControlLine([
            try Command.display("first", pane: pane), Command.captureSavedScreen(pane),
            try Command.set("@a", to: "b", .pane(pane)), Command.resume(pane),
            try Command.listPanes("#{pane_id}"),
          ]))
        for number in 0..<20 { await client.send((line, .plain(number))) }
        for number in 0..<20 {
          let answer = try await client.answer(to: .plain(number))
          #expect(answer.failure == nil)
          #expect(answer.replies.count == 5)
          #expect(answer.replies.first?.text == ["first"])
          #expect(answer.replies.last?.text == ["%0"])
        }
        #expect(await client.counters.hookBlocks > 100)
        #expect(await client.ends.isEmpty)
      }
    }
  }
}
