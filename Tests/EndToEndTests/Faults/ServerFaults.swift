import Daemon
import Foundation
import Screens
import TestSupport
import Testing
import TmuxControl

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The server dies, stands still, or begins badly.
@Suite("Faults of the server")
struct ServerFaults {
  enum Death: Sendable, CaseIterable {
    case killed, terminated, asked

    func strike(_ rig: Rig, _ server: ProcessUnderTest) async throws {
      switch self {
      case .killed: try server.signal(SIGKILL)
      case .terminated: try server.signal(SIGTERM)
      case .asked: try await rig.tmux.run("kill-server")
      }
    }
  }

  @Test("fault 22: however the server dies, daemon and client go with it, and the next up knows nothing of it")
  func death() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for death in Death.allCases { group.addTask { try await Self.die(death) } }
      try await group.waitForAll()
    }
  }

  private static func die(_ death: Death) async throws {
    try await withRig { rig in
      try await rig.agent("alpha", script: "work")
      try await rig.run("up")
      try await rig.settle(["alpha": "working"])
      let (daemon, client) = try await rig.processes()
      let server = try await rig.server()
      try await death.strike(rig, server)
      try await server.ends("the server")
      try await client.ends("the client")
      try await daemon.ends("the daemon")
      #expect(try await rig.outcome("status").status != 0, "\(death)")
      // The same ids, another server.
      try await rig.agent("beta")
      #expect(try await rig.tmux.run("list-panes", "-a", "-F", "#{session_id}#{pane_id}") == "$0%0")
      try await rig.run("up")
      try await rig.settle(["beta": "idle"])
      try await rig.expectEqual(panes: 1, "another server after one was \(death)")
    }
  }

  @Test("fault 22: another server in the place of one that was killed is watched by the same daemon")
  func replacedAtOnce() async throws {
    try await withRig { rig in
      try await rig.agent("alpha", script: "work")
      try await rig.run("up")
      try await rig.settle(["alpha": "working"])
      let before = try await rig.doctor()
      let server = try await rig.server()
      try server.signal(SIGKILL)
      try await server.ends("the server")
      try await rig.agent("beta")
      let after = try await rig.reconnection(after: before)
      #expect(after.pid == before.pid)
      #expect(after.server.pid != before.server.pid)
      try await rig.settle(["beta": "idle"])
      try await rig.expectEqual(panes: 1, "on the new server")
    }
  }

  #if os(Linux)
    @Test("fault 22: kill-server while nobody empties the pipe: the server ends as soon as the daemon goes on")
    func fullPipe() async throws {
      try await withRig { rig in
        let gate = rig.gate()
        try await rig.tmux.run(
          "new-session", "-d", "-x", "80", "-y", "24", "-s", "flood", "\(gate.wait); exec yes 'some text of a flood'")
        try await rig.run("up")
        try await rig.expectEqual(panes: 2, "at first")
        let (daemon, client) = try await rig.processes()
        let server = try await rig.server()
        try await daemon.whileStopped {
          gate.open()
          _ = try await eventually("the pipe is full") {
            client.isOutputFull
          } until: {
            $0
          }
          _ = try await Programs.outcome(
            rig.tmux.tmux, ["-S", rig.tmux.socket, "kill-server"], environment: rig.tmux.environment)
        }
        try await server.ends("the server")
        try await client.ends("the client")
        try await daemon.ends("the daemon")
      }
    }
  #endif

  @Test("fault 28: errors in the configuration stay where tmux shows them, and nothing is taken for a screen")
  func badConfiguration() async throws {
    try await withRig { rig in
      try await rig.tmux.run("kill-server")
      let configuration = rig.file("bad.conf")
      try "set -g nonsense 1\nbind\nfoo bar\nset -g @after 1\n".write(
        to: configuration, atomically: true, encoding: .utf8)
      _ = try await eventually("a server with a bad configuration") {
        try? await rig.tmux.run(
          "-f", configuration.path, "new-session", "-d", "-x", "80", "-y", "24", "-s", "first",
          "printf 'behind the errors'; exec sleep 1000")
      } until: {
        $0 != nil
      }
      func modes() async throws -> String {
        try await rig.tmux.run(
          "list-panes", "-a", "-f", "#{==:#{@argosy_hub},}", "-F", "#{pane_id} #{pane_in_mode} #{pane_mode}")
      }
      let before = try await modes()
      // Later versions keep the errors for the first who attaches.
      if try await !rig.tmux.isAtLeast(3, 5) { #expect(before.contains("view-mode")) }
      try await rig.run("up")
      try await rig.expectEqual(panes: 1, "up")
      #expect(try await modes() == before)
      #expect(try await rig.tmux.run("list-panes", "-t", try await rig.doctor().hub, "-F", "#{pane_in_mode}") == "0")
      // The same once more, while argosy is up; tmux says what is wrong and goes on.
      _ = try await Programs.outcome(
        rig.tmux.tmux, ["-S", rig.tmux.socket, "source-file", configuration.path], environment: rig.tmux.environment)
      try await rig.agent("alpha")
      try await rig.settle(["alpha": "idle"])
      try await rig.expectEqual(panes: 2, "loaded again")
      #expect(try await modes().split(separator: "\n").filter { $0.hasPrefix("%0 ") }.joined() == before)
      let doctor = try await rig.doctor()
      #expect(doctor.reconnects == 0)
      #expect(doctor.connection.strayLines == 0)
    }
  }

  @Test("fault 29: while the server stands still the last states are told, and then the same connection goes on")
  func shortStop() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      let idle = try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      try await rig.server().whileStopped {
        try await agent.does("work")
        _ = try await eventually("the agent works") {
          agent.events().contains { $0.state == "working" }
        } until: {
          $0
        }
        #expect(try await rig.agents() == idle)
      }
      try await rig.settle(["alpha": "working"])
      try await rig.expectEqual(panes: 2, "afterwards")
      let after = try await rig.doctor()
      #expect(after.clientPID == before.clientPID)
      #expect(after.missedDeadlines == 0)
    }
  }

  /// As long as the deadline is, eleven seconds.
  @Test("fault 29: a server that stands still for longer is given up, and watched again when it goes on")
  func longStop() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      let client = try ProcessUnderTest(before.clientPID)
      let server = try await rig.server()
      try await server.whileStopped {
        try await agent.does("work")
        // Something that the server owes an answer to.
        let look = try await rig.outcome("doctor", "--verify")
        #expect(look.status == 2, "\(look.output)")
        #expect(look.errors.contains("the connection to tmux was lost"), "\(look.errors)")
        try await client.ends("the client")
        try await rig.settle(["alpha": "unknown"])
      }
      let after = try await rig.reconnection(after: before)
      #expect(after.pid == before.pid)
      #expect(after.missedDeadlines == 1)
      try await rig.settle(["alpha": "working"])
      try await rig.expectEqual(panes: 2, "afterwards")
      _ = try await eventually("only one hub is left") {
        try await rig.hubs()
      } until: {
        $0 == [after.hub]
      }
      #expect(try await rig.server().pid == server.pid)
    }
  }
}
