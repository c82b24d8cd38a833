import Daemon
import Foundation
import TestSupport
import Testing

@Suite("A person's rules", .serialized)
struct AgentRulesTests {
  private func folder(_ rig: Rig) -> URL { rig.tmux.directory.appendingPathComponent(".config/argosy/agents") }

  private func write(_ text: String, _ name: String, _ rig: Rig) throws {
    try FileManager.default.createDirectory(at: folder(rig), withIntermediateDirectories: true)
    try text.write(to: folder(rig).appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  /// argosy's own file for Claude Code, with another state for the prompt.
  private func renamed(_ rig: Rig) async throws -> String {
    let yaml = try await Programs.run(rig.argosy, ["agents", "show", "claude"], environment: rig.tmux.environment)
    let prompt = "    region: prompt\n    state: idle\n"
    #expect(yaml.contains(prompt))
    return yaml.replacing(prompt, with: "    region: prompt\n    state: background\n") + "\n"
  }

  private func agents(_ rig: Rig, _ arguments: String...) async throws -> Programs.Outcome {
    try await Programs.outcome(rig.argosy, ["agents"] + arguments, environment: rig.tmux.environment)
  }

  @Test("a file takes force without a restart, a broken one does not disturb, and without it all is as before")
  func reload() async throws {
    try await withRig { rig in
      try await rig.agent("alpha")
      try await rig.run("up")
      try await rig.settle(["alpha": "idle"])
      let pid = try await rig.doctor().pid
      #expect(try await rig.doctor().ruleFiles == [])

      // Not even the folder was there when argosy came up.
      try write(try await renamed(rig), "claude.yaml", rig)
      let path = folder(rig).appendingPathComponent("claude.yaml").path
      let agent = try await rig.settle(["alpha": "background"])["alpha"]
      #expect(try await rig.doctor().ruleFiles == [path])
      #expect(try await rig.run("explain", agent?.pane ?? "").contains("from \(path)"))

      try write("agent: claude\nprocess: {}\nmarks: {}\nrules:\n  - {name: x, priority: high}\n", "claude.yaml", rig)
      _ = try await eventually("the doctor tells") {
        try await rig.doctor().ruleFaults
      } until: {
        !$0.isEmpty
      }
      #expect(try await rig.doctor().ruleFaults.first?.hasPrefix("\(path):5: ") == true)
      #expect(try await rig.doctor().ruleFiles == [path])
      #expect(try await rig.agents().mapValues(\.state) == ["alpha": "background"])
      let examination = try await rig.outcome("doctor")
      #expect(examination.status == 1)
      #expect(examination.output.contains("✗ agent rules"))

      try FileManager.default.removeItem(at: folder(rig))
      try await rig.settle(["alpha": "done"])
      #expect(try await rig.doctor().ruleFaults == [])
      #expect(try await rig.doctor().pid == pid)
    }
  }

  @Test("a file for a program that argosy did not know finds those that run already, and loses them with it")
  func added() async throws {
    try await withRig { rig in
      try await rig.agent("alpha", process: "my-agent")
      try await rig.run("up")
      try await rig.settle([:])
      let yaml = try await renamed(rig).replacing("agent: claude\n", with: "agent: mine\n")
        .replacing("commands: [claude, claude.exe]", with: "commands: [my-agent]")
      try write(yaml, "mine.yaml", rig)
      #expect(try await rig.settle(["alpha": "background"])["alpha"]?.agent == "mine")
      try FileManager.default.removeItem(at: folder(rig).appendingPathComponent("mine.yaml"))
      try await rig.settle([:])
    }
  }

  @Test("agents lists, checks and shows without a daemon")
  func verbs() async throws {
    try await withRig { rig in
      let list = try await agents(rig)
      #expect(list.status == 0)
      for name in ["claude", "codex", "gemini", "opencode", "copilot", "cursor", "aider", "amp"] {
        #expect(list.output.split(separator: "\n").contains { $0.hasPrefix(name) && $0.hasSuffix("built in") })
      }
      try write("agent: mine\nprocess: {}\nmarks: {}\nrules: []\n", "mine.yaml", rig)
      try write("agent: other\nprocess: {}\nmarks: {}\nrules:\n  - {name: x}\n  - {nam: y}\n", "other.yaml", rig)
      let bad = folder(rig).appendingPathComponent("other.yaml").path
      let good = folder(rig).appendingPathComponent("mine.yaml").path

      struct Report: Decodable {
        struct Agent: Decodable {
          let agent: String
          let file: String?
          let rules: Int
        }
        struct Fault: Decodable {
          let file: String
          let line: Int?
        }
        let agents: [Agent]
        let errors: [Fault]
      }
      let report = try JSONDecoder().decode(Report.self, from: Data(try await agents(rig, "--json").output.utf8))
      #expect(report.agents.last?.agent == "mine")
      #expect(report.agents.last?.file == good)
      #expect(report.agents.first.map { $0.file == nil && $0.rules > 20 } == true)
      #expect(report.errors.map(\.file) == [bad, bad])
      #expect(report.errors.map(\.line) == [5, 6])

      let checked = try await agents(rig, "check", good, bad, "/nowhere.yaml")
      #expect(checked.status == 1)
      let lines = checked.output.split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.first == "\(good): fine")
      #expect(lines.dropFirst().first?.hasPrefix("\(bad):5: ") == true)
      #expect(try await agents(rig, "check", good).status == 0)

      let shown = try await agents(rig, "show", "mine")
      #expect(shown.output == "agent: mine\nprocess: {}\nmarks: {}\nrules: []\n")
      #expect(try await agents(rig, "show", "nobody").status != 0)
    }
  }
}
