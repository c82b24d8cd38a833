import Daemon
import Foundation
import TestSupport
import Testing

/// Clients that throw each other out, and are moved about.
@Suite("Faults of clients", .serialized)
struct ClientFaults {
  @Test("fault 25: attach -d elsewhere does not concern argosy; after detach-client -a it comes back to what it knew")
  func thrownOut() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      try await agent.does("work")
      try await rig.settle(["alpha": "working"])
      try await agent.does("idle")
      let known = try await rig.settle(["alpha": "done"])
      let before = try await rig.doctor()
      try await withPerson(at: rig, session: "first") {
        let person = try await rig.people()
        try await withPerson(at: rig, session: "first", flags: "-d") {
          let other = try await eventually("one person has thrown out the other") {
            try await rig.people()
          } until: {
            $0.count == 1 && $0 != person
          }
          #expect(try await rig.doctor().clientPID == before.clientPID)
          try await rig.tmux.run("detach-client", "-a", "-t", try #require(other.first))
          let after = try await rig.reconnection(after: before)
          #expect(after.reconnects == 1)
          #expect(try await rig.people() == other)
          #expect(try await rig.settle(["alpha": "done"]) == known)
          #expect(try await rig.hubs() == [after.hub])
          try await rig.expectEqual(panes: 2, "back")
        }
      }
    }
  }

  @Test("fault 25: a person who throws argosy out of its hub keeps that until they leave; sessions end all the same")
  func hubTaken() async throws {
    try await withRig { rig in
      try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let before = try await rig.doctor()
      try await withPerson(at: rig, session: "_argosy", flags: "-d") {
        let after = try await rig.reconnection(after: before)
        #expect(after.hub != before.hub)
        // Younger than the hub that was taken: that is no place of an agent.
        try await rig.agent("beta")
        try await rig.settle(["alpha": "idle", "beta": "idle"])
        let pid = try await rig.tmux.run("display-message", "-p", "-t", "=beta:", "#{pane_pid}")
        try await rig.tmux.run("kill-session", "-t", "=beta")
        try await ProcessUnderTest(Int32(pid)).ends("what ran in the session")
        try await rig.settle(["alpha": "idle"])
        #expect(try await rig.hubs() == [before.hub, after.hub])
      }
      let hub = try await rig.doctor().hub
      _ = try await eventually("the person's hub has ended") {
        try await rig.hubs()
      } until: {
        $0 == [hub]
      }
      try await rig.expectEqual(panes: 2, "alone again")
    }
  }

  @Test("fault 25: with detach-on-destroy off people are moved from a killed session, argosy's client is not")
  func moved() async throws {
    try await withRig { rig in
      try await rig.tmux.run("set-option", "-g", "detach-on-destroy", "off")
      try await rig.agent("alpha")
      try await rig.agent("beta")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle", "beta": "idle"])
      let before = try await rig.doctor()
      try await withPerson(at: rig, session: "beta") {
        let person = try await rig.people()
        try await rig.tmux.run("kill-session", "-t", "=beta")
        try await rig.settle(["alpha": "idle"])
        #expect(try await rig.people() == person, "in another session")
        #expect(try await rig.doctor().clientPID == before.clientPID)
        // Its own session gone, it leaves, and does not look on from a person's.
        try await rig.tmux.run("kill-session", "-t", before.hub)
        let after = try await rig.reconnection(after: before)
        try await rig.settle(["alpha": "idle"])
        #expect(try await rig.clients().filter { $0[0] == "1" } == [["1", after.client, after.hub]])
        try await rig.expectEqual(panes: 2, "in a new hub")
      }
    }
  }
}

extension Rig {
  /// The clients that have a terminal.
  fileprivate func people() async throws -> [String] {
    try await clients().filter { $0[0] == "0" }.map { $0[1] }
  }

  /// Control mode or not, name, session.
  fileprivate func clients() async throws -> [[String]] {
    let rows = try await tmux.run("list-clients", "-F", "#{client_control_mode} #{client_name} #{session_id}")
    return rows.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 3 }
  }
}
