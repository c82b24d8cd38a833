import Daemon
import Foundation
import TestSupport
import Testing

/// The popups over a real client, driven with keys to their end.
@Suite("Popups on a client")
struct PopupTests {
  struct Size: Sendable, CustomStringConvertible {
    let columns: Int
    let rows: Int
    var description: String { "\(columns)x\(rows)" }
  }

  static let sizes = [Size(columns: 120, rows: 35), Size(columns: 60, rows: 15)]

  /// What a shell, a format or a menu would run.
  private static func hostile(_ rig: Rig) -> String { "#(touch \(evil(rig)))$(touch \(evil(rig)))" }
  private static func evil(_ rig: Rig) -> String { rig.tmux.directory.appendingPathComponent("evil").path }

  private func withFleet(
    _ size: Size, tmux: String? = nil, _ body: (Rig, AttachedClient, [String: StandInAgent]) async throws -> Void
  ) async throws {
    try await withRig(tmux: tmux) { rig in
      let agents = [
        "asks": try await rig.agent(
          "asks", script: "permission \"Bash command\" \"npm test\" \"Run the tests\"\nsay it goes on\nidle\nrepeat"),
        "wonders": try await rig.agent(
          "wonders", script: "question \"Which database?\" \"Postgres\" \"SQLite\"\nidle\nrepeat"),
        "calm": try await rig.agent("calm", script: "title \(Self.hostile(rig))\nidle\nrepeat"),
      ]
      try await rig.run("up")
      try await rig.settle(["asks": "blocked", "wonders": "blocked", "calm": "idle"])
      try await withClient(of: rig.tmux, columns: size.columns, rows: size.rows) { client in
        try await body(rig, client, agents)
      }
      #expect(!FileManager.default.fileExists(atPath: Self.evil(rig)))
    }
  }

  /// Opens a popup as a key would: nobody waits for it.
  private func open(_ rig: Rig, _ client: AttachedClient, _ words: String...) async throws {
    let quoted = ([rig.argosy, "ui", "-S", rig.tmux.socket, words[0], client.name] + words.dropFirst())
      .map { "'\($0)'" }.joined(separator: " ")
    try await rig.tmux.run("run-shell", "-b", quoted)
  }

  @Test("the board lists, filters, answers and goes", arguments: sizes)
  func board(_ size: Size) async throws {
    try await withFleet(size) { rig, client, _ in
      try await open(rig, client, "board")
      let screen = try await client.sees("the list") { $0.contains("2 need you") && $0.contains("calm") }
      let lines = screen.split(separator: "\n")
      let places = ["asks", "wonders", "calm"].map { name in lines.firstIndex { $0.contains(name) } ?? -1 }
      #expect(places == places.sorted() && !places.contains(-1), "\(screen)")
      try await client.sees("npm test")
      try await client.type("/won")
      try await client.seesNo("npm test")
      try await client.press("Enter")
      try await client.type("2")
      try await client.sees("submitted")
      try await rig.settle(["asks": "blocked", "wonders": "done", "calm": "idle"])
      try await client.press("Escape", "Home")
      try await client.sees("npm test")
      try await client.type("/asks")
      try await client.press("Enter", "Enter")
      try await client.arrives(at: "asks")
      try await client.seesNo("in all")
      #expect(try await rig.agents()["asks"]?.state == "blocked")
    }
  }

  @Test("the board follows its client's size, toggles the preview, and closes with q")
  func resizing() async throws {
    try await withFleet(Self.sizes[0]) { rig, client, agents in
      try await open(rig, client, "board")
      try await client.sees("Do you want to proceed?")
      try await client.press("Down", "Down")
      try await client.sees("Stand-in")
      try await client.resize(columns: 60, rows: 15)
      try await client.sees("a small list") { $0.contains("in all") && !$0.contains("Stand-in") }
      try await client.press("Tab")
      try await client.sees("Stand-in")
      try await client.resize(columns: 120, rows: 35)
      try await client.sees("everything") { $0.contains("Stand-in") && $0.contains("wonders") }
      // The preview is live.
      try await rig.run("send", "calm", "hello there")
      try await client.sees("hello there")
      try await client.type("q")
      try await client.seesNo("in all")
      #expect(agents.count == 3)
    }
  }

  @Test("a peek answers in place, and any other key closes it", arguments: sizes)
  func peek(_ size: Size) async throws {
    try await withFleet(size) { rig, client, _ in
      let session = try await rig.tmux.run("display-message", "-p", "-t", "=asks:", "#{session_id}")
      try await open(rig, client, "peek", session)
      try await client.sees("y allow")
      try await client.type("y")
      try await client.sees("it goes on")
      try await rig.settle(["asks": "done", "wonders": "blocked", "calm": "idle"])
      try await client.type("x")
      try await client.seesNo("it goes on")
      let calm = try await rig.tmux.run("display-message", "-p", "-t", "=calm:", "#{pane_id}")
      try await open(rig, client, "peek", calm)
      try await client.sees("go there")
      try await client.press("Enter")
      try await client.arrives(at: "calm")
    }
  }

  @Test("a prompt of several lines is sent, and its verdict is shown", arguments: sizes)
  func prompt(_ size: Size) async throws {
    try await withFleet(size) { rig, client, agents in
      let pane = try await rig.tmux.run("display-message", "-p", "-t", "=calm:", "#{pane_id}")
      try await open(rig, client, "prompt", pane)
      try await client.sees("Esc cancel")
      try await client.type("one")
      try await client.press("C-j")
      try await client.type("two")
      try await client.press("Enter")
      try await client.sees("submitted")
      try await client.press("Enter")
      try await client.seesNo("submitted")
      let calm = try #require(agents["calm"])
      let sent = InterfaceRig(rig: rig, person: client).entries(calm).filter { $0.event == "submit" }.map(\.text)
      #expect(sent == ["one\ntwo"])
      let blocked = try await rig.tmux.run("display-message", "-p", "-t", "=asks:", "#{pane_id}")
      try await open(rig, client, "prompt", blocked)
      try await client.sees("answer that first")
      try await client.type("go on")
      try await client.press("Enter", "Escape")
      try await client.seesNo("answer that first")
      #expect(agents["asks"]?.events().contains { $0.event == "submit" } == false)
    }
  }

  @Test("help shows the server's own keys and what its tmux cannot do", arguments: sizes)
  func help(_ size: Size) async throws {
    try await withFleet(size) { rig, client, _ in
      try await rig.tmux.run("bind-key", "-N", "Argosy: menu", "-T", "prefix", "G", "display-message", "x")
      try await open(rig, client, "keys")
      try await client.sees("After C-b")
      try await client.sees("the key with its note") { $0.firstMatch(of: /G +menu/) != nil }
      try await client.press("End")
      // No tmux before 3.7 has them.
      try await client.sees("floating panes")
      try await client.type("q")
      try await client.seesNo("any key")
    }
  }

  @Test("the form begins a feature, keeps a draft, and says a refusal in its place", arguments: sizes)
  func form(_ size: Size) async throws {
    try await withFeatures { features in
      let (rig, tmux) = (features.rig, features.rig.tmux)
      try await rig.run("up")
      try features.agent("search").script("idle\nrepeat")
      try await tmux.run("new-session", "-d", "-s", "work", "-c", features.path("dev/app"), "exec sleep 3600")
      let pane = try await tmux.run("display-message", "-p", "-t", "=work:", "#{pane_id}")
      try await withClient(of: tmux, session: "=work:", columns: size.columns, rows: size.rows) { client in
        try await open(rig, client, "form", pane)
        try await client.sees("dev/app")
        try await client.type("Add a search")
        try await client.press("Escape")
        try await client.seesNo("Repository")
        try await open(rig, client, "form", pane)
        try await client.sees("Add a search")
        try await client.press("Tab", "Tab", "C-u")
        try await client.type("/")
        try await client.press("Enter")
        // What the daemon refuses at once is said beside what was typed.
        try await client.sees("✗")
        try await client.press("C-u")
        try await client.type(features.path("dev/app"))
        try await client.press("Tab")
        try await client.type("nowhere")
        try await client.press("Enter")
        try await client.sees("there is no branch")
        try await client.press("Enter")
        try await client.seesNo("Repository")
        try await open(rig, client, "form", pane)
        try await client.sees("nowhere")
        try await client.press("Tab")
        try await client.type("search")
        try await client.press("Tab", "Tab", "C-u", "Enter")
        try await client.sees("is begun")
        try await client.press("Enter")
        try await client.seesNo("Repository")
        try await features.reaches("search", "is there") { $0.description == "Add a search" }
        try await open(rig, client, "form", pane)
        try await client.sees("what is to be built")
        try await client.press("Escape")
      }
    }
  }

  @Test("the diff is the worktree against its base, in the person's pager", arguments: sizes)
  func diff(_ size: Size) async throws {
    try await withFeatures(programs: ["a-pager": "#!/bin/sh\ncat\necho THE END\nread line </dev/tty\n"]) { features in
      let (rig, tmux) = (features.rig, features.rig.tmux)
      try await features.shell("git config --global core.pager a-pager")
      try await rig.run("up")
      try await features.begins("Add a search", name: "search", script: "idle\nrepeat")
      try await features.shell("cd dev/app/.claude/worktrees/search; echo changed >> README; echo new > other")
      try await withClient(of: tmux, columns: size.columns, rows: size.rows) { client in
        try await open(rig, client, "diff", "search")
        try await client.sees("THE END")
        let screen = try await client.sees("+changed")
        #expect(screen.contains("README"))
        // A pager that was left at once might not have been one: then Enter is asked for once more.
        _ = try await eventually("the popup is gone") {
          try await client.press("Enter")
          return try await client.screen()
        } until: {
          !$0.contains("THE END") && !$0.contains("diff of")
        }
      }
    }
  }

  @Test("the hub's own window shows the board, which jumps whoever looks at it and cannot be closed")
  func hub() async throws {
    try await withFleet(Self.sizes[0]) { rig, client, _ in
      let hub = try await rig.tmux.run("list-sessions", "-F", "#{session_id} #{session_name}").split(separator: "\n")
        .first { $0.contains("argosy") }?.split(separator: " ").first.map(String.init)
      let before = try await client.fact("#{session_id}")
      try await rig.tmux.run("switch-client", "-c", client.name, "-t", try #require(hub))
      try await client.sees("2 need you")
      try await client.press("q", "Escape", "C-c")
      try await client.type("/calm")
      try await client.press("Enter", "Enter")
      try await client.arrives(at: "calm")
      try await rig.tmux.run("switch-client", "-c", client.name, "-t", before)
      #expect(try await rig.outcome("status").status == 0)
    }
  }

  @Test("a popup whose daemon goes says so, and the next key closes it")
  func gone() async throws {
    try await withFleet(Self.sizes[1]) { rig, client, _ in
      try await open(rig, client, "board")
      try await client.sees("in all")
      try await rig.run("down")
      try await client.sees("argosy has ended")
      try await client.type("x")
      try await client.seesNo("argosy has ended")
      try await rig.run("up")
    }
  }

  @Test("the terminal is as it was after a key, a signal, and an error", arguments: ["q", "TERM", "error"])
  func restored(_ way: String) async throws {
    try await withFleet(Self.sizes[0]) { rig, client, _ in
      let report = rig.tmux.directory.appendingPathComponent("stty").path
      let words = way == "error" ? "popup --client none peek nobody" : "board"
      let foreground = """
        stty -a > \(report).1; '\(rig.argosy)' \(words) -S '\(rig.tmux.socket)'
        stty -a > \(report).2; echo after; exec sleep 3600
        """
      let pane = try await rig.tmux.run(
        "new-window", "-P", "-F", "#{pane_id}", "-t", "=first:", "sh", "-c", foreground)
      if way == "error" {
        try await client.sees("has no agent")
        try await client.type("x")
      } else {
        try await client.sees("in all")
        if way == "q" {
          try await client.type("q")
        } else {
          let tty = try await rig.tmux.run("display-message", "-p", "-t", pane, "#{pane_tty}")
          let list = try await Programs.run(
            "/bin/sh",
            ["-c", "ps -o pid=,args= -t \(tty.dropFirst(5)) | grep ' board ' | grep -v grep | grep -v 'sh -c'"],
            environment: rig.tmux.environment)
          let pid = try #require(list.split(separator: " ").first.flatMap { Int32($0) })
          kill(pid, SIGTERM)
        }
      }
      try await client.sees("after")
      let (first, second) = (
        try String(contentsOfFile: report + ".1", encoding: .utf8),
        try String(contentsOfFile: report + ".2", encoding: .utf8)
      )
      #expect(first == second && first.contains(" icanon") && !first.isEmpty)
      #expect(try await rig.tmux.run("display-message", "-p", "-t", pane, "#{alternate_on}#{cursor_flag}") == "01")
    }
  }
}
