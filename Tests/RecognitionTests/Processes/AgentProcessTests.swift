import Recognition
import Testing

@Suite("Processes of the other agents")
struct AgentProcessTests {
  private static func process(_ line: String, name: String? = nil, executable: String? = nil) -> ProcessDescription {
    let arguments = line.split(separator: " ").map(String.init)
    let first = arguments.first?.split(separator: "/").last.map(String.init) ?? ""
    return ProcessDescription(pid: 7, parent: 1, name: name ?? first, arguments: arguments, executable: executable)
  }

  @Test(
    "a process with a screen is its agent",
    arguments: [
      ("codex", "codex"), ("codex", "codex fix the tests"), ("codex", "codex resume --last"),
      ("codex", "node /usr/lib/node_modules/@openai/codex/bin/codex.js"), ("codex", "codex -m exec resume"),
      ("codex", "/opt/x/codex-x86_64-unknown-linux-musl --sandbox read-only"),
      ("gemini", "gemini"), ("gemini", "node --no-warnings /usr/local/bin/gemini -i hello"),
      ("gemini", "node /x/node_modules/@google/gemini-cli/dist/index.js"), ("opencode", "opencode"),
      ("opencode", "opencode --session run"), ("opencode", "/home/u/.opencode/bin/opencode /home/u/argo"),
      ("copilot", "copilot"), ("copilot", "node /x/@github/copilot/index.js --resume=a"),
      ("copilot", "copilot --model login"), ("cursor", "cursor-agent"), ("cursor", "cursor-agent --model gpt-5"),
      ("cursor", "/home/u/.local/bin/agent /home/u/.local/share/cursor-agent/versions/2026.09.18-9a7762b/index.js"),
      ("aider", "aider --model x"), ("aider", "python3 /home/u/.local/bin/aider"), ("aider", "python -m aider"),
      ("amp", "amp"), ("amp", "amp threads continue T-1"), ("amp", "node /x/@sourcegraph/amp/dist/main.js"),
    ])
  func certain(agent: String, line: String) throws {
    let match = try #require(try Embedded.catalog.get().agent(of: Self.process(line)))
    #expect(match.agent == agent)
    #expect(match.confidence == .certain)
  }

  @Test(
    "one without a screen is none",
    arguments: [
      "codex exec fix it", "codex -m o3 exec fix", "codex --config a=b mcp list", "codex login", "codex --version",
      "node /x/@openai/codex/bin/codex.js exec", "gemini -p hello", "gemini --prompt=hello", "gemini mcp list",
      "node /usr/local/bin/gemini --output-format=json -p x", "opencode run fix it", "opencode serve --port 1",
      "opencode -m a/b run fix", "copilot -p hello --allow-all-tools", "copilot svc deploy", "copilot --acp",
      "cursor-agent -p hello", "cursor-agent login", "aider --message fix", "aider -m fix", "aider --message=fix",
      "python3 /home/u/.local/bin/aider --list-models x", "amp -x fix", "amp threads list", "amp mcp list",
    ])
  func headless(line: String) throws {
    #expect(try Embedded.catalog.get().agent(of: Self.process(line)) == nil)
  }

  @Test(
    "what only sounds alike is none",
    arguments: [
      "codex-monitor", "vim codex.md", "ssh-agent", "gpg-agent --daemon", "amphp", "tail -f gemini.log", "grep aider",
    ])
  func strangers(line: String) throws {
    #expect(try Embedded.catalog.get().agent(of: Self.process(line)) == nil)
  }

  @Test("`agent`, `python` and their like may be one: the screen tells")
  func possible() throws {
    let catalog = try Embedded.catalog.get()
    for line in ["agent", "python3 server.py", "node server.js", "ssh host codex", "docker run -it x codex"] {
      #expect(catalog.agent(of: Self.process(line))?.confidence == .possible, "\(line)")
    }
    let screen = ScreenText(rows: ["", "  Cursor Agent", "", "  → Add a follow-up", "", "  Auto"], columns: 80)
    #expect(catalog.agent(in: [Self.process("agent")], screen: screen)?.agent == "cursor")
  }

  @Test("the version is what follows a known folder")
  func version() throws {
    let catalog = try Embedded.catalog.get()
    let cursor = Self.process("node /h/.local/share/cursor-agent/versions/2026.09.18-9a7762b/index.js")
    #expect(catalog.agent(of: cursor)?.version == "2026.09.18-9a7762b")
    let codex = Self.process("codex", executable: "/opt/homebrew/Cellar/codex/0.155.1/bin/codex")
    #expect(catalog.agent(of: codex)?.version == "0.155.1")
    #expect(catalog.agent(of: Self.process("gemini"))?.version == nil)
  }
}
