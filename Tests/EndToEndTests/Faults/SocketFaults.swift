import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens to the file by which a server is found.
@Suite("Faults of the socket")
struct SocketFaults {
  @Test("fault 27: without its socket the server is watched on, and found again when it makes another")
  func removed() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      let server = try await rig.server()
      try await server.reachableAfterwards {
        try FileManager.default.removeItem(atPath: rig.tmux.socket)
        try await agent.does("work")
        try await rig.settle(["alpha": "working"])
        #expect(try await rig.outcome("doctor").output.contains("kill -USR1 \(server.pid)"))
        // The connection goes, too: now there is no way to the server.
        try ProcessUnderTest(before.clientPID).signal(SIGTERM)
        _ = try await eventually("the connection is lost") {
          try await rig.doctor().isConnected
        } until: {
          !$0
        }
        try await agent.does("idle")
        try await rig.settle(["alpha": "unknown"])
      }
      let after = try await rig.reconnection(after: before)
      #expect(after.pid == before.pid)
      try await rig.settle(["alpha": "done"])
      try await rig.expectEqual(panes: 2, "found again")
    }
  }

  @Test("fault 27: another server that takes the socket is watched instead, and the first one is left as it was")
  func replaced() async throws {
    try await withRig { rig in
      let gate = rig.gate()
      try await rig.agent("alpha")
      try await rig.tmux.run("new-session", "-d", "-s", "brief", gate.wait)
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      let first = try await rig.server()
      try await first.reachableAfterwards {
        try FileManager.default.removeItem(atPath: rig.tmux.socket)
        try await rig.agent("beta", script: "work")
        let second = try await rig.server()
        // Something happens on the first one; nothing else tells of the second.
        gate.open()
        let after = try await rig.reconnection(after: before)
        #expect(after.pid == before.pid)
        #expect(after.server.pid == second.pid)
        try await rig.settle(["beta": "working"])
        try await rig.expectEqual(panes: 1, "on the second server")
        try await rig.run("down")
        try await rig.tmux.run("kill-server")
        try await second.ends("the second server")
      }
      let sessions = try await eventually("the first server can be reached") {
        try? await rig.tmux.run("list-sessions", "-F", "#{session_name}#{@argosy_status}")
      } until: {
        $0 != nil
      }
      #expect(sessions == "alpha\nfirst")
    }
  }

  @Test(
    "fault 27: a socket that is not for us is told as such, and used again when it is",
    .enabled(if: Permission.canBeTaken, "nothing keeps this user from a socket"))
  func forbidden() async throws {
    let permission = try Permission()
    defer { permission.remove() }
    try await withRig(tmux: permission.tmux) { rig in
      try await rig.agent("alpha")
      try permission.take(from: rig.tmux.socket)
      let outcome = try await rig.outcome("up")
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("Permission denied"))
      #expect(outcome.errors.contains("belongs to another user"))
      #expect(!outcome.errors.contains("new-session"), "there is a server")
      #expect(try await rig.outcome("doctor").output.contains("belongs to another user"))
      try permission.give(to: rig.tmux.socket)

      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      try permission.take(from: rig.tmux.socket)
      try ProcessUnderTest(before.clientPID).signal(SIGTERM)
      _ = try await eventually("the connection is lost") {
        try await rig.doctor().isConnected
      } until: {
        !$0
      }
      try permission.give(to: rig.tmux.socket)
      #expect(try await rig.reconnection(after: before).pid == before.pid)
      try await rig.settle(["alpha": "idle"])
    }
  }
}

extension ProcessUnderTest {
  /// Runs the body while a tmux server's socket may be missing; afterwards the server makes it anew, so that it can be
  /// ended as any other.
  fileprivate func reachableAfterwards(_ body: () async throws -> Void) async throws {
    defer { kill(pid, SIGUSR1) }
    try await body()
  }
}

/// The right to use a socket. From root a mode takes nothing, so tmux is run by nobody instead.
private struct Permission {
  private let directory: URL
  let tmux: String

  private static let setpriv = try? Programs.path(of: "setpriv")

  static var canBeTaken: Bool { getuid() != 0 || setpriv != nil }

  init() throws {
    directory = try TemporaryDirectory.make()
    tmux = directory.appendingPathComponent("tmux").path
    let real = try Programs.path(of: "tmux")
    let script = """
      #!/bin/sh
      [ -e '\(directory.path)/taken' ] && exec \(Self.setpriv ?? "false") --reuid 65534 --clear-groups \(real) "$@"
      exec \(real) "$@"
      """
    try Programs.write(script: script, to: tmux)
  }

  func take(from socket: String) throws {
    if getuid() == 0 {
      try Data().write(to: directory.appendingPathComponent("taken"))
    } else {
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: socket)
    }
  }

  func give(to socket: String) throws {
    if getuid() == 0 {
      try FileManager.default.removeItem(at: directory.appendingPathComponent("taken"))
    } else {
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: socket)
    }
  }

  func remove() { try? FileManager.default.removeItem(at: directory) }
}
