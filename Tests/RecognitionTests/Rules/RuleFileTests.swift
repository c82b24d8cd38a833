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
