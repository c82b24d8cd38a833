import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Coming and going", .serialized)
struct LifeTests {
  private static let configuration = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../tmux.conf.d/argosy.conf").standardizedFileURL.path

  private func sessions(_ rig: Rig) async throws -> [String] {
    try await rig.tmux.run("list-sessions", "-F", "#{session_name}").split(separator: "\n").map(String.init)
  }

  /// Everything of ours that a server holds.
  private func traces(_ rig: Rig) async throws -> [String] {
    var text = try await rig.tmux.run("show-options", "-s") + "\n"
    text += try await rig.tmux.run("list-panes", "-a", "-F", "@pane #{@argosy_pane_status}#{@argosy_pane_note}") + "\n"
    text += try await rig.tmux.run("list-sessions", "-F", "@session #{@argosy_status}#{@argosy_title}#{@argosy_since}")
    return text.split(separator: "\n").map(String.init)
      .filter { $0.contains("@argosy") || ($0.hasPrefix("@") && $0.split(separator: " ").count > 1) }
  }

  @Test("down leaves nothing behind: no option, no hub, no change of the user's sessions")
  func down() async throws {
    try await withRig { rig in
      try await rig.tmux.run("set-environment", "-t", "=first", "SSH_AUTH_SOCK", "/tmp/agent")
      let environment = try await rig.tmux.run("show-environment", "-t", "=first:")
      try await rig.agent("alpha")
      let options = try await rig.tmux.run("show-options", "-t", "=alpha:")
      let globals = try await rig.tmux.run("show-options", "-g")
      let hooks = try await rig.tmux.run("show-hooks", "-g")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      #expect(try await !traces(rig).isEmpty)
      #expect(try await sessions(rig).sorted() == ["_argosy", "alpha", "first"])
      #expect(try await rig.run("down") == "argosy is down.")
      #expect(try await traces(rig) == [])
      #expect(try await sessions(rig).sorted() == ["alpha", "first"])
      #expect(try await rig.tmux.run("show-options", "-t", "=alpha:") == options)
      #expect(try await rig.tmux.run("show-options", "-g") == globals)
      #expect(try await rig.tmux.run("show-hooks", "-g") == hooks)
      #expect(try await rig.tmux.run("show-environment", "-t", "=first:") == environment)
      #expect(try await rig.run("down") == "argosy was not up.")
    }
  }

  @Test("a second up does nothing, and a second daemon refuses")
  func once() async throws {
    try await withRig { rig in
      #expect(try await rig.run("up").hasPrefix("argosy is up"))
      let pid = try await rig.doctor().pid
      #expect(try await rig.run("up").hasPrefix("argosy was up already"))
      #expect(try await rig.doctor().pid == pid)
      let second = try await rig.outcome("daemon")
      #expect(second.status != 0)
      #expect(second.errors.contains("serves this tmux server already"))
      #expect(try await sessions(rig).filter { $0.hasPrefix("_argosy") }.count == 1)
    }
  }

  @Test("a killed daemon takes its hub with it, the token says so, agents go on, and up finds the same model")
  func killed() async throws {
    try await withRig { rig in
      try await rig.tmux.run("source-file", Self.configuration)
      let agent = try await rig.agent("alpha")
      try await rig.agent("beta")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle", "beta": "idle"])
      try await agent.does("work")
      try await rig.settle(["alpha": "working", "beta": "idle"])
      try await agent.does("idle")
      let before = try await rig.settle(["alpha": "done", "beta": "idle"])

      #expect(kill(try await rig.doctor().pid, SIGKILL) == 0)
      _ = try await eventually("the hub is gone") {
        try await sessions(rig).sorted()
      } until: {
        $0 == ["alpha", "beta", "first"]
      }
      // A client that nobody reads would keep even kill-server waiting.
      _ = try await eventually("the control client is gone") {
        try await rig.tmux.run("list-clients")
      } until: {
        $0.isEmpty
      }
      _ = try await eventually("the token tells") {
        try await rig.tmux.run("display-message", "-p", "#{E:@argosy}")
      } until: {
        $0.contains("argosy off")
      }

      try await rig.run("up")
      let after = try await rig.settle(["alpha": "done", "beta": "idle"])
      #expect(after == before)
    }
  }

  @Test("up right behind a kill meets nobody who is only on their way out")
  func killedJustNow() async throws {
    try await withRig { rig in
      try await rig.run("up")
      for _ in 0..<12 {
        let pid = try await rig.doctor().pid
        kill(pid, SIGKILL)
        let outcome = try await rig.outcome("up")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try await rig.doctor().pid != pid)
      }
    }
  }

  @Test("kill-session ends the agent, though the hub holds a link to its window")
  func killSession() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let pid = try #require(
        Int32(try await rig.tmux.run("display-message", "-p", "-t", "=alpha:", "#{pane_pid}")))
      try await rig.tmux.run("kill-session", "-t", "=alpha")
      _ = try await eventually("the process is gone") {
        kill(pid, 0)
      } until: {
        $0 != 0
      }
      try await rig.settle([:])
      let windows = try await rig.tmux.run(
        "list-windows", "-t", try await rig.doctor().hub, "-F", "#{window_name}")
      #expect(windows.split(separator: "\n").count == 2, "\(windows) \(agent.session)")
    }
  }

  @Test("detaching every client, as attach -d does, only makes argosy come back")
  func detached() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      try await agent.does("work")
      try await rig.settle(["alpha": "working"])
      try await agent.does("idle")
      let before = try await rig.settle(["alpha": "done"])
      let client = try await rig.doctor().client
      try await rig.tmux.run("detach-client", "-t", client)
      _ = try await eventually("another client serves") {
        try? await rig.doctor()
      } until: {
        $0.map { $0.isComplete && $0.client != client } ?? false
      }
      #expect(try await rig.settle(["alpha": "done"]) == before)
      #expect(try await rig.doctor().reconnects == 1)
    }
  }

  @Test("the daemon ends with its server")
  func serverEnds() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let pid = try await rig.doctor().pid
      try await rig.tmux.run("kill-server")
      _ = try await eventually("the daemon is gone") {
        kill(pid, 0)
      } until: {
        $0 != 0
      }
    }
  }

  @Test("without a server, up says so and what to do")
  func noServer() async throws {
    try await withRig { rig in
      try await rig.tmux.run("kill-server")
      let outcome = try await rig.outcome("up")
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("no server running"))
      #expect(outcome.errors.contains("tmux new-session"))
    }
  }

  @Test("without a server, the interface's verbs say so and start none", arguments: ["load", "uninstall"])
  func noServerToLoad(verb: String) async throws {
    try await withRig { rig in
      try await rig.tmux.run("kill-server")
      try? FileManager.default.removeItem(atPath: rig.tmux.socket)
      let outcome = try await rig.outcome("tmux", verb)
      #expect(outcome.status != 0 && !outcome.errors.isEmpty, "\(outcome)")
      #expect(!FileManager.default.fileExists(atPath: rig.tmux.socket))
    }
  }
}
