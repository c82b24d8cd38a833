import Testing

import Recognition

@Suite struct ProcessTests {
  static func process(_ name: String, _ arguments: [String], _ executable: String? = nil) -> ProcessDescription {
    ProcessDescription(pid: 7, parent: 1, name: name, arguments: arguments, executable: executable)
  }

  @Test(arguments: [
    process("claude", ["claude"]),
    process("claude", ["claude", "--resume", "x"], "/home/u/.local/bin/claude"),
    process("node", ["claude"], "/usr/bin/node"),
    process(
      "node", ["node", "--no-warnings", "/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js"], "/usr/bin/node"),
    process("node", ["node", "/usr/local/bin/claude", "fix the -p flag"], "/usr/bin/node"),
    process("2.1.112", ["2.1.112"], "/home/u/.local/share/claude/versions/2.1.112"),
    process("2.1.112", ["my-agent"], "/home/u/.local/share/claude/versions/2.1.112"),
    process("claude", ["my-agent"]),
    process("bash", ["-claude"]),
    process("claude", ["claude", "--", "-p"]),
  ])
  func certain(process: ProcessDescription) throws {
    let match = try #require(try Embedded.catalog.get().agent(of: process))
    #expect(match.confidence == .certain)
    #expect(match.agent == "claude")
  }

  @Test(arguments: [
    process("node", ["node"], "/usr/bin/node"),
    process("node", ["node", "server.js"], "/usr/bin/node"),
    process("2.1.112", ["2.1.112"]),
    process("ssh", ["ssh", "host", "claude"], "/usr/bin/ssh"),
    process("docker", ["docker", "run", "-it", "img", "claude"]),
    process("claude", ["claude", "agents"]),
  ])
  func possible(process: ProcessDescription) throws {
    let match = try #require(try Embedded.catalog.get().agent(of: process))
    #expect(match.confidence == .possible)
  }

  @Test(arguments: [
    process("vim", ["vim", "claude.md"], "/usr/bin/vim"),
    process("grep", ["grep", "claude"], "/usr/bin/grep"),
    process("tail", ["tail", "-f", "claude.log"], "/usr/bin/tail"),
    process("emacs", ["emacs", "/home/u/.local/share/claude/versions/2.1.112"], "/usr/bin/emacs"),
    process("claude-squad", ["claude-squad"], "/usr/bin/claude-squad"),
    process("claude-monitor", ["claude-monitor", "claude"]),
    process("bash", ["-bash"], "/bin/bash"),
    process("rg", ["rg", "--files"], "/home/u/.local/share/claude/versions/2.1.112"),
    process("claude", ["claude", "mcp", "serve"]),
    process("claude", ["claude", "-p", "say hello"]),
    process("claude", ["claude", "--model", "opus", "--print"]),
    process("node", ["node", "/x/@anthropic-ai/claude-code/cli.js", "-p", "hi"], "/usr/bin/node"),
    process("claude", ["claude", "--version"]),
    process("", []),
  ])
  func none(process: ProcessDescription) throws {
    #expect(try Embedded.catalog.get().agent(of: process) == nil)
  }

  @Test func versionIsReadFromThePath() throws {
    let catalog = try Embedded.catalog.get()
    let native = Self.process("x", ["x"], "/home/u/.local/share/claude/versions/2.1.112")
    #expect(catalog.agent(of: native)?.version == "2.1.112")
    #expect(catalog.agent(of: Self.process("claude", ["claude"]))?.version == nil)
    #expect(catalog.agent(of: Self.process("2.0.1", ["2.0.1"]))?.version == "2.0.1")
  }

  @Test func theScreenDecidesWhatTheProcessLeavesOpen() throws {
    let catalog = try Embedded.catalog.get()
    let tree = [Self.process("bash", ["-bash"]), Self.process("node", ["node"], "/usr/bin/node")]
    let agent = Draw.screen(Draw.transcript + Draw.box(), title: "✳ Claude Code")
    #expect(catalog.agent(in: tree, screen: agent)?.agent == "claude")
    #expect(catalog.agent(in: tree, screen: Draw.screen(["Server listens on 8080"])) == nil)
    #expect(catalog.agent(in: [Self.process("vim", ["vim", "x"])], screen: agent) == nil)
    let named = [Self.process("claude", ["claude"])]
    #expect(catalog.agent(in: named, screen: Draw.screen([]))?.confidence == .certain)
  }

  @Test(arguments: [
    Draw.transcript + Draw.box(), Draw.transcript + Draw.roundBox(), Draw.permission(),
    ["▗ ▗   ▖ ▖  Claude Code v2.1.29"],
    Draw.transcript + Draw.box(footer: ["  ⏵⏵ accept edits on (shift+tab to cycle)"]),
  ])
  func screensThatLookLikeIt(rows: [String]) throws {
    #expect(try Embedded.catalog.get().agent(of: Draw.screen(rows)) == "claude")
  }

  @Test(arguments: [
    ["$ ls", "claude.md", "$"], ["› Find and fix a bug"], [],
    ["diff --git a/claude b/claude", "+ esc to interrupt"],
  ])
  func screensThatDoNot(rows: [String]) throws {
    #expect(try Embedded.catalog.get().agent(of: Draw.screen(rows)) == nil)
  }
}
