import LabelledScreens
import Recognition
import Testing

/// A person, or argosy, types an answer into the row that takes one: it is the same question all the while.
@Suite struct TypingTests {
  static let screens = LabelledScreenTests.screens.filter { screen in
    guard let ask = try? LabelledScreenTests.find(screen.screen, screen.agent)?.ask else { return false }
    return ask.freeTextIndex != nil && ask.tabs.count <= 1 && ask.options.contains { $0.role == .choice }
  }

  private static let texts = [
    "g", "green", "1. green 2. red", "Submit", "Do you want to proceed?", "a rather long answer", "Yes, that one",
  ]

  @Test func thereAreSome() {
    #expect(Self.screens.count >= 8)
    #expect(Set(Self.screens.map(\.agent)).count >= 3)
  }

  @Test("what is typed does not change the ask", arguments: screens)
  func typed(labelled: LabelledScreen) throws {
    let before = try #require(try LabelledScreenTests.find(labelled.screen, labelled.agent)?.ask)
    let free = before.options[try #require(before.freeTextIndex)]
    for text in Self.texts {
      var screen = labelled.screen
      let row = try #require(screen.rows.lastIndex { $0.text.contains(free.label) })
      guard let range = screen.rows[row].text.firstRange(of: free.label) else { continue }
      screen.rows[row].text.replaceSubrange(range, with: text)
      let after = try #require(try LabelledScreenTests.find(screen, labelled.agent)?.ask, "`\(text)`")
      #expect(after.id == before.id, "\(labelled) with `\(text)`: \(after.options)")
      #expect(after.question == before.question)
    }
  }

  @Test("the row with typed text stays the row for text, where another tells which it is")
  func role() throws {
    let rows = [
      Draw.rule(), " ☐ Color", "", "Which color?", "", "  1. Red", "  2. White", "❯ 3. green with stripes", Draw.rule(),
      "  4. Chat about this", "", "Enter to select · ↑/↓ to navigate · Esc to cancel",
    ]
    let ask = try #require(try Embedded.find(Draw.transcript + rows)?.ask)
    #expect(ask.freeTextIndex == 2)
    #expect(ask.enter == .edit)
    #expect(ask.options.map(\.role) == [.choice, .choice, .freeText, .aside])
  }
}
