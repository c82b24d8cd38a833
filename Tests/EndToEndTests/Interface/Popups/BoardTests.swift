import Daemon
import Foundation
import TestSupport
import Testing

/// The board over a real client, driven with keys to its end.
@Suite("The board on a client")
struct BoardTests {
  @Test("the board lists, filters, answers and goes", arguments: PopupRig.sizes, TmuxBinaries.all)
  func board(_ size: PopupRig.Size, tmux: String) async throws {
    try await withPopups(size, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      try await popups.open("board")
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
      #expect(popups.answers("wonders") == [.init(kind: "question", choice: 2, label: "SQLite")])
      try await rig.settle(["asks": "blocked", "wonders": "done", "calm": "idle"])
      try await client.press("Escape", "Home")
      try await client.sees("npm test")
      try await client.type("/asks")
      try await client.press("Enter", "Enter")
      try await client.arrives(at: "asks")
      try await client.seesNo("in all")
      #expect(try await rig.agents()["asks"]?.state == "blocked" && popups.answers("asks").isEmpty)
    }
  }

  @Test(
    "the board follows its client's size, toggles the preview, and closes with q",
    arguments: TmuxBinaries.all)
  func resizing(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let client = popups.client
      try await popups.open("board")
      try await client.sees("Do you want to proceed?")
      try await client.press("Down", "Down")
      try await client.sees("line-80.")
      try await client.resize(columns: 60, rows: 15)
      try await client.sees("a small list") { $0.contains("in all") && !$0.contains("line-80.") }
      try await client.press("Tab")
      try await client.sees("line-80.")
      try await client.resize(columns: 120, rows: 35)
      try await client.sees("everything") { $0.contains("line-80.") && $0.contains("wonders") }
      // The preview is live.
      try await popups.agents["calm"]?.does("say fresh words")
      try await client.sees("fresh words")
      try await client.type("q")
      try await client.seesNo("in all")
    }
  }

  @Test(
    "the hub's own window shows the board, which jumps whoever looks at it and cannot be closed",
    arguments: TmuxBinaries.all)
  func hub(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
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

  @Test(
    "a popup whose daemon goes says so, and the next key closes it", arguments: ["board", "peek"], TmuxBinaries.all)
  func gone(_ kind: String, tmux: String) async throws {
    try await withPopups(PopupRig.sizes[1], tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      try await popups.open(kind, try await popups.pane("calm"))
      try await client.sees(kind == "board" ? "in all" : "line-80.")
      try await rig.run("down")
      try await client.sees("argosy has ended")
      try await client.type("x")
      try await client.seesNo("argosy has ended")
      try await rig.run("up")
    }
  }

  @Test(
    "the terminal is as it was after a key, a signal, and an error", arguments: ["q", "TERM", "error"],
    TmuxBinaries.all)
  func restored(_ way: String, tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
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
  @Test("a popup that cannot begin says why before it closes", arguments: PopupRig.sizes, TmuxBinaries.all)
  func trouble(_ size: PopupRig.Size, tmux: String) async throws {
    try await withPopups(size, tmux: tmux) { popups in
      try await popups.open("diff", try await popups.pane("calm"))
      try await popups.client.sees("is in no git repository")
      try await popups.client.type("x")
      try await popups.client.seesNo("is in no git repository")
    }
  }
}
