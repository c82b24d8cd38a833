import Daemon
import Foundation
import Screens
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("What tmux does without saying so", .serialized)
struct TrapTests {
  @Test("a window opened from inside an old session, where tmux takes the hub for the current one, is given back")
  func windowsInTheHub() async throws {
    try await withRig { rig in
      try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", "old", "exec bash --norc")
      try await rig.run("up")
      try await rig.tmux.run("send-keys", "-t", "=old:", "-l", "tmux new-window -d 'exec sleep 777'")
      try await rig.tmux.run("send-keys", "-t", "=old:", "Enter")
      let windows = try await eventually("the window is in a session of the person's") {
        try await rig.tmux.run(
          "list-panes", "-a", "-F", "#{session_name} #{window_id} #{pane_start_command}", "-f",
          "#{!=:#{session_name},_argosy}")
      } until: {
        $0.contains("sleep 777")
      }
      let window = try #require(
        windows.split(separator: "\n").first { $0.contains("sleep 777") }?.split(separator: " ")[1])
      // And it ends with that session, as any other.
      let session = try #require(
        windows.split(separator: "\n").first { $0.contains("sleep 777") }?.split(separator: " ")[0])
      try await rig.tmux.run("kill-session", "-t", "=\(session)")
      _ = try await eventually("the window has ended") {
        try await rig.tmux.run("list-windows", "-a", "-F", "#{window_id}")
      } until: {
        !$0.split(separator: "\n").contains(window)
      }
    }
  }

  @Test(
    "rows of a hidden screen that look like tmux's own words are only rows",
    arguments: ["%exit", "%pause %0", "%continue %0", "%end 1 2 1", "%begin 1 2 1"])
  func forgedRows(line: String) async throws {
    try await withRig { rig in
      try await rig.tmux.run(
        "new-session", "-d", "-x", "80", "-y", "24", "-s", "forger",
        "printf '%s\\n' '\(line)'; printf '\\033[?1049hshown'; exec sleep 1000")
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      try await rig.tmux.run("resize-window", "-t", "=forger:", "-x", "70", "-y", "20")
      try await agent.does("permission \"Bash command\" \"ls\"")
      try await rig.settle(["alpha": "blocked"])
      let doctor = try await rig.doctor()
      #expect(doctor.reconnects == 0)
      #expect(doctor.screens.failedSeeds == 0)
      #expect(doctor.screens.pauses == 0)
    }
  }

  @Test("a respawned pane is noticed at once: agent to agent, agent to something else, and back")
  func respawn() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      let pane = try #require(try await rig.settle(["alpha": "idle"])["alpha"]?.pane)
      try await rig.tmux.run("respawn-pane", "-k", "-t", pane, "exec sleep 1000")
      try await rig.settle([:])
      let screen = try await eventually("the screen is empty") {
        try JSONDecoder().decode(
          ExplainReport.self, from: Data(try await rig.run("explain", "--json", pane).utf8)
        ).screen.joined()
      } until: {
        $0.isEmpty
      }
      #expect(screen.isEmpty)
      try await rig.tmux.run("respawn-pane", "-k", "-t", pane, rig.command(agent, process: "node"))
      try await rig.settle(["alpha": "idle"])
      try await agent.does("work")
      try await rig.settle(["alpha": "working"])
      try await rig.tmux.run("respawn-pane", "-k", "-t", pane, rig.command(agent, process: "claude"))
      try await rig.settle(["alpha": "idle"])
    }
  }

  @Test("an agent stopped with ^Z is no longer shown, and shown again when it goes on")
  func stopped() async throws {
    try await withRig { rig in
      try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", "shell", "HISTFILE= exec bash --norc")
      try await rig.run("up")
      let agent = StandInAgent(directory: rig.tmux.directory, session: "shell")
      try "idle".write(to: agent.script, atomically: true, encoding: .utf8)
      let command = rig.command(agent, process: "claude").replacing("exec bash", with: "bash")
      try await rig.tmux.run("send-keys", "-t", "=shell:", "-l", command)
      try await rig.tmux.run("send-keys", "-t", "=shell:", "Enter")
      let found = try #require(try await rig.settle(["shell": "idle"])["shell"])
      try await agent.does("work")
      try await rig.settle(["shell": "working"])
      let report = try JSONDecoder().decode(
        ExplainReport.self, from: Data(try await rig.run("explain", "--json", found.pane).utf8))
      let pid = try #require(report.process?.pid)
      // The agent reads keys raw, so ^Z is only a key to it; the shell sees a stopped job all the same.
      #expect(kill(pid, SIGSTOP) == 0)
      try await rig.settle([:])
      try await rig.tmux.run("send-keys", "-t", "=shell:", "-l", "fg")
      try await rig.tmux.run("send-keys", "-t", "=shell:", "Enter")
      try await rig.settle(["shell": "working"])
    }
  }

  @Test("the server ends with its last session, though the hub had a window in it")
  func lastSession() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let pid = try await rig.doctor().pid
      try await rig.tmux.run("kill-session", "-t", "=first")
      _ = try await eventually("the daemon is gone") {
        kill(pid, 0)
      } until: {
        $0 != 0
      }
      _ = try await eventually("the server is gone") {
        try await Programs.outcome(
          rig.tmux.tmux, ["-S", rig.tmux.socket, "list-sessions"], environment: rig.tmux.environment
        ).status
      } until: {
        $0 != 0
      }
    }
  }

  @Test("a daemon with another runtime directory is refused: the server knows that it is served")
  func otherDirectory() async throws {
    try await withRig { rig in
      try await rig.run("up")
      var environment = rig.tmux.environment
      let other = rig.tmux.directory.appendingPathComponent("other")
      try FileManager.default.createDirectory(
        at: other, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      environment["XDG_RUNTIME_DIR"] = other.path
      let outcome = try await Programs.outcome(
        rig.argosy, ["up", "-S", rig.tmux.socket], environment: environment)
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("XDG_RUNTIME_DIR"))
      let hubs = try await rig.tmux.run("list-sessions", "-F", "#{@argosy_hub}")
      #expect(hubs.split(separator: "\n").count == 1)
    }
  }

  @Test("up and down, again and again, always work and leave nothing")
  func upAndDown() async throws {
    try await withRig { rig in
      try await rig.agent("alpha")
      // What it shows is told as it is, also while it is only starting.
      _ = try await eventually("it is at its prompt") {
        try await rig.tmux.run("capture-pane", "-p", "-t", "=alpha:")
      } until: {
        $0.contains("❯")
      }
      for _ in 0..<8 {
        #expect(try await rig.run("up").contains("1 agent: 1 idle"))
        #expect(try await rig.run("down") == "argosy is down.")
      }
      let sessions = try await rig.tmux.run("list-sessions", "-F", "#{session_name}")
      #expect(sessions == "alpha\nfirst")
    }
  }

  @Test("a daemon that does not answer is given up, with a word on what to do")
  func silentDaemon() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let pid = try await rig.doctor().pid
      #expect(kill(pid, SIGSTOP) == 0)
      let outcome = try await rig.outcome("doctor")
      #expect(kill(pid, SIGCONT) == 0)
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("does not answer"))
    }
  }
}
