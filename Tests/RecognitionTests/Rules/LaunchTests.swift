import Recognition
import Testing

@Suite struct LaunchTests {
  private func rules(_ agent: String) throws -> AgentRules {
    try #require(try Embedded.catalog.get().agent(named: agent))
  }

  @Test("Claude Code is started with an id, a name, settings and a mode, and the prompt comes last")
  func claude() throws {
    let rules = try rules("claude")
    let wishes = LaunchRecipe.Wishes(
      session: "0f", prompt: "-p is a flag", name: "api", settings: "{\"hooks\":{}}", model: "opus", mode: .plan)
    #expect(
      try rules.launch?.arguments(wishes) == [
        "claude", "--session-id", "0f", "--name", "api", "--settings", "{\"hooks\":{}}", "--model", "opus",
        "--permission-mode", "plan", "--", "-p is a flag",
      ])
    #expect(try rules.launch?.arguments(.init()) == ["claude"])
    #expect(
      try rules.resume?.arguments(.init(session: "0f", mode: .bypass))
        == ["claude", "--resume", "0f", "--permission-mode", "bypassPermissions"])
    #expect(try rules.resume?.arguments(.init()) == ["claude", "--continue"])
  }

  @Test(
    "each agent's first prompt, and its way to resume",
    arguments: [
      ("codex", ["codex", "--", "do it"], ["codex", "resume", "0f"], ["codex", "resume", "--last"]),
      (
        "gemini", ["gemini", "--prompt-interactive", "do it"], ["gemini", "--resume", "0f"],
        ["gemini", "--resume", "latest"]
      ),
      ("opencode", ["opencode", "--prompt=do it"], ["opencode", "--session", "0f"], ["opencode", "--continue"]),
      ("copilot", ["copilot", "--interactive", "do it"], ["copilot", "--resume=0f"], ["copilot", "--continue"]),
      ("cursor", ["cursor-agent"], ["cursor-agent", "--resume=0f"], ["cursor-agent", "--continue"]),
      ("aider", ["aider"], ["aider", "--restore-chat-history"], ["aider", "--restore-chat-history"]),
      ("amp", ["amp"], ["amp", "threads", "continue", "0f"], ["amp", "threads", "continue", "--last"]),
    ])
  func others(agent: String, start: [String], resume: [String], latest: [String]) throws {
    let rules = try rules(agent)
    #expect(try rules.launch?.arguments(.init(prompt: "do it")) == start)
    #expect(rules.launch?.takesPrompt == (start.count > 1))
    #expect(try rules.resume?.arguments(.init(session: "0f")) == resume)
    #expect(try rules.resume?.arguments(.init()) == latest)
  }

  @Test("a mode that an agent does not know is refused, not left out")
  func modes() throws {
    let launch = try #require(try rules("aider").launch)
    #expect(launch.knownModes == [.ask, .plan, .bypass])
    #expect(throws: LaunchRecipe.Refusal.mode(.acceptEdits)) { try launch.arguments(.init(mode: .acceptEdits)) }
    for agent in try Embedded.catalog.get().agents { #expect(agent.launch?.knownModes.contains(.ask) == true) }
  }

  @Test("values with braces stay as they are")
  func braces() throws {
    let launch = try #require(try rules("gemini").launch)
    #expect(
      try launch.arguments(.init(session: "{prompt}", prompt: "{session} {x} }{"))
        == ["gemini", "--session-id", "{prompt}", "--prompt-interactive", "{session} {x} }{"])
  }

  @Test("a resume that must have its session says so")
  func resuming() throws {
    let yaml =
      "agent: a\nprocess: {}\nmarks: {}\nrules: []\nlaunch: {command: [a]}\nresume: {command: [a, '{session}']}\n"
    let resume = try #require(try AgentRules(yaml: yaml, source: "m").resume)
    #expect(throws: LaunchRecipe.Refusal.resuming) { try resume.arguments(.init()) }
    #expect(try resume.arguments(.init(session: "s")) == ["a", "s"])
  }

  @Test("how to send: what a file says, and what holds when it does not")
  func sending() throws {
    let claude = try rules("claude").send
    #expect(claude.paste == .bracketed && claude.commands == .keys && claude.submit == "Enter")
    #expect(claude.prefixes == Set("/!@#?:&") && claude.shield == " " && claude.resubmits)
    #expect(claude.settling(after: 0) == 300)
    #expect(claude.settling(after: 4_096) == 500)
    #expect(claude.settling(after: .max) == 10_000)
    #expect(claude.settling(after: -5) == 300)
    let yaml =
      "agent: a\nprocess: {}\nmarks: {}\nrules: []\nsend: {settle: 2s, shield: '', submit: M-Enter, paste: keys}\n"
    let own = try AgentRules(yaml: yaml, source: "m").send
    #expect(own.settle == 2_000 && own.shield.isEmpty && own.submit == "M-Enter" && own.paste == .keys)
    let none = try AgentRules(yaml: "agent: a\nprocess: {}\nmarks: {}\nrules: []\n", source: "m")
    #expect(none.send == SendRules() && none.launch == nil)
  }
}
