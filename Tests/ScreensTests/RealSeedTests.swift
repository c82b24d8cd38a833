import Foundation
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import TmuxControl

/// Keeps the answers of a connection.
private final class Answers: ConnectionSink {
  var all: [Answer<String>] = []

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {}
  func answering(_ purpose: String) {}
  func answered(_ answer: Answer<String>) { all.append(answer) }
  func notified(_ notification: TmuxControl.Notification) {}
  func ended(_ reason: String?) {}
}

/// What a program has left on the screen when argosy first sees it.
struct Scribble: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  /// What the program prints later, when the model is live; it must do the same to model and pane.
  var more = "\u{1B}[0mnext \u{1B}[Khere\r\n\u{1B}[2;5H#"

  init(_ name: String, _ text: String) {
    testDescription = name
    self.text = text
  }

  static let all = [
    Scribble("nothing", ""),
    Scribble(
      "colours, wide and combining characters, cursor in the middle",
      "\u{1B}[1;31mred\u{1B}[0m 漢字 e\u{301}\r\n\u{1B}[48;2;1;2;3mbackground"
        + "\u{1B}[4;38;5;99mmore\u{1B}[m.\r\n\u{1B}[2;4H"),
    Scribble("line drawing", "\u{1B}(0lqqk\u{1B}(B plain\r\n\u{1B}(0mqqj\u{1B}(B"),
    Scribble("a cursor that waits behind the last column", "\u{1B}[5;1H" + String(repeating: "x", count: 80)),
    Scribble(
      "wide characters at the edge",
      String(repeating: "漢", count: 40) + "\r\n" + String(repeating: "字", count: 45)),
    Scribble("many lines scrolled away", (1...60).map { "line \($0)\r\n" }.joined() + "\u{1B}[10;7H"),
    Scribble(
      "the alternate screen over a shell",
      "$ shell\r\n$ agent\u{1B}[?1049h\u{1B}[2J\u{1B}[3;3H\u{1B}[7minside 漢\u{1B}[0m\u{1B}[?25l\u{1B}[20;40H"),
    Scribble("a scroll region, origin mode and insert mode", "\u{1B}[3;10r\u{1B}[?6h\u{1B}[4hin\r\nside\u{1B}[2;2H"),
    Scribble("trailing blanks, tabs and erased colour", "a\tb   \r\n\u{1B}[44m  \u{1B}[K\u{1B}[m\r\n\t\tend  "),
    Scribble("what looks like the end of a reply", "%end 1 2 1\r\n%error 1 2 1\r\n%begin 1 2 1\r\n%exit\r\n%end"),
    Scribble("a title with words of tmux", "\u{1B}]2;#{pid} #(id) a\u{7}\u{1B}[9;9Hx"),
  ]
}

@Suite("Seeding from a real tmux")
struct RealSeedTests {
  /// Seeds a terminal from a pane, as the daemon does.
  private func seed(_ server: PrivateTmux, _ pane: PaneID) async throws -> Terminal {
    let version = try #require(TmuxVersion(try await server.run("-V")))
    let line = try #require(try SeedTransaction.line(for: pane))
    let answer = try await answer(server, line)
    #expect(answer.failure == nil)
    #expect(answer.replies.count == line.commands.count)
    let snapshot = try #require(SeedTransaction.snapshot(from: answer.replies, tmux: version))
    return Terminal(snapshot)
  }

  /// Sends a line on a control connection that stays open until the answer is there.
  private func answer(_ server: PrivateTmux, _ line: ControlLine) async throws -> Answer<String> {
    let log = server.directory.appendingPathComponent("log-\(UUID().uuidString)")
    try Data().write(to: log)
    let output = try FileHandle(forWritingTo: log)
    let input = Foundation.Pipe()
    let client = try SpawnedProcess(
      .init(
        path: server.tmux, arguments: ["tmux", "-u", "-S", server.socket, "-C", "attach", "-E", "-t", "$0"],
        environment: server.environment, standardInput: input.fileHandleForReading.fileDescriptor,
        standardOutput: output.fileDescriptor, standardError: output.fileDescriptor))
    try input.fileHandleForReading.close()
    try output.close()
    // Until it is attached it is no client that output could go on to.
    _ = try await eventually("the client was attached") {
      String(decoding: try Data(contentsOf: log), as: UTF8.self)
    } until: {
      $0.contains("%session-changed")
    }
    try input.fileHandleForWriting.write(contentsOf: Data(line.bytes))
    let answers = try await eventually("the line was answered") {
      var connection = ControlConnection<String>()
      let answers = Answers()
      _ = connection.send(line, for: "seed")
      connection.receive(Array(try Data(contentsOf: log)).span, answers)
      return answers.all
    } until: {
      !$0.isEmpty
    }
    try input.fileHandleForWriting.close()
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        client.wait()
        continuation.resume()
      }
    }
    return try #require(answers.first)
  }

  private func compare(_ terminal: Terminal, _ server: PrivateTmux, _ when: String) async throws {
    let rows = try await server.run("capture-pane", "-p").components(separatedBy: "\n")
    // As tmux prints it: from 3.6 on a tab is one.
    let shown = (0..<terminal.rows).map { row in
      let line = String(decoding: terminal.printedLine(row).bytes, as: UTF8.self)
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    #expect(shown == rows + Array(repeating: "", count: max(0, shown.count - rows.count)), "\(when)")
    let place = try await server.run(
      "display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag} #{alternate_on} #{scroll_region_upper}")
    let cursor = terminal.cursor
    #expect(
      place
        == "\(cursor.column) \(cursor.row) \(cursor.isVisible ? 1 : 0) \(terminal.isAlternate ? 1 : 0) \(terminal.scrollRegion.lowerBound)",
      "\(when)")
  }

  /// Prints in the pane, and more of it after ``goOn(_:)``. Behind each text stands a mode that is on no screen: when
  /// tmux tells of it, it has read the text.
  private func pane(_ server: PrivateTmux, printing text: String, then more: String) async throws -> PaneID {
    let (first, second) = (server.directory.appendingPathComponent("1"), server.directory.appendingPathComponent("2"))
    try Data((text + "\u{1B}[?1h").utf8).write(to: first)
    try Data((more + "\u{1B}[?1l").utf8).write(to: second)
    let go = gate(server)
    try await server.run(
      "respawn-pane", "-k",
      "stty -echo -opost; mkfifo \(go); cat \(first.path); cat \(go); cat \(second.path); exec sleep 3600")
    try await read("1", server)
    return try #require(PaneID(try await server.run("display-message", "-p", "#{pane_id}")))
  }

  private func goOn(_ server: PrivateTmux) async throws {
    try #require(FileHandle(forWritingAtPath: gate(server))).close()
    try await read("0", server)
  }

  private func gate(_ server: PrivateTmux) -> String { server.directory.appendingPathComponent("go").path }

  private func read(_ flag: String, _ server: PrivateTmux) async throws {
    _ = try await eventually("tmux read the text") {
      try await server.run("display-message", "-p", "#{keypad_cursor_flag}")
    } until: {
      $0 == flag
    }
  }

  @Test("a seeded screen is what tmux shows, and goes on like it", arguments: Scribble.all)
  func seeds(scribble: Scribble) async throws {
    try await withTmux { server in
      let pane = try await pane(server, printing: scribble.text, then: scribble.more)
      var terminal = try await seed(server, pane)
      #expect(terminal.invariantViolations() == [])
      try await compare(terminal, server, "seeded")
      let title = try await server.run("display-message", "-p", "#{pane_title}")
      #expect(terminal.title == title)
      for row in 0..<terminal.rows where scribble.text.isEmpty { #expect(terminal.text(row: row) == "") }

      try await goOn(server)
      terminal.feed(Array(scribble.more.utf8))
      try await compare(terminal, server, "gone on")
    }
  }

  @Test("what is left of the normal screen comes back when the alternate one goes")
  func alternate() async throws {
    try await withTmux { server in
      let pane = try await pane(
        server, printing: "$ one\r\n\u{1B}[32m$ two 漢\u{1B}[m\r\n$\u{1B}[?1049h\u{1B}[2J\u{1B}[Hover all",
        then: "\u{1B}[?1049l")
      var terminal = try await seed(server, pane)
      #expect(terminal.isAlternate)
      try await compare(terminal, server, "over")
      try await goOn(server)
      terminal.feed(Array("\u{1B}[?1049l".utf8))
      try await compare(terminal, server, "back")
      #expect(terminal.text(row: 1) == "$ two 漢")
      #expect(terminal.cell(row: 1, column: 0).style.foreground == .palette(2))
    }
  }

  @Test("a pane that is gone refuses the seed")
  func gone() async throws {
    try await withTmux { server in
      let line = try #require(try SeedTransaction.line(for: PaneID(number: 77)))
      let answer = try await answer(server, line)
      #expect(answer.replies.isEmpty || answer.failure != nil)
      #expect(SeedTransaction.snapshot(from: answer.replies, tmux: .v3_3) == nil)
    }
  }
}
