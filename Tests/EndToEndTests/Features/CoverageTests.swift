import Foundation
import Testing

@Suite("The table of requirements")
struct CoverageTests {
  @Test("every requirement has a test that runs, or a reason why it has none, and not both")
  func whole() throws {
    let tests = try Coverage.tests()
    #expect(tests.count > 10, "the titles are not found")
    for id in Coverage.requirements {
      let isShown = tests.contains { $0.requirements.contains(id) && $0.disabled == nil }
      #expect(isShown != (Coverage.unshown[id] != nil), "\(id)")
    }
    let known = Set(Coverage.requirements)
    for id in tests.flatMap(\.requirements) where !id.hasPrefix("S0C-") { #expect(known.contains(id), "\(id)") }
  }

  @Test("the page says what the tests say")
  func page() throws {
    let text = Coverage.text(try Coverage.tests())
    if ProcessInfo.processInfo.environment["ARGOSY_WRITE_COVERAGE"] == "1" {
      try text.write(to: Coverage.page, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: Coverage.page, encoding: .utf8)
    #expect(written == text, "write it anew with ARGOSY_WRITE_COVERAGE=1")
  }

  @Test("a title is found in both of its forms, with the reason why it does not run")
  func titles() {
    let source = """
      @Suite("Some")
      struct SomeTests {
        @Test("S0-01, S0C-02: short", arguments: [1, 2])
        func short() {}
        @Test(
          \"\"\"
          S0-03: long, \\
          in two lines
          \"\"\", .disabled("not yet"))
        func long() {}
        @Test("of no requirement")
        func other() {}
      }
      """
    #expect(
      Coverage.tests(in: source) == [
        .init(requirements: ["S0-01", "S0C-02"], sentence: "short", suite: "Some", disabled: nil),
        .init(requirements: ["S0-03"], sentence: "long, in two lines", suite: "Some", disabled: "not yet"),
      ])
  }
}
