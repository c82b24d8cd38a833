import Daemon
import Foundation
import Screens
import TestSupport
import Testing
import TmuxControl

/// Sessions that come and go faster than anybody looks.
@Suite("Faults of churn", .serialized)
struct ChurnFaults {
  @Test(
    "fault 23: of 150 sessions made at once, a third killed at once, the others are watched and equal",
    arguments: TmuxBinaries.all)
  func manySessions(tmux: String) async throws {
    try await withRig(tmux: tmux) { rig in
      try await rig.run("up")
      let before = try await rig.doctor()
      let server = try await rig.server()
      let agents = try (0..<6).map { number in
        let agent = StandInAgent(directory: rig.tmux.directory, session: "s\(number * 25)")
        try "idle".write(to: agent.script, atomically: true, encoding: .utf8)
        return agent
      }
      // One after the other, as fast as a shell can.
      var script = "set -e\nt='\(rig.tmux.tmux) -u -S \(rig.tmux.socket)'\n"
      for number in 0..<150 {
        let command =
          agents.first { $0.session == "s\(number)" }.map { rig.command($0, process: "claude") }
          ?? "printf 'session \(number)'; exec sleep 1000"
        script += "$t new-session -d -x 80 -y 24 -P -F '#{pane_pid}' -s s\(number) \(ShellWord.quoted(command))\n"
        if number % 3 == 2 { script += "$t kill-session -t =s\(number)\n" }
      }
      let pids = try await Programs.run("/bin/sh", ["-c", script], environment: rig.tmux.environment)
        .split(separator: "\n").compactMap { Int32($0) }
      #expect(pids.count == 150)

      let left = agents.map(\.session).filter { Int($0.dropFirst()).map { $0 % 3 != 2 } ?? false }
      try await rig.settle(Dictionary(uniqueKeysWithValues: left.map { ($0, "idle") }))
      try await rig.expectEqual(panes: 101, "after the storm")
      for (number, pid) in pids.enumerated() where number % 3 == 2 {
        try await ProcessUnderTest(pid).ends("what ran in s\(number)")
      }
      func windows(_ target: String...) async throws -> Set<Substring> {
        Set(try await rig.tmux.run(["list-windows", "-F", "#{window_id}"] + target).split(separator: "\n"))
      }
      let after = try await rig.doctor()
      let theirs = try await windows("-a", "-f", "#{==:#{@argosy_hub},}")
      let ours = try await windows("-t", after.hub)
      #expect(theirs.count == 101)
      #expect(ours.isSuperset(of: theirs) && ours.count == 102, "the windows of sessions, and the board")
      #expect(after.client == before.client)
      #expect(after.reconnects == 0 && after.connection.strayLines == 0 && after.screens.drift == 0)
      #expect(try await rig.server().pid == server.pid)
    }
  }

  @Test(
    "fault 24: a session, a window or a pane that dies in the middle of its seed is gone, and nothing else",
    arguments: ["kill-session -t =dying", "kill-window -t =dying:0", "kill-pane -t =dying:0.0"])
  func diesInSeed(death: String) async throws {
    try await withRig { rig in
      try await rig.tmux.run(
        "new-session", "-d", "-x", "80", "-y", "24", "-s", "dying", "seq 100; exec sleep 1000")
      try await rig.tmux.run("split-window", "-d", "-t", "=dying:0", "seq 100; exec sleep 1000")
      let agent = try await rig.agent("alpha")
      let pane = try await rig.tmux.run("list-panes", "-t", "=dying:0.0", "-F", "#{pane_id}")
      let first = try #require(pane.split(separator: "\n").first)
      // A seed begins by asking for the pane's state; its first screen comes after this. Before there is a hub, the
      // same command asks who the server is.
      try await rig.tmux.run(
        "set-hook", "-g", "after-display-message",
        "if-shell -F '#{&&:#{==:#{pane_id},\(first)},#{S:#{@argosy_hub}}}'"
          + " 'set-hook -gu after-display-message ; \(death)'")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      #expect(try await rig.tmux.run("show-hooks", "-g", "after-display-message") == "after-display-message")
      let panes = death.hasPrefix("kill-pane") ? 3 : 2
      try await rig.expectEqual(panes: panes, death)
      #expect(
        try await rig.tmux.run("list-sessions", "-F", "#{session_name}").contains("dying") == (panes == 3))
      try await agent.does("work")
      try await rig.settle(["alpha": "working"])
      let doctor = try await rig.doctor()
      #expect(doctor.reconnects == 0)
      #expect(doctor.unseededPanes.isEmpty)
      // The hub's links keep what a killed session had until its seed is through.
      #expect((doctor.screens.failedSeeds > 0) == !death.hasPrefix("kill-session"))
    }
  }
}
