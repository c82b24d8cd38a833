import Foundation
import Screens
import Terminal
import TestSupport
import Testing
import TmuxControl

/// Seeds asked for while a program prints, in whatever state that leaves its pane.
@Suite("Faults of seeds", .serialized)
struct SeedFaults {
  /// `$ARGOSY_FAULT_SEEDS`; enough to meet every state in passing.
  private static let count = ProcessInfo.processInfo.environment["ARGOSY_FAULT_SEEDS"].flatMap { Int($0) } ?? 200

  @Test("fault 34: a seed at a random moment of a flood is tmux's screen", arguments: TmuxBinaries.all)
  func flood(tmux: String) async throws {
    let loop = """
      i=0; while :; do i=$((i+1)); [ $((i%8)) = 0 ] && sleep 0.001; \
      printf '\\033[%d;%dH\\033[0;3%dmline %d \\033[K漢\\r\\n' $((i%14+1)) $((i%37+1)) $((i%8)) $i; done
      """
    try await withTmux(command: loop, tmux: tmux) { server in
      try await withClient(of: server) { client in
        let check = SeedCheck(client, PaneID(number: 0), columns: 80, rows: 24)
        for number in 0..<Self.count / 2 {
          let seeded = try await check.seed()
          #expect(seeded.differences.isEmpty, "seed \(number)")
          let later = try #require(try await check.look()).differences
          // Of the line under way at the seed no capture tells the pen; the next line sets it.
          let unexpected = later.filter { $0.aspect != .style }
          #expect(unexpected.isEmpty, "after seed \(number)")
          #expect(Set(later.map(\.row)).count <= 1, "after seed \(number)")
          guard seeded.differences.isEmpty, unexpected.isEmpty else { return }
        }
      }
    }
  }

  @Test("fault 35: a seed at any byte of a random stream is tmux's screen")
  func cuts() async throws {
    try await withTmux { server in
      let faucet = try await Faucet(server)
      try await withClient(of: server) { client in
        let check = SeedCheck(client, faucet.pane, columns: 40, rows: 12)
        for number in 0..<Self.count / 2 {
          var scrawl = Scrawl(seed: UInt64(number))
          let bytes = scrawl.bytes(pieces: 24)
          let cut = 1 + scrawl.below(bytes.count - 1)
          try await faucet.print(bytes[..<cut], to: client)
          let seeded = try await check.seed()
          #expect(seeded.unexpected.isEmpty, "stream \(number), cut at \(cut)")
          try await faucet.print(bytes[cut...], to: client)
          guard seeded.unexpected.isEmpty else { return }
        }
      }
    }
  }

  @Test("fault 35: a pane known from its birth and seeded at any byte goes on like tmux's")
  func known() async throws {
    try await withTmux { server in
      try await withClient(of: server) { client in
        for number in 0..<Self.count / 8 {
          let faucet = try await Faucet(server)
          let check = SeedCheck(client, faucet.pane, columns: 40, rows: 12)
          await check.bear()
          var scrawl = Scrawl(seed: UInt64(10_000 + number))
          let bytes = scrawl.bytes(pieces: 40)
          let cut = 1 + scrawl.below(bytes.count - 1)
          let place = "stream \(number), cut at \(cut)"
          try await faucet.print(bytes[..<cut], to: client)
          #expect(try await check.seedAgain().unexpected.isEmpty, "\(place)")
          try await faucet.print(bytes[cut...], to: client)
          if let later = try await check.look() {
            #expect(!later.isGuess)
            // That a row without text goes on in the next one, no capture tells.
            let unexpected = later.unexpected.filter {
              $0.aspect != .wrapped && !Self.isErasedColour($0, client.tmux)
            }
            #expect(unexpected.isEmpty, "\(place), gone on")
          }
          try await server.run("kill-window", "-t", "\(faucet.pane)")
        }
      }
    }
  }

  /// Before 3.4 no capture shows what an erase has coloured behind the last character of a row.
  private static func isErasedColour(_ difference: ScreenDifference, _ tmux: TmuxVersion) -> Bool {
    guard tmux < .v3_4, difference.aspect == .style, let text = difference.tmux.split(separator: " on ").last else {
      return false
    }
    return text.allSatisfy { $0 == " " }
  }

  /// What the pane has printed when it is seeded, and what it prints then. What no capture tells is set anew.
  struct State: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String
    let after: String

    init(_ name: String, _ before: String, _ after: String) {
      (testDescription, self.before, self.after) = (name, before, after)
    }
  }

  static let states = [
    State("inside CSI", "text\u{1B}[0;3", "1mred"),
    State("inside CSI, before its first parameter", "\u{1B}[m\u{1B}[", "0mplain"),
    State("behind ESC", "\u{1B}", "[0mx"),
    State("inside the title", "\u{1B}]2;ne", "w\u{7}\u{1B}[mx"),
    State("inside the end of the title", "\u{1B}]2;new\u{1B}", "\\\u{1B}[mx"),
    State("inside DCS", "\u{1B}P+q544e", "00\u{1B}\\\u{1B}[mx"),
    State("inside APC", "\u{1B}_some", "thing\u{1B}\\\u{1B}[mx"),
    State("inside SGR of colours", "a\u{1B}[0;38;2;12", ";200;7mcolour"),
    State("waiting to wrap", String(repeating: "x", count: 40), "\u{1B}[my"),
    State("waiting to wrap, wide", String(repeating: "漢", count: 20), "\u{1B}[m字"),
    State("on the alternate screen", "$ shell\u{1B}[?1049h\u{1B}[3;3Hinside", "\u{1B}[m\u{1B}[5;5Hmore"),
    State("in a region with origin", "\u{1B}[3;6r\u{1B}[?6hin", "\u{1B}[m\r\nside\r\n\r\n\r\n\r\nend"),
    State("inserting", "abcdef\u{1B}[4h\u{1B}[1;3H", "\u{1B}[mXY"),
    State("without wrap", "\u{1B}[?7l" + String(repeating: "y", count: 50), "\u{1B}[mz"),
  ]

  /// Ends whatever is under way and makes the pane like new.
  private static let fresh = "\u{18}\u{1B}\\\u{1B}[?1049l\u{1B}c\u{1B}]2;\u{7}"

  @Test(
    "fault 35: a seed inside a sequence, at the edge, in modes and on the alternate screen", arguments: TmuxBinaries.all
  )
  func states(tmux: String) async throws {
    try await withTmux(tmux: tmux) { server in
      let faucet = try await Faucet(server)
      try await withClient(of: server) { client in
        let check = SeedCheck(client, faucet.pane, columns: 40, rows: 12)
        for state in Self.states {
          try await faucet.print((Self.fresh + state.before).utf8, to: client)
          #expect(try await check.seed().differences.isEmpty, "\(state.testDescription)")
          try await faucet.print(state.after.utf8, to: client)
          let later = try await check.look()
          #expect(later?.differences == [], "\(state.testDescription), gone on")
        }
      }
    }
  }

  @Test("fault 35: a seed in copy mode is the screen behind it, and of a pane that a zoomed one hides, its own")
  func modes() async throws {
    try await withTmux { server in
      let faucet = try await Faucet(server)
      try await withClient(of: server) { client in
        let text = (1...30).map { "line \($0)\r\n" }.joined()
        try await faucet.print(text.utf8, to: client)
        try await server.run("copy-mode", "-t", "\(faucet.pane)")
        try await server.run("send-keys", "-t", "\(faucet.pane)", "-X", "history-top")
        let check = SeedCheck(client, faucet.pane, columns: 40, rows: 12)
        #expect(try await check.seed().differences.isEmpty)
        try await faucet.print("\u{1B}[mbehind the mode".utf8, to: client)
        #expect(try await check.look()?.differences == [])

        try await server.run("split-window", "-t", "\(faucet.pane)", "exec sleep 3600")
        try await server.run("resize-pane", "-Z")
        let size = try await server.run(
          "display-message", "-p", "-t", "\(faucet.pane)", "#{pane_height} #{window_zoomed_flag} #{pane_in_mode}")
        let fields = size.split(separator: " ").compactMap { Int($0) }
        try #require(fields.count == 3 && fields[1] == 1 && fields[2] == 1)
        let hidden = SeedCheck(client, faucet.pane, columns: 40, rows: fields[0])
        #expect(try await hidden.seed().differences.isEmpty)
        try await faucet.print("\r\nbehind the zoomed one".utf8, to: client)
        let later = try await hidden.look()
        #expect(later?.differences == [], "behind the zoomed one: \(String(describing: later))")
      }
    }
  }

  @Test("fault 1: every byte value goes through a pane unchanged", arguments: TmuxBinaries.all)
  func everyByte(tmux: String) async throws {
    try await withTmux(tmux: tmux) { server in
      let faucet = try await Faucet(server)
      try await withClient(of: server) { client in
        let bytes = (0..<3).flatMap { _ in Array(UInt8.min...UInt8.max) } + Array("\u{18}\u{1B}\\".utf8)
        try await faucet.print(bytes, to: client)
        #expect(await client.printed(by: faucet.pane) == bytes)
        #expect(await client.counters.strayLines == 0)
        // Over a pipe no line of tmux's own ends with a CR (fault 14).
        #expect(!String(decoding: await client.wire, as: UTF8.self).unicodeScalars.contains("\r"))
      }
    }
  }

  @Test("fault 42: in a locale without UTF-8, replies and names keep their characters", arguments: ["C", "POSIX", ""])
  func locale(name: String) async throws {
    try await withTmux(session: "漢字 é 😀") { server in
      try await server.run("rename-window", "Fenster ü")
      let client = ControlClient()
      var environment = server.environment.filter { $0.key != "LANG" }
      environment["LC_ALL"] = name
      try await client.start(
        server.tmux, ["-S", server.socket, "attach", "-E", "-t", "$0"], environment: environment)
      let row = try Command.listPanes("#{session_name} #{window_name}")
      let answer = try await client.ask(ControlLine(row), .plain(0))
      await client.leave()
      #expect(answer.replies.map(\.text) == [["漢字 é 😀 Fenster ü"]])
    }
  }
}
