import TestSupport
import Testing
import TmuxControl
import World

@testable import Fleet

@Suite("Giving input to a pane")
struct PaneInputTests {
  /// A pane that shows a box and what is typed behind it.
  private func withPane(_ body: (PaneInput, PrivateTmux) async throws -> Void) async throws {
    try await withTmux(command: #"printf '❯ Try "x"\n'; exec cat"#) { server in
      let pane = try #require(PaneID(try await server.run("list-panes", "-F", "#{pane_id}")))
      let input = PaneInput(
        tmux: TmuxProgram(path: server.tmux), server: ServerAddress(socket: server.socket), pane: pane,
        timeout: .seconds(120))
      _ = try await eventually("the pane shows its box") {
        try await rows(server)
      } until: {
        $0.first == #"❯ Try "x""#
      }
      try await body(input, server)
    }
  }

  private func rows(_ server: PrivateTmux) async throws -> [String] {
    try await server.run("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("what the guard demands holds: it is done, and no buffer is left")
  func done() async throws {
    try await withPane { input, server in
      let facts = try await input.examine()
      #expect(!facts.isInMode && facts.viewers.isEmpty)
      let guarded = ScreenGuard(try await rows(server), rows: [0], people: facts.people, place: facts.place)
      #expect(try await input.perform(.paste("one 'two' #{three}\n"), if: guarded, buffer: "b"))
      _ = try await eventually("the text arrives") {
        try await rows(server)
      } until: {
        $0.contains("one 'two' #{three}")
      }
      #expect(try await input.perform(.type("it's; $HOME"), if: ScreenGuard(), buffer: "b"))
      #expect(try await input.perform(.press(.enter), if: ScreenGuard(), buffer: "b"))
      _ = try await eventually("the keys arrive") {
        try await rows(server)
      } until: {
        $0.contains("it's; $HOME")
      }
      #expect(try await server.run("list-buffers").isEmpty)
    }
  }

  @Test("a row, a cursor or a mode that is not as it was: nothing is done, and no buffer is left")
  func declined() async throws {
    try await withPane { input, server in
      let facts = try await input.examine()
      let before = try await rows(server)
      let other = ScreenGuard(["❯ draft"], rows: [0])
      #expect(try await !input.perform(.paste("x"), if: other, buffer: "b"))
      #expect(try await !input.perform(.paste("x"), if: ScreenGuard(place: "9.9.9.0"), buffer: "b"))
      #expect(try await !input.perform(.paste("x"), if: ScreenGuard(people: "$0=1/"), buffer: "b"))
      try await server.run("copy-mode")
      #expect(try await input.examine().isInMode)
      #expect(try await !input.perform(.paste("x"), if: ScreenGuard(people: facts.people), buffer: "b"))
      #expect(try await !input.perform(.press(.enter), if: ScreenGuard(), buffer: "b"))
      #expect(try await input.perform(.leaveMode, if: ScreenGuard(), buffer: "b"))
      #expect(try await !input.examine().isInMode)
      #expect(try await rows(server) == before)
      #expect(try await server.run("list-buffers").isEmpty)
    }
  }

  @Test("a piece is given only while tmux holds what is known of the pieces before, and is counted with the deed")
  func tally() async throws {
    try await withPane { input, server in
      #expect(try await input.examine().tally == "")
      var first = ScreenGuard()
      first.count = Tally.Count(expected: "", next: "a1.1")
      #expect(try await input.perform(.type("x"), if: first, buffer: "b"))
      #expect(try await input.examine().tally == "a1.1")
      #expect(try await !input.perform(.type("x"), if: first, buffer: "b"), "an earlier life's, that comes late")
      let inherited = try await server.run("show-environment", "-g")
      #expect(!inherited.contains("argosy_given"))
      let tallies = HiddenVariables(tmux: input.tmux, server: input.server)
      try await tallies.forgetTallies(except: [input.pane])
      #expect(try await input.examine().tally == "a1.1")
      try await tallies.forgetTallies(except: [])
      #expect(try await input.examine().tally == "")
    }
  }

  @Test("a pane that is gone cannot be examined, and a deed to it is not called done")
  func gone() async throws {
    try await withPane { input, server in
      let missing = PaneInput(tmux: input.tmux, server: input.server, pane: PaneID(number: 4711))
      await #expect(throws: TmuxFailure.self) { try await missing.examine() }
      let isDone = (try? await missing.perform(.paste("x"), if: ScreenGuard(), buffer: "b")) ?? false
      #expect(!isDone)
      let buffers = try await server.run("list-buffers")
      #expect(buffers.isEmpty)
    }
  }

  @Test("panes that share their keys and a pane without input are told of, and given nothing")
  func shared() async throws {
    try await withPane { input, server in
      let plain = try await input.examine()
      #expect(plain.obstacle == nil)
      try await server.run("split-window", "-d", "exec cat")
      try await server.run("set-option", "-w", "synchronize-panes", "on")
      #expect(try await input.examine().obstacle == .synchronized)
      #expect(try await !input.perform(.press(.enter), if: ScreenGuard(), buffer: "b"))
      #expect(try await !input.perform(.paste("x"), if: ScreenGuard(), buffer: "b"))
      try await server.run("set-option", "-w", "synchronize-panes", "off")
      try await server.run("select-pane", "-d", "-t", "\(input.pane)")
      #expect(try await input.examine().obstacle == .inputOff)
      #expect(try await !input.perform(.type("x"), if: ScreenGuard(), buffer: "b"))
      try await server.run("select-pane", "-e", "-t", "\(input.pane)")
      #expect(try await input.perform(.type("x"), if: ScreenGuard(), buffer: "b"))
    }
  }

  @Test("who has a pane beside the active one on the screen sees it, and types elsewhere")
  func beside() async throws {
    try await withPane { input, server in
      #expect(try await !input.examine().isSeen)
      try await server.run("split-window", "exec cat")
      try await server.run(
        "new-session", "-d", "-s", "outer", "exec env -u TMUX \(server.tmux) -S \(server.socket) attach -t =first")
      let facts = try await eventually("a client is attached") {
        try await input.examine()
      } until: {
        $0.isSeen
      }
      #expect(facts.viewers.isEmpty)
      try await server.run("new-window", "-t", "=first:", "exec cat")
      #expect(try await !input.examine().isSeen)
    }
  }
}
