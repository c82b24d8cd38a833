import Recognition
import Testing

@Suite struct VersionTests {
  @Test(
    "a range contains a version when all of its parts hold",
    arguments: [
      (">=2.1.228 <2.2", "2.1.228", true), (">=2.1.228 <2.2", "2.1.227", false), (">=2.1.228 <2.2", "2.2.0", false),
      (">=2.1.228 <2.2", "2.1.1000", true), (">2", "2.0.0", false), (">2", "2.0.1", true), ("<=2.0", "2", true),
      ("<=2.0", "2.0.1", false), ("=1.2", "1.2.0", true), ("=1.2", "1.2.1", false), ("<2.2", "2.2.0-beta.1", false),
      (">=2026.9", "2026.09.18-9a7762b", true), (">=0.155", "v0.155.1", true), ("<1", "0.9.9+build", true),
    ])
  func contains(range: String, version: String, expected: Bool) throws {
    #expect(try #require(VersionRange(range)).contains(version) == expected)
  }

  @Test(
    "what is no version is inside of every range",
    arguments: [nil, "", "latest", "2.x", "2..1", "99999999999999999999", "2.1-"])
  func unknown(version: String?) throws {
    // The last one is 2.1 with an empty suffix.
    #expect(try #require(VersionRange(version == "2.1-" ? "=2.1" : "=7")).contains(version))
  }

  @Test(
    "what is no range is none", arguments: ["", " ", "2.1", ">", ">=", ">=x", "~2", ">=1 2", "=<2", ">=1.2.3.4.5.6.7"])
  func noRange(text: String) {
    #expect(VersionRange(text) == nil)
  }

  @Test("rules for other versions are not tried, and with an unknown version all are")
  func filtered() throws {
    let yaml = """
      agent: a
      process: {}
      marks: {}
      rules:
        - {name: old, priority: 2, region: whole, state: working, versions: '<2', all: [{line: hello}]}
        - {name: new, priority: 1, region: whole, state: idle, versions: '>=2 <3', all: [{line: hello}]}
      """
    let rules = try AgentRules(yaml: yaml, source: "m")
    let screen = ScreenText(rows: ["hello"], columns: 80)
    #expect(Recognizer(rules: rules, version: "1.9").recognise(screen)?.rule == "old")
    #expect(Recognizer(rules: rules, version: "2.0.1").recognise(screen)?.rule == "new")
    #expect(Recognizer(rules: rules, version: "3.0").recognise(screen) == nil)
    #expect(Recognizer(rules: rules, version: "2.0.1").explain(screen).map(\.rule) == ["new"])
    #expect(Recognizer(rules: rules).explain(screen).map(\.rule) == ["old", "new"])
  }
}
