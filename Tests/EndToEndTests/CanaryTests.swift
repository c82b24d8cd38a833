import Foundation
import TestSupport
import Testing
import TmuxControl
import World

@testable import Daemon

@Suite("When an unknown screen is worth keeping")
struct CanaryTests {
  private let pane = PaneID(number: 1)
  private let second: UInt64 = 1_000_000_000

  @Test("once it has lasted, and never a frame between two that are known")
  func lasting() {
    var canary = Canary()
    canary.read(pane, isKnown: false, isNew: true, at: 10 * second)
    #expect(canary.next == 12 * second && canary.takeDue(at: 11 * second).isEmpty)
    canary.read(pane, isKnown: true, isNew: true, at: 11 * second)
    #expect(canary.next == nil && canary.takeDue(at: 20 * second).isEmpty && canary.unknown.isEmpty)
  }

  @Test("at most one in ten seconds for a pane, and not again while nothing changes")
  func pace() {
    var canary = Canary()
    canary.read(pane, isKnown: false, isNew: true, at: 0)
    let taken = canary.takeDue(at: 2 * second)
    #expect(taken == [pane])
    let episode = canary.take(pane, at: 2 * second)
    canary.read(pane, isKnown: false, isNew: false, at: 3 * second)
    #expect(canary.next == nil)
    canary.read(pane, isKnown: false, isNew: true, at: 4 * second)
    #expect(canary.next == 12 * second)
    _ = canary.takeDue(at: 12 * second)
    #expect(canary.take(pane, at: 12 * second) == episode)
    canary.read(pane, isKnown: true, isNew: true, at: 13 * second)
    canary.read(pane, isKnown: false, isNew: true, at: 14 * second)
    #expect(canary.next == 22 * second)
    _ = canary.takeDue(at: 22 * second)
    #expect(canary.take(pane, at: 22 * second) != episode)
  }
}

@Suite("The drift canary")
struct DriftTests {
  /// A program that passes for Claude Code and shows a screen that nobody has described.
  private func stranger(_ rig: Rig, _ session: String, secret: String) async throws {
    let screen = ["╔═ \(secret) ═╗", "║ Shall I qwert \(secret)? ║", "╚═╝", "[g] go  [s] stop", "Esc to cancel"]
    let file = rig.file("\(session).screen")
    try (screen.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    try await rig.tmux.run(
      "new-session", "-d", "-x", "80", "-y", "24", "-s", session,
      // It is an agent before it shows anything: what comes to a pane without a word is not looked for.
      "exec bash -c 'exec -a claude bash -c \"cat \(file.path); read -r _\"'")
  }

  private func kept(_ rig: Rig) -> UnknownScreens {
    UnknownScreens(directory: rig.file("state/argosy/unknown-screens").path)
  }

  @Test("a screen that no rule knows is kept, redacted, once for its shape, through a restart, and reported")
  func kept() async throws {
    try await withRig { rig in
      try await stranger(rig, "one", secret: "hunter2-alice")
      try await rig.run("up")
      let screens = kept(rig)
      _ = try await eventually("the screen is kept") {
        screens.screens
      } until: {
        $0.count == 1
      }
      try await stranger(rig, "two", secret: "tr0ub4dor-bob")
      _ = try await eventually("another of its shape counts") {
        screens.counts.first?.count
      } until: {
        $0 == 2
      }
      #expect(screens.screens.count == 1 && screens.screens.first?.count == 2)
      for name in try FileManager.default.contentsOfDirectory(atPath: screens.directory) {
        let text = try String(contentsOfFile: "\(screens.directory)/\(name)", encoding: .utf8)
        for secret in ["hunter2", "alice", "tr0ub4dor", "bob"] { #expect(!text.contains(secret), "\(name)") }
      }
      let report = try await rig.run("report")
      #expect(report.contains("╔═ xxxxxx0-xxxxx ═╗") && report.contains("Esc to cancel"), "\(report)")
      #expect(report.contains("Read it before you post it") && report.contains("| claude | unknown | 2 |"))
      #expect(report.contains("fails:") && !report.contains("alice"))
      let full = try await rig.run("report", "--full")
      #expect(full.contains("NOT redacted") && full.contains("hunter2-alice") && full.contains("tr0ub4dor-bob"))
      #expect(try await rig.run("report", "--agent", "codex").contains("nothing to report"))
      let file = rig.file("report.md")
      #expect(try await rig.run("report", "--output", file.path).contains("1 screens"))
      #expect(try String(contentsOf: file, encoding: .utf8).contains("╔═ xxxxxx0-xxxxx ═╗"))
      #expect(try await rig.run("doctor").contains("claude of an unknown version: 2 times"))
      try await rig.run("down")
      #expect(try await rig.run("report", "--json").contains("\"count\" : 2"))
      #expect(try await rig.outcome("report", "--full").status != 0)
    }
  }

  @Test("an agent that is known, and one that is only on its way, leave nothing")
  func quiet() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("one", script: "start 3s\nidle")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      try await agent.does("work 3s")
      try await rig.settle(["one": "working"])
      try await rig.settle(["one": "done"])
      // One that comes later is kept, and it alone.
      try await stranger(rig, "two", secret: "a")
      let counts = try await eventually("a stranger's screen is kept") {
        kept(rig).counts
      } until: {
        !$0.isEmpty
      }
      #expect(counts.map(\.count) == [1] && kept(rig).screens.count == 1)
    }
  }

  @Test("where nothing can be written, one line in the log says so, and all else goes on")
  func unwritable() async throws {
    try await withRig { rig in
      try FileManager.default.createDirectory(at: rig.file("state/argosy"), withIntermediateDirectories: true)
      try Data().write(to: rig.file("state/argosy/unknown-screens"))
      try await stranger(rig, "one", secret: "a")
      try await stranger(rig, "two", secret: "b")
      try await rig.run("up")
      func complaints() -> Int {
        let logs = (try? FileManager.default.contentsOfDirectory(atPath: rig.file("state/argosy").path)) ?? []
        return logs.filter { $0.hasSuffix(".log") }.reduce(0) { count, name in
          let text = (try? String(contentsOf: rig.file("state/argosy/\(name)"), encoding: .utf8)) ?? ""
          return count + text.split(separator: "\n").count { $0.contains("unknown screens are not kept") }
        }
      }
      _ = try await eventually("it is told") {
        complaints()
      } until: {
        $0 > 0
      }
      let agent = try await rig.agent("three", script: "idle")
      _ = try await eventually("another agent is seen") {
        try await rig.agents()["three"]?.state
      } until: {
        $0 == "idle"
      }
      _ = agent
      #expect(complaints() == 1)
    }
  }
}
