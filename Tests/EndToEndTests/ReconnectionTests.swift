import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Reconnection")
struct ReconnectionTests {
  @Test("another server that takes the place of the one that was killed is watched, though its ids are the same")
  func restarted() async throws {
    try await withRig { rig in
      try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      try await rig.tmux.run("kill-server")
      _ = try await eventually("a new server") {
        try? await rig.agent("beta", script: "work")
      } until: {
        $0 != nil
      }
      try await rig.settle(["beta": "working"])
      let after = try await rig.doctor()
      #expect(after.pid == before.pid, "the same daemon")
      #expect(after.server.pid != before.server.pid)
      #expect(after.isConnected && after.isComplete)
    }
  }

  @Test("the hub that somebody killed is made anew, and nothing else happens")
  func hubKilled() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      try await rig.tmux.run("kill-session", "-t", before.hub)
      _ = try await eventually("another hub") {
        try? await rig.doctor()
      } until: {
        $0.map { $0.isComplete && !$0.hub.isEmpty && $0.hub != before.hub } ?? false
      }
      try await agent.does("work")
      try await rig.settle(["alpha": "working"])
      let sessions = try await rig.tmux.run("list-sessions", "-F", "#{@argosy_hub}")
      #expect(sessions.split(separator: "\n").count { $0 == "1" } == 1)
    }
  }

  @Test("a daemon that was stopped while its panes printed has every screen right when it goes on")
  func stopped() async throws {
    try await withRig { rig in
      try await rig.agent("alpha")
      let go = rig.tmux.directory.appendingPathComponent("go").path
      let done = rig.tmux.directory.appendingPathComponent("done").path
      // Enough to fill every pipe on the way, and then a last line.
      let flood = """
        while ! [ -e '\(go)' ]; do sleep 0.05; done; seq 1 400000; printf '\\033[31mlast\\033[0m'; : > '\(done)'; \
        exec sleep 1000
        """
      try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", "flood", "exec sh -c \"\(flood)\"")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let daemon = try await rig.doctor()
      kill(daemon.pid, SIGSTOP)
      #expect(FileManager.default.createFile(atPath: go, contents: nil))
      // It may freeze until we go on; either way something is in the pipes.
      _ = try await eventually("the flood has begun") {
        try await rig.tmux.run("display-message", "-p", "-t", "=flood:", "#{history_size}")
      } until: {
        Int($0.trimmingCharacters(in: .whitespacesAndNewlines)).map { $0 > 100 } ?? false
      }
      kill(daemon.pid, SIGCONT)
      _ = try await eventually("the flood ends") {
        FileManager.default.fileExists(atPath: done)
      } until: {
        $0
      }
      _ = try await eventually("every screen is known and equal") {
        try await rig.outcome("doctor", "--verify", "--json")
      } until: {
        $0.status == 0 && $0.output.contains(#""equal" : 3"#)
      }
      #expect(try await rig.doctor().pid == daemon.pid)
    }
  }
}
