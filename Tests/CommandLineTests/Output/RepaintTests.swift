import Testing

@testable import argosy

@Suite("Drawing a screenful over the last")
struct RepaintTests {
  @Test("only the first clears the whole screen; a later one leaves nothing of the one before")
  func repaint() {
    #expect(Repaint.text("a", isFirst: true) == "\u{1B}[H\u{1B}[2J\u{1B}[?7l\u{1B}[Ka\n\u{1B}[?7h\u{1B}[J")
    let later = Repaint.text("a\n\nb", isFirst: false)
    #expect(later == "\u{1B}[H\u{1B}[?7l\u{1B}[Ka\n\u{1B}[K\n\u{1B}[Kb\n\u{1B}[?7h\u{1B}[J")
  }
}
