import Recognition
import Testing

@Suite("A person's files of rules")
struct CatalogTests {
  private static func file(_ path: String, _ text: String) -> RuleFile { RuleFile(path: path, bytes: Array(text.utf8)) }

  private static func yaml(_ agent: String, rule: String = "r") -> String {
    "agent: \(agent)\nprocess: {commands: [\(agent)]}\nmarks: {}\n"
      + "rules:\n  - {name: \(rule), priority: 1, region: whole, state: idle, all: [{line: a}]}\n"
  }

  private let builtIn: AgentCatalog

  init() throws {
    builtIn = try Embedded.catalog.get()
  }

  @Test("a file replaces its agent whole, and adds one that is new")
  func override() {
    let reading = builtIn.reading([
      Self.file("/c/z.yaml", Self.yaml("codex", rule: "mine")), Self.file("/c/new.yaml", Self.yaml("mine")),
    ])
    #expect(reading.faults == [])
    #expect(reading.catalog.agents.map(\.agent) == builtIn.agents.map(\.agent) + ["mine"])
    #expect(reading.catalog.agent(named: "codex")?.ruleNames == ["mine"])
    #expect(reading.catalog.agent(named: "codex")?.origin == .file("/c/z.yaml"))
    #expect(reading.catalog.agents(differentFrom: builtIn) == ["codex", "mine"])
    #expect(builtIn.reading([]).catalog.agents(differentFrom: builtIn) == [])
    let process = ProcessDescription(pid: 1, parent: 0, name: "mine", arguments: ["mine"])
    #expect(reading.catalog.agent(of: process)?.agent == "mine")
  }

  @Test("a wrong file changes nothing: what came from it earlier holds, else what is built in")
  func wrong() throws {
    let broken = Self.file("/c/codex.yaml", "agent: codex\nrulez: []\n")
    let first = builtIn.reading([broken])
    #expect(first.catalog.agents(differentFrom: builtIn) == [])
    #expect(first.faults.map(\.file) == ["/c/codex.yaml"])
    #expect(first.faults.first?.line == 2)

    let good = builtIn.reading([Self.file("/c/codex.yaml", Self.yaml("codex", rule: "mine"))], previous: first.catalog)
    let again = builtIn.reading([broken, Self.file("/c/x.yaml", Self.yaml("x"))], previous: good.catalog)
    #expect(again.catalog.agent(named: "codex")?.ruleNames == ["mine"])
    #expect(again.catalog.agent(named: "x") != nil)
    #expect(!again.faults.isEmpty)

    let removed = builtIn.reading([], previous: again.catalog)
    #expect(removed.catalog.agents(differentFrom: builtIn) == [])
  }

  @Test("of two files for one agent the first by name counts")
  func twice() {
    let reading = builtIn.reading([
      Self.file("/c/b.yaml", Self.yaml("x", rule: "b")), Self.file("/c/a.yaml", Self.yaml("x", rule: "a")),
    ])
    #expect(reading.catalog.agent(named: "x")?.ruleNames == ["a"])
    #expect(reading.faults.map(\.description) == ["/c/b.yaml: the agent `x` has its rules from /c/a.yaml"])
  }

  @Test("bytes that are no text, and files that are too large, are faults with a place")
  func bytes() {
    let odd = RuleFile(path: "/c/a.yaml", bytes: Array("agent: a\n".utf8) + [0x66, 0xFF, 0x0A])
    #expect(builtIn.reading([odd]).faults == [RuleError(file: "/c/a.yaml", line: 2, message: "the file is not UTF-8")])
    let huge = RuleFile(path: "/c/a.yaml", bytes: Array(repeating: 0x23, count: RuleFile.largest + 1))
    #expect(builtIn.reading([huge]).faults.count == 1)
    #expect(builtIn.reading([RuleFile(path: "/c/a.yaml", bytes: [])]).faults.count == 1)
  }
}
