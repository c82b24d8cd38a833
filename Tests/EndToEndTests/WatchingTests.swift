import Daemon
import Foundation
import TestSupport
import Testing

@Suite("Watching a server", .serialized)
struct WatchingTests {
  @Test("agents that run already are found under any process name, and others as they come and go")
  func finding() async throws {
    try await withRig { rig in
      let first = try await rig.agent("alpha", process: "claude")
      let second = try await rig.agent("beta", process: "node")
      try await rig.agent("gamma", process: "2.1.112")
      try await second.does("work")
      for agent in [first, second] {
        _ = try await eventually("\(agent.session) has drawn") {
          agent.events().count
        } until: {
          $0 > 2
        }
      }
      try await rig.run("up")
      let found = try await rig.settle(["alpha": "idle", "beta": "working", "gamma": "idle"])
      #expect(Set(found.values.map(\.agent)) == ["claude"])

      try await rig.agent("delta")
      try await rig.settle(["alpha": "idle", "beta": "working", "gamma": "idle", "delta": "idle"])

      let before = try await rig.agents()["alpha"]
      try await rig.tmux.run("new-window", "-d", "-t", "=alpha:", "exec sleep 1000")
      try await rig.tmux.run("split-window", "-d", "-t", "=beta:", "exec sleep 1000")
      try await rig.tmux.run("rename-session", "-t", "=alpha", "renamed % # é")
      let after = try await rig.settle(["renamed % # é": "idle", "beta": "working", "gamma": "idle", "delta": "idle"])
      #expect(after["renamed % # é"]?.pane == before?.pane)
      #expect(after["renamed % # é"]?.since == before?.since)

      try await rig.tmux.run("kill-session", "-t", "=gamma")
      try await rig.settle(["renamed % # é": "idle", "beta": "working", "delta": "idle"])
    }
  }

  @Test("an agent started by hand in a shell is found, and gone when it leaves")
  func byHand() async throws {
    try await withRig { rig in
      try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", "shell", "exec bash --norc")
      try await rig.run("up")
      try await rig.settle([:])
      let agent = StandInAgent(directory: rig.tmux.directory, session: "shell")
      try "idle".write(to: agent.script, atomically: true, encoding: .utf8)
      let command = rig.command(agent, process: "claude").replacing("exec bash", with: "bash")
      try await rig.tmux.run("send-keys", "-t", "=shell:", "-l", command)
      try await rig.tmux.run("send-keys", "-t", "=shell:", "Enter")
      try await rig.settle(["shell": "idle"])
      try await rig.tmux.run("send-keys", "-t", "=shell:", "-l", "/exit")
      _ = try await eventually("the command stands in the box") {
        try await rig.tmux.run("capture-pane", "-p", "-t", "=shell:")
      } until: {
        $0.contains("/exit")
      }
      try await rig.tmux.run("send-keys", "-t", "=shell:", "Enter")
      try await rig.settle([:])
    }
  }

  @Test("an agent that dies at work is an error until somebody looks; one that ends at its prompt just goes")
  func endings() async throws {
    try await withRig { rig in
      try await rig.tmux.run("set-option", "-g", "remain-on-exit", "on")
      let worker = try await rig.agent("worker")
      let idler = try await rig.agent("idler")
      try await rig.run("up")
      try await rig.settle(["worker": "idle", "idler": "idle"])
      try await worker.does("work")
      try await rig.settle(["worker": "working", "idler": "idle"])
      try await worker.does("! crash kill")
      try await idler.does("exit 0")
      let left = try await rig.settle(["worker": "exited"])
      #expect(left["worker"]?.remark == "ended while working")
      let pane = try #require(left["worker"]?.pane)
      #expect(try await rig.tmux.run("show-options", "-pqv", "-t", pane, "@argosy_pane_status") == "error")
    }
  }

  @Test("every watched screen equals tmux's own: seeded, born under watch, split, resized, in the alternate screen")
  func screens() async throws {
    try await withRig { rig in
      let painting = "printf '\\033[31mred \\033[1;44mbold\\033[0m 你好 é\\n\\033[5;10Hhere\\033[2;3H'; exec sleep 1000"
      try await rig.tmux.run("new-session", "-d", "-x", "80", "-y", "24", "-s", "older", painting)
      try await rig.tmux.run(
        "new-session", "-d", "-x", "60", "-y", "20", "-s", "alternate",
        "printf 'normal\\n\\033[?1049h\\033[Hfull screen\\033[8;2Hx'; exec sleep 1000")
      try await rig.run("up")
      try await rig.tmux.run("new-session", "-d", "-x", "90", "-y", "30", "-s", "younger", painting)
      try await rig.tmux.run("split-window", "-d", "-t", "=older:", painting)
      try await rig.tmux.run("resize-window", "-t", "=alternate:", "-x", "50", "-y", "15")
      let panes = try await rig.tmux.run(
        "list-panes", "-a", "-f", "#{!=:#{session_name},_argosy}", "-F", "#{pane_id}")
      let ids = Set(panes.split(separator: "\n").map(String.init))
      #expect(ids.count == 5)
      for pane in ids.sorted() {
        _ = try await eventually("pane \(pane) equals tmux's") {
          let shown = try await rig.tmux.run("capture-pane", "-p", "-t", pane)
          let held = try await Self.rows(of: pane, rig)
          return (Self.trimmed(shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)), held)
        } until: {
          $0.0 == $0.1
        }
      }
    }
  }

  private static func rows(of pane: String, _ rig: Rig) async throws -> [String] {
    let outcome = try await rig.outcome("explain", "--json", pane)
    guard outcome.status == 0 else { return ["\(outcome.errors)"] }
    return trimmed(try JSONDecoder().decode(ExplainReport.self, from: Data(outcome.output.utf8)).screen)
  }

  /// Without trailing blanks, which tmux prints by other rules than a screen holds.
  private static func trimmed(_ rows: [String]) -> [String] {
    var rows = rows.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }
}
