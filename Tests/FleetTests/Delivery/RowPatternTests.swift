import Testing

@testable import Fleet

@Suite("Rows that must not change")
struct RowPatternTests {
  @Test("nothing that means something to tmux or to a regular expression gets into a format")
  func harmless() {
    let hostile = "❯ #{pane_id} #(touch x) a,b}c:d [e] (f|g)* \\ $HOME %3 ^.+? ────👍"
    let expression = RowPattern(hostile).expression
    let allowed = Set("^.*$❯\u{A0}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    #expect(expression.allSatisfy { allowed.contains($0) }, "\(expression)")
    #expect(RowPattern(hostile).matches(hostile))
  }

  @Test("an empty box is not one with a draft, and an option is not another one")
  func distinct() {
    #expect(!RowPattern("❯\u{A0}").matches("❯\u{A0}x"))
    #expect(!RowPattern("❯ 1. Yes").matches("❯ 2. Yes"))
    #expect(!RowPattern("❯ Try \"x\"").matches("❯ hello"))
    #expect(RowPattern("  text   ").matches("  text"))
  }

  @Test("wildcards in a row are found wherever their text has gone")
  func wildcards() {
    #expect(RowPattern("a 日本 b").matches("a 語 b"))
    #expect(!RowPattern("a 日本 b").matches("a 語 c"))
    #expect(RowPattern("a日x日x").matches("axxyxx"))
  }

  @Test("of rows that look alike the first is meant, as tmux finds it")
  func first() {
    let rows = ["❯ go", "", "❯ go"]
    #expect(ScreenGuard(rows, rows: [2]).rows.map(\.index) == [0])
  }
}
