import Testing
import TmuxUI

@Suite("Visible text")
struct VisibleTextTests {
  @Test("what acts on a terminal or cannot be seen is written out, and nothing is lost")
  func escapes() {
    #expect(VisibleText.line("plain 漢 é", limit: 99) == "plain 漢 é")
    #expect(
      VisibleText.line("a\u{1B}[31m\n\u{9B}\u{202E}b\u{200D}", limit: 99)
        == "a\\u{1B}[31m\\u{A}\\u{9B}\\u{202E}b\\u{200D}")
    #expect(VisibleText.line("\\u{1B}", limit: 99) == "\\\\u{1B}")
  }

  @Test("a mark with nothing to stand on is written out, and blanks stay as many as they are")
  func marks() {
    #expect(VisibleText.line("\u{301}e\u{301}", limit: 99) == "\\u{301}e\u{301}")
    #expect(VisibleText.line("  a  ", limit: 99) == "  a  ")
  }

  @Test("a long text is cut")
  func cut() {
    #expect(VisibleText.line("abcdef", limit: 3) == "abc…")
    #expect(VisibleText.line("abc", limit: 3) == "abc")
  }
}
