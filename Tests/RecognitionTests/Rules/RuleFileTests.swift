import Testing

@testable import Recognition

@Suite struct RuleFileTests {
  @Test func embeddedRulesAreWhole() throws {
    let catalog = try AgentCatalog.embedded()
    let rules = try #require(catalog.agent(named: "claude"))
    #expect(rules.displayName == "Claude Code")
    #expect(rules.ruleNames.count > 25)
    #expect(Set(rules.ruleNames).count == rules.ruleNames.count)
    #expect(rules.rules.map(\.priority) == rules.rules.map(\.priority).sorted(by: >))
    #expect(catalog.agent(named: "nobody") == nil)
  }

  @Test("every agent of the program can be told, started, resumed and talked to")
  func embeddedAgents() throws {
    let catalog = try AgentCatalog.embedded()
    #expect(
      catalog.agents.map(\.agent) == ["claude", "codex", "gemini", "opencode", "copilot", "cursor", "aider", "amp"])
    for rules in catalog.agents {
      #expect(rules.origin == .builtIn)
      #expect(!rules.looks.isEmpty, "\(rules.agent) has no look")
      #expect(rules.launch != nil && rules.resume != nil, "\(rules.agent) cannot be started")
      #expect(rules.send.prefixes.contains("/"), "\(rules.agent) has slash commands")
      #expect(AgentRules.faults(inYAML: rules.yaml, source: "again") == [])
    }
  }

  private static let head = "agent: a\nprocess: {}\nmarks: {}\n"

  @Test(arguments: [
    ("agent: [x\n", 2, ""),
    ("agent: a\nprocess: {}\nmarks: {}\nrulez: []\n", 4, "rulez"),
    (head + "rules:\n  - name: x\n    region: whole\n", 5, "priority"),
    (head + "rules:\n  - {name: x, priority: 1, state: idle, region: nowhere, all: [{line: a}]}\n", 5, "nowhere"),
    (
      head + "rules:\n  - name: x\n    priority: 1\n    region: whole\n    state: asleep\n    all: [{line: a}]\n", 8,
      "asleep"
    ),
    (
      head + "rules:\n  - name: x\n    priority: 1\n    region: whole\n    state: idle\n    all:\n      - line: '('\n",
      10, "pattern"
    ),
    (
      head + "rules:\n  - {name: x, priority: 1, region: whole, state: idle, kind: plan, all: [{line: a}]}\n", 5, "kind"
    ),
    (head + "rules:\n  - {name: x, priority: 1, region: whole, state: idle}\n", 5, "conditions"),
    (
      head + "rules:\n  - {name: x, priority: 1, region: whole, state: idle, all: [{line: a, text: b}]}\n", 5,
      "one test"
    ),
    (
      head + "rules:\n  - {name: x, priority: 1, region: whole, state: idle, abstain: true, all: [{line: a}]}\n", 5,
      "abstains"
    ),
    (
      head + "rules:\n  - {name: x, priority: 1, region: whole, state: idle, all: [{line: a}]}\n"
        + "  - {name: x, priority: 1, region: whole, state: idle, all: [{line: a}]}\n", 6, "two rules"
    ),
  ])
  func faultsNameFileAndLine(yaml: String, line: Int, word: String) throws {
    let error = #expect(throws: RuleError.self) { try AgentRules(yaml: yaml, source: "mine.yaml") }
    let fault = try #require(error)
    #expect(fault.file == "mine.yaml")
    #expect(fault.line == line, "\(fault)")
    #expect(word.isEmpty || fault.message.contains(word), "\(fault)")
    #expect(fault.description.hasPrefix("mine.yaml:\(line): "))
  }

  private static let rule = "rules:\n  - {name: x, priority: 1, region: whole, state: idle, all: [{line: a}]"

  @Test(
    "faults of the newer keys name their line too",
    arguments: [
      (head + rule + ", versions: 2.1}\n", 5, "range of versions"),
      (head + rule + ", versions: '>=x'}\n", 5, "range of versions"),
      ("agent: a\nprocess: {}\nmarks: {box: round}\nrules: []\n", 3, "framed, bare, gutter"),
      ("agent: a\nprocess: {}\nmarks: {box: bare}\nrules: []\n", 3, "`input`"),
      ("agent: a\nprocess: {}\nmarks: {input: x}\nrules: []\n", 3, "`input`"),
      ("agent: a\nprocess: {}\nmarks:\n  dialog: ['(']\nrules: []\n", 4, "pattern"),
      ("agent: Not A Name\nprocess: {}\nmarks: {}\nrules: []\n", 1, "cannot be an agent's name"),
      ("agent: --help\nprocess: {}\nmarks: {}\nrules: []\n", 1, "cannot be an agent's name"),
      (head + "launch: {}\nrules: []\n", 4, "`command` is missing"),
      (head + "launch: {command: []}\nrules: []\n", 4, "`command` is empty"),
      (head + "launch:\n  command: [a]\n  prompt: ['{promt}']\nrules: []\n", 6, "`{promt}` has no meaning"),
      (head + "launch:\n  command: [a]\n  name: ['{session}']\nrules: []\n", 6, "`{session}` has no meaning"),
      (head + "launch:\n  command: [a]\n  latest: [b]\nrules: []\n", 6, "belongs to `resume`"),
      (head + "launch:\n  command: [a]\n  modes:\n    reckless: []\nrules: []\n", 7, "reckless"),
      (head + "resume: {command: [a]}\nrules: []\n", 4, "needs `launch`"),
      (head + "send: {paste: throw}\nrules: []\n", 4, "bracketed, keys"),
      (head + "send: {settle: 300}\nrules: []\n", 4, "300ms"),
      (head + "send: {settle: 61s}\nrules: []\n", 4, "at most a minute"),
      (head + "send: {settle: -1ms}\nrules: []\n", 4, "300ms"),
      (head + "send:\n  submit: 'Enter; kill-server'\nrules: []\n", 5, "key as tmux"),
      (head + "send:\n  clear: '-X'\nrules: []\n", 5, "key as tmux"),
      (head + "send: {resubmits: maybe}\nrules: []\n", 4, "`true` or `false`"),
    ])
  func newerFaults(yaml: String, line: Int, word: String) throws {
    let fault = try #require(AgentRules.faults(inYAML: yaml, source: "mine.yaml").first)
    #expect(fault.line == line, "\(fault)")
    #expect(fault.message.contains(word), "\(fault)")
    #expect(throws: fault) { try AgentRules(yaml: yaml, source: "mine.yaml") }
  }

  @Test("all faults of a file are told at once, from the top down")
  func allFaults() {
    let yaml =
      "agent: A\nprocess: {commands: x}\nmarks: {}\nsend: {settle: soon}\n"
      + "rules:\n  - {name: x}\n  - {name: y, priority: 1, region: moon, state: idle, all: [{line: a}]}\n"
    #expect(AgentRules.faults(inYAML: yaml, source: "m").map(\.line) == [1, 2, 4, 6, 7])
  }

  @Test("two rules of one name are one for each of two ranges of versions")
  func namesByVersion() throws {
    let rule = "{name: x, priority: 1, region: whole, state: idle, all: [{line: a}]"
    let apart = Self.head + "rules:\n  - \(rule), versions: '<2'}\n  - \(rule), versions: '>=2'}\n"
    #expect(try AgentRules(yaml: apart, source: "m").ruleNames == ["x", "x"])
    let same = Self.head + "rules:\n  - \(rule), versions: '<2'}\n  - \(rule), versions: '<2'}\n"
    #expect(AgentRules.faults(inYAML: same, source: "m").map(\.line) == [6])
  }

  @Test func anEmptyFileIsAFault() {
    #expect(throws: RuleError.self) { try AgentRules(yaml: "", source: "mine.yaml") }
  }

  @Test(arguments: [
    "title", "whole", "dialog", "prompt", "footer", "status", "last entry", "after rule", "bottom 6", "above prompt 12",
  ])
  func regionNamesReadBack(name: String) {
    #expect(RegionName(name)?.description == name)
  }

  @Test(arguments: ["", "bottom", "bottom x", "bottom 0", "bottom 1000", "top 3"])
  func otherRegionsAreUnknown(name: String) {
    #expect(RegionName(name) == nil)
  }
}
