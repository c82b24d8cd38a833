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

  @Test("what has no room below is counted, and nothing scrolls")
  func height() {
    func lines(_ count: Int, height: Int) -> [Substring] {
      let text = (1...count).map { "line \($0)" }.joined(separator: "\n")
      return Repaint.text(text, isFirst: false, height: height).split(separator: "\n").dropLast()
    }
    #expect(lines(4, height: 5).last?.hasSuffix("line 4") == true)
    #expect(lines(5, height: 5).last?.hasSuffix("… 2 more lines") == true && lines(5, height: 5).count == 4)
    for height in 0...3 { #expect(lines(9, height: height).count <= max(1, height - 1), "\(height)") }
  }
}
