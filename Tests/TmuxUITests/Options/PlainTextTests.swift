import Testing

@testable import TmuxUI

@Suite("Plain text")
struct PlainTextTests {
  @Test(
    "what is not to be printed is left out",
    arguments: [
      ("plain", "plain"), ("", ""), ("a\nb", "a b"), ("a\r\n\r\n\t b", "a b"), ("  both ends \n", "both ends"),
      ("a\u{0}b\u{7F}c\u{1}", "abc"), ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"), ("\u{9B}31mred", "31mred"),
      ("\u{1B}]0;title\u{7}x", "]0;titlex"), ("line\u{2028}next\u{2029}last", "line next last"),
      ("a\u{85}b\u{A0}c\u{3000}d", "a b c d"), ("\u{202E}evil\u{202C} \u{2066}x\u{2069}", "evil x"),
      ("a\u{200B}b\u{200D}c\u{FEFF}d\u{AD}e", "abcde"), ("♥\u{FE0F} ♥\u{FE0E}", "♥ ♥"), ("x\u{E0100}y", "xy"),
      ("\u{E0041}tag", "tag"), ("\u{3164}\u{115F}filler", "filler"), ("a\u{34F}b", "ab"), ("\u{600}1\u{FFF9}2", "12"),
      ("\u{301}a \u{301}b", "a b"),
      ("\u{E000}private\u{F8FF}", "private"), ("a\u{378}b\u{FFFF}c", "abc"), ("\u{1FAE8}new\u{1FAE0}", "new"),
      ("🙂 é 你好", "🙂 é 你好"), ("e\u{301}a\u{308}", "e\u{301}a\u{308}"),
      ("#(id) #[fg=red] #{pid}", "#(id) #[fg=red] #{pid}"),
    ])
  func cleaned(text: String, expected: String) {
    #expect(PlainText.line(text, limit: 100) == expected)
  }

  @Test("a long text is cut to the limit, with a sign that it was")
  func cut() {
    let long = String(repeating: "abcdefghij", count: 1000)
    for limit in [2, 10, 120, 200] {
      let line = PlainText.line(long, limit: limit)
      #expect(line.count == limit)
      #expect(line.hasSuffix("…"))
      #expect(long.hasPrefix(line.dropLast()))
    }
    #expect(PlainText.line("exactly ten", limit: 11) == "exactly ten")
    #expect(PlainText.line("exactly ten", limit: 10) == "exactly t…")
    #expect(PlainText.line("exactly ten   \n", limit: 11) == "exactly ten")
  }

  @Test("no text is longer than the limit, however its characters are joined")
  func joined() {
    let family = "👨\u{200D}👩\u{200D}👧"
    #expect(PlainText.line(String(repeating: family, count: 50), limit: 20).count <= 20)
    #expect(PlainText.line(String(repeating: "\u{1F1E9}\u{1F1EA}", count: 50), limit: 20).count <= 20)
    #expect(PlainText.line(String(repeating: "a\u{200B}\u{301}", count: 50), limit: 20).count <= 20)
  }

  @Test("a pile of combining marks cannot make a line too long for a command")
  func piled() {
    let pile = "a" + String(repeating: "\u{301}", count: 20_000) + "b"
    let line = PlainText.line(pile, limit: 120)
    #expect(line.utf8.count < 1000)
    #expect(line.unicodeScalars.starts(with: "a\u{301}".unicodeScalars))
    #expect(line.hasSuffix("b"))
    let piles = String(repeating: "a" + String(repeating: "\u{301}", count: 100), count: 300)
    #expect(PlainText.line(piles, limit: 200).utf8.count < 8000)
  }

  @Test("a line that was made plain stays as it is")
  func twice() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<300 {
      let scalars = (0..<40).compactMap { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Unicode.Scalar(UInt32(state >> 33) % 0x3000)
      }
      let line = PlainText.line(String(String.UnicodeScalarView(scalars)), limit: 30)
      #expect(PlainText.line(line, limit: 30) == line)
      #expect(line.count <= 30)
    }
  }
}
