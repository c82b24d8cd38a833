import Daemon
import Foundation
import Screens
import TestSupport
import Testing

/// What changes screens, sizes and places without a byte on the stream.
@Suite("Faults of state", .serialized)
struct StateFaults {
  private static let counter =
    "i=0; while :; do i=$((i+1)); printf '\\033[0;3%dm%d \\033[K漢 some text\\033[m\\r\\n' $((i%8)) $i; sleep 0.01; done"

  @Test("fault 36: a storm of resizes over a shell's screen, a full screen and a running program")
  func resizeStorm() async throws {
    try await withRig { rig in
      let paintings = [
        "plain": "seq 200; printf 'a long line %.0s' 1 2 3 4 5 6 7 8 9; exec sleep 1000",
        "full": "seq 50; printf '\\033[?1049h\\033[2J\\033[3;8r\\033[5;5Hfull 漢字'; exec sleep 1000",
        "busy": Self.counter,
      ]
      for (session, painting) in paintings {
        try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", session, painting)
      }
      try await rig.run("up")
      try await rig.expectEqual(panes: 4, "at first")
      let sizes = (0..<60).map { (20 + $0 * 37 % 90, 5 + $0 * 13 % 40) }
      for part in stride(from: 0, to: sizes.count, by: 6) {
        var commands: [String] = []
        for (columns, rows) in sizes[part..<part + 6] {
          for session in paintings.keys.sorted() {
            commands += ["resize-window", "-t", "=\(session):", "-x", "\(columns)", "-y", "\(rows)", ";"]
          }
        }
        try await rig.tmux.run(Array(commands.dropLast()))
      }
      try await rig.expectEqual(panes: 4, "after the storm")
      #expect(try await rig.doctor().screens.drift == 0)
    }
  }

  @Test("fault 38: panes that move, join, break and swap between sessions stay watched and equal")
  func moves() async throws {
    try await withRig { rig in
      for session in ["one", "two"] {
        try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", session, Self.counter)
        try await rig.tmux.run("new-window", "-d", "-t", "=\(session):", "printf '\(session)'; exec sleep 1000")
      }
      try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.expectEqual(panes: 6, "at first")
      let agent = try #require(try await rig.settle(["alpha": "idle"])["alpha"]?.pane)
      try await rig.tmux.run("join-pane", "-d", "-s", "=one:0.0", "-t", "=two:0.0")
      try await rig.expectEqual(panes: 6, "joined")
      try await rig.tmux.run("swap-pane", "-d", "-s", agent, "-t", "=two:0.0")
      try await rig.settle(["two": "idle"])
      try await rig.expectEqual(panes: 6, "swapped")
      try await rig.tmux.run("break-pane", "-d", "-s", agent, "-t", "=first:7")
      let moved = try await rig.settle(["first": "idle"])
      #expect(moved["first"]?.pane == agent)
      try await rig.expectEqual(panes: 6, "broken out")
      try await rig.tmux.run("move-window", "-d", "-s", "=first:7", "-t", "=one:9")
      try await rig.tmux.run("swap-window", "-d", "-s", "=one:9", "-t", "=two:0")
      try await rig.settle(["two": "idle"])
      try await rig.expectEqual(panes: 6, "moved")
      let doctor = try await rig.doctor()
      #expect(doctor.screens.drift == 0)
      #expect(doctor.reconnects == 0)
    }
  }

  #if os(Linux)
    @Test("fault 38: what a pane prints after it was broken out of its window is not kept by the server for ever")
    func growth() async throws {
      try await withRig { rig in
        try await rig.tmux.run("set-option", "-g", "history-limit", "0")
        try await rig.run("up")
        let gate = rig.file("gate").path
        let megabytes = 10
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", "loud",
          "mkfifo \(gate); cat \(gate); yes 'some text of a loud program' | head -c \(megabytes)000000;"
            + " touch \(rig.file("printed").path); exec sleep 1000")
        try await rig.expectEqual(panes: 2, "at first")
        try await rig.tmux.run("split-window", "-d", "-t", "=loud:", "exec sleep 1000")
        try await rig.tmux.run("break-pane", "-d", "-s", "=loud:0.0", "-t", "=first:5")
        try await rig.expectEqual(panes: 3, "broken out")
        let server = try await rig.server()
        let before = try server.memory()
        _ = try await Programs.run("/bin/sh", ["-c", ": > \(gate)"], environment: rig.tmux.environment)
        _ = try await eventually("everything is printed") {
          FileManager.default.fileExists(atPath: rig.file("printed").path)
        } until: {
          $0
        }
        try await rig.expectEqual(panes: 3, "quiet again")
        let growth = try server.memory() - before
        #expect(growth < megabytes * 500, "\(growth) KB for \(megabytes) MB")
      }
    }
  #endif

  @Test("fault 39: windows linked twice and sessions in a group hold each pane once")
  func duplicates() async throws {
    try await withRig { rig in
      try await rig.agent("alpha")
      try await rig.tmux.run("link-window", "-d", "-s", "=alpha:0", "-t", "=first:5")
      try await rig.run("up")
      // Of several sessions, the oldest is told.
      try await rig.settle(["first": "idle"])
      try await rig.tmux.run("new-session", "-d", "-t", "=alpha", "-s", "group")
      try await rig.tmux.run("link-window", "-d", "-s", "=alpha:0", "-t", "=alpha:6")
      try await rig.tmux.run("new-window", "-d", "-t", "=group:", "exec sleep 1000")
      try await rig.expectEqual(panes: 3, "linked, grouped")
      let status = try await rig.status()
      #expect(status.agents.count == 1)
      try await rig.tmux.run("kill-session", "-t", "=group")
      try await rig.tmux.run("unlink-window", "-t", "=first:5")
      try await rig.expectEqual(panes: 3, "unlinked")
      try await rig.settle(["alpha": "idle"])
      try await rig.tmux.run("kill-session", "-t", "=alpha")
      try await rig.settle([:])
      try await rig.expectEqual(panes: 1, "killed")
    }
  }

  static let names = [
    "two words", "it's \"quoted\"", "🙂 漢字 é", "%end 1 2 1", "%exit", "$1", "#{pid}", "#S", "back\\slash", "-x", "a;b",
    "~",
    "_argosy2",
  ]

  @Test("fault 40: sessions of any name are watched, named right, and written to", arguments: TmuxBinaries.all)
  func names(tmux: String) async throws {
    try await withRig(tmux: tmux) { rig in
      try await rig.run("up")
      let agent = StandInAgent(directory: rig.tmux.directory, session: "any")
      try "idle".write(to: agent.script, atomically: true, encoding: .utf8)
      try await rig.tmux.run(
        "new-session", "-d", "-x", "80", "-y", "24", "-s", "any", rig.command(agent, process: "claude"))
      let id = try #require(try await rig.settle(["any": "idle"])["any"]?.session)
      for name in Self.names + ["a.b:c"] {
        // Formats in a name are expanded; a doubled # is one.
        try await rig.tmux.run("rename-session", "-t", id, "--", name.replacing("#", with: "##"))
        // Up to 3.6 a dot and a colon become _.
        let held = try await rig.tmux.run("display-message", "-p", "-t", "\(id):", "#{session_name}")
        try await rig.settle([held: "idle"])
      }
      #expect(try await rig.option("@argosy_status", "-t", id) == "idle")
      #expect(try await rig.doctor().reconnects == 0)
      try await rig.tmux.run("rename-window", "-t", "\(id):", "%end 1 2 1")
      try await agent.does("work")
      _ = try await eventually("the agent works") {
        try await rig.status().agents.map(\.state)
      } until: {
        $0 == ["working"]
      }
      #expect(try await rig.run("down") == "argosy is down.")
      #expect(try await rig.option("@argosy_status", "-t", id) == "")
    }
  }

  @Test("fault 41: a cleared history and a terminal reset from outside are found by a comparison, and mended")
  func outsideResets() async throws {
    try await withRig { rig in
      try await rig.tmux.run(
        "new-session", "-d", "-x", "80", "-y", "24", "-s", "painted",
        "seq 100; printf '\\033[3;9r\\033[?6h\\033[31mred'; exec sleep 1000")
      try await rig.run("up")
      try await rig.expectEqual(panes: 2, "at first")
      try await rig.tmux.run("clear-history", "-t", "=painted:")
      try await rig.expectEqual(panes: 2, "without history")
      #expect(try await rig.doctor().screens.drift == 0)
      try await rig.tmux.run("send-keys", "-R", "-t", "=painted:")
      let report = try await rig.verify()
      #expect(report.count(.drift) == 1, "nothing tells of it")
      try await rig.expectEqual(panes: 2, "mended")
    }
  }
}
