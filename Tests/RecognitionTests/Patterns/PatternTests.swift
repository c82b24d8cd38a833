import Testing

@testable import Recognition

@Suite struct PatternTests {
  @Test(arguments: [
    ("abc", "xxABCxx", true), ("^abc", "xabc", false), ("abc$", "abc", true), ("a.c", "a❯c", true),
    ("[a-c]+\\d{2,3}", "cab12", true), ("[a-c]\\d{2,3}", "b1", false), ("[^ ]x", " x", false), ("[^ ]x", "❯x", true),
    ("\\bnow\\b", "know", false), ("\\bnow\\b", "do it now.", true), ("(yes|no), exit", "No, exit", true),
    ("^[\\x{2800}-\\x{28FF}] ", "⠂ title", true), ("^[\\x{2800}-\\x{28FF}] ", "✳ title", false),
    ("you've", "you’ve", true), ("❯ 1", "❯\u{A0}1", true), ("a{0,2}b", "b", true), ("x|", "", true),
    ("[\\s·]", "a·b", true), ("[^\\s·]", "·", false), ("\\S+…( \\(.*)?$", "Doing… (3s)", true), ("]", "]", true),
    ("(a*)*b", "aaaa", false), ("", "any", true), ("\\.", "a", false),
  ])
  func match(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).matches(Folding.fold(text)) == expected)
  }

  @Test func captureIsTheFirstGroup() throws {
    let text = Folding.fold("limit · resets 3:45pm · more")
    let match = try #require(try Pattern("(?:resets) (\\S+)( ·)").match(in: text))
    #expect(match.capture.map { Folding.string(text[$0]) } == "3:45pm")
  }

  @Test func captureOfABranchThatFailedIsForgotten() throws {
    let text = Folding.fold("ab")
    #expect(try Pattern("(a)c|ab").match(in: text) == Pattern.Match(range: 0..<2, capture: nil))
  }

  @Test func lazyTakesLess() throws {
    let text = Folding.fold("<a><b>")
    #expect(try Pattern("<.*?>").match(in: text)?.range == 0..<3)
    #expect(try Pattern("<.*>").match(in: text)?.range == 0..<6)
  }

  @Test(arguments: [
    "(", ")", "[a", "a{2", "a{3,2}", "*a", "\\q", "\\", "(?=a)", "[z-a]", "\\x{110000}", "a{99}", "\\x41",
  ])
  func faultsAreReported(pattern: String) {
    #expect(throws: PatternError.self) { try Pattern(pattern) }
  }

  /// Patterns that make other matchers take years.
  @Test(.timeLimit(.minutes(1))) func timeIsBounded() throws {
    let text = [UInt32](repeating: 0x61, count: 2_000)
    #expect(try Pattern("(a+)+(a+)+(a|a)*b").matches(text) == false)
    #expect(try Pattern("^(a?){60}a{60}$").matches(Array(text.prefix(60))))
  }
}
