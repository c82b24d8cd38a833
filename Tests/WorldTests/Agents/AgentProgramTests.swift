import Foundation
import Recognition
import TestSupport
import Testing

@testable import World

@Suite("Command lines of agents")
struct AgentProgramTests {
  private func agent(_ name: String) throws -> AgentRules {
    try #require(try AgentCatalog.embedded().agent(named: name))
  }

  @Test("a start has mode, model, session, settings and prompt, each as one argument")
  func starts() throws {
    let wishes = LaunchRecipe.Wishes(
      session: "0b5e", prompt: "-x; $(touch x) #(y)", name: "one", settings: "/s.json", model: "opus", mode: .bypass)
    #expect(
      try AgentProgram(starting: agent("claude"), wishes).arguments == [
        "claude", "--session-id", "0b5e", "--name", "one", "--settings", "/s.json", "--model", "opus",
        "--permission-mode", "bypassPermissions", "--", "-x; $(touch x) #(y)",
      ])
    #expect(try AgentProgram(starting: agent("claude"), .init()).arguments == ["claude"])
    #expect(
      try AgentProgram(starting: agent("codex"), wishes).arguments == [
        "codex", "--model", "opus", "--dangerously-bypass-approvals-and-sandbox", "--", "-x; $(touch x) #(y)",
      ])
  }

  @Test("a conversation goes on by its id, or the latest one")
  func resumes() throws {
    #expect(
      try AgentProgram(resuming: agent("claude"), .init(session: "0b5e", settings: "/s.json", mode: .ask)).arguments
        == [
          "claude", "--resume", "0b5e", "--settings", "/s.json", "--permission-mode", "default",
        ])
    #expect(try AgentProgram(resuming: agent("claude"), .init()).arguments == ["claude", "--continue"])
  }

  @Test("what cannot be run is refused")
  func refused() throws {
    #expect(throws: AgentProgram.Refusal.recipe(agent: "codex", .mode(.plan))) {
      try AgentProgram(starting: agent("codex"), .init(mode: .plan))
    }
    let bare = try AgentRules(
      yaml: """
        agent: bare
        process: {commands: [bare]}
        marks: {prompt: ">"}
        rules: []
        """, source: "bare.yaml")
    #expect(throws: AgentProgram.Refusal.noRecipe(agent: "bare", part: "launch")) {
      try AgentProgram(starting: bare, .init())
    }
    #expect(throws: AgentProgram.Refusal.noRecipe(agent: "bare", part: "resume")) {
      try AgentProgram(resuming: bare, .init())
    }
    #expect(throws: AgentProgram.Refusal.self) { try AgentProgram(starting: agent("claude"), .init(prompt: "a\0b")) }
    #expect(AgentProgram(arguments: ["A=1", "x"]).fault != nil)
    #expect(AgentProgram(arguments: ["-u", "x"]).fault != nil)
    #expect(AgentProgram(arguments: []).fault != nil)
    #expect(AgentProgram(arguments: ["x"], variables: ["A=B": "c"]).fault != nil)
    #expect(AgentProgram(arguments: ["x"], variables: ["A": "c"]).fault == nil)
  }

  @Test("variables of another agent's session are taken away; a person's account stays")
  func environment() {
    let inherited = [
      "CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_CHILD_SESSION", "CLAUDE_CONFIG_DIR", "ANTHROPIC_API_KEY",
      "GEMINI_CLI", "PATH", "TMUX", "TMUX_PANE", "MY_CLAUDE",
    ]
    #expect(
      AgentProgram(arguments: ["claude", "--x"]).vector(inheriting: inherited) == [
        "/usr/bin/env", "-u", "CLAUDECODE", "-u", "CLAUDE_CODE_CHILD_SESSION", "-u", "CLAUDE_CODE_ENTRYPOINT", "-u",
        "GEMINI_CLI", "claude", "--x",
      ])
    // What is set on purpose stays.
    #expect(
      AgentProgram(arguments: ["claude"], variables: ["CLAUDECODE": "0"]).vector(inheriting: ["CLAUDECODE"]) == [
        "/usr/bin/env", "claude",
      ])
    let all = Dictionary(uniqueKeysWithValues: inherited.map { ($0, "1") })
    #expect(
      Set(AgentEnvironment.cleaned(all).keys) == [
        "CLAUDE_CONFIG_DIR", "ANTHROPIC_API_KEY", "PATH", "TMUX", "TMUX_PANE", "MY_CLAUDE",
      ])
  }

  @Test("the settings of a session are a file that only we can read, whole or not there")
  func settings() throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appendingPathComponent("s.json").path
    let settings = ClaudeSettings(argosy: "/bin/argosy", statusLine: nil)
    for _ in 1...2 { try settings.save(to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == settings.json + "\n")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["s.json"])
    #expect(throws: (any Error).self) { try settings.save(to: "\(directory.path)/missing/s.json") }
  }
}
