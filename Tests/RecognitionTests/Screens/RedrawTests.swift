import LabelledScreens
import Recognition
import TestSupport
import Testing

/// What a redraw changes without meaning anything.
@Suite(.heavy)
struct RedrawTests {
  static let ofAll = LabelledScreenTests.screens
  static let screens = ofAll.filter { $0.agent == "claude" }

  private func expectSame(_ labelled: LabelledScreen, _ screen: ScreenText, _ what: String) throws {
    let before = try LabelledScreenTests.find(labelled.screen, labelled.agent)
    let after = try LabelledScreenTests.find(screen, labelled.agent)
    #expect(ScreenLabel(after) == ScreenLabel(before), "\(what): \(after?.rule ?? "nothing")")
    #expect(after?.ask?.id == before?.ask?.id, "\(what)")
  }

  private func changed(_ labelled: LabelledScreen, _ change: (String) -> String) -> ScreenText {
    var screen = labelled.screen
    for index in screen.rows.indices {
      screen.rows[index].text = change(screen.rows[index].text)
      screen.rows[index].solid = screen.rows[index].solid.map(change)
    }
    return screen
  }

  @Test(arguments: screens) func theSpinnerTurns(labelled: LabelledScreen) throws {
    for glyph in ["·", "✢", "✳", "✶", "✻", "✽", "*"] {
      let screen = changed(labelled) { text in
        guard let first = text.first, "·✢✳✶✻✽*".contains(first), text.dropFirst().first == " " else { return text }
        return glyph + text.dropFirst()
      }
      try expectSame(labelled, screen, glyph)
    }
  }

  @Test(arguments: screens) func theTitleTurns(labelled: LabelledScreen) throws {
    let wheel: [Character] =
      labelled.screen.title.first.map { "◐◓◑◒".contains($0) } == true ? ["◐", "◓", "◑", "◒"] : ["⠂", "⠐", "⠠"]
    guard let first = labelled.screen.title.first, !"✳".contains(first) else { return }
    for glyph in wheel {
      var screen = labelled.screen
      screen.title = String(glyph) + screen.title.dropFirst()
      try expectSame(labelled, screen, String(glyph))
    }
  }

  /// Seconds and tokens are counted in brackets.
  @Test(arguments: screens) func theCountersCount(labelled: LabelledScreen) throws {
    guard labelled.expected.label == .working else { return }
    for digit in ["1", "7", "42"] {
      let screen = changed(labelled) { text in
        guard let bracket = text.lastIndex(of: "("), text.contains("…") else { return text }
        let counted = text[bracket...].map { $0.isNumber ? digit : String($0) }.joined()
        return String(text[..<bracket]) + counted
      }
      try expectSame(labelled, screen, digit)
    }
  }

  @Test(arguments: ofAll) func theCursorIsElsewhere(labelled: LabelledScreen) throws {
    for (row, column) in [(0, 0), (3, 7), (labelled.screen.rows.count - 1, 2)] {
      var screen = labelled.screen
      screen.cursorRow = row
      screen.cursorColumn = column
      try expectSame(labelled, screen, "\(row),\(column)")
    }
  }

  @Test(arguments: ofAll) func blanksAreErasedOrWritten(labelled: LabelledScreen) throws {
    let width = labelled.screen.columns
    try expectSame(
      labelled, changed(labelled) { $0 + String(repeating: " ", count: max(0, width - $0.count)) }, "padded")
    var taller = labelled.screen
    taller.rows += Array(repeating: ScreenText.Row(text: ""), count: 12)
    try expectSame(labelled, taller, "taller")
  }

  /// In a list the cursor walks; the ask is the same.
  @Test(arguments: ofAll.filter { $0.expected.label.isBlocked }) func theListCursorWalks(
    labelled: LabelledScreen
  ) throws {
    let before = try #require(try LabelledScreenTests.find(labelled.screen, labelled.agent))
    guard let ask = before.ask, ask.options.count > 1, !(ask.options.first?.key ?? "").isEmpty else { return }
    let label = labelled.expected.label
    for option in ask.options where !option.key.isEmpty {
      var screen = labelled.screen
      // The list stands below everything that only looks like one.
      guard let old = screen.rows.lastIndex(where: { $0.text.contains("❯ ") }) else { return }
      screen.rows[old].text = screen.rows[old].text.replacing("❯ ", with: "  ")
      let mark = "  \(option.key). "
      let row = screen.rows.lastIndex { row in
        row.text.firstRange(of: mark).map { row.text[..<$0.lowerBound].allSatisfy { " │".contains($0) } } ?? false
      }
      guard let row else { continue }
      let text = screen.rows[row].text
      screen.rows[row].text = text.replacing(mark, with: "❯ \(option.key). ", maxReplacements: 1)
      let found = try LabelledScreenTests.find(screen, labelled.agent)
      #expect(ScreenLabel(found) == label, "cursor on \(option.key): \(found?.rule ?? "nothing")")
      #expect(found?.ask?.id == ask.id, "cursor on \(option.key)")
      #expect(found?.ask?.options.first { $0.isSelected }?.key == option.key)
    }
  }

  /// Ticks come and go; the ask is the same.
  @Test func ticksAreNotTheAsk() throws {
    let labelled = try #require(Self.screens.first { $0.name == "question-multi" })
    let ticked = changed(labelled) { $0.replacing("[ ]", with: "[✔]").replacing("☐", with: "☒") }
    try expectSame(labelled, ticked, "ticked")
    let cleared = changed(labelled) { $0.replacing("[✔]", with: "[ ]") }
    try expectSame(labelled, cleared, "cleared")
  }

  /// The sign in front of an entry differs from system to system.
  @Test(arguments: screens) func theSignOfAnEntryIsAnother(labelled: LabelledScreen) throws {
    for (sign, other) in [("⏺ ", "● "), ("● ", "⏺ ")] {
      // Reduced motion has no sign of its own.
      guard !(sign == "● " && labelled.name.contains("reduced-motion")) else { continue }
      let screen = changed(labelled) { $0.hasPrefix(sign) ? other + $0.dropFirst(2) : $0 }
      try expectSame(labelled, screen, other)
    }
  }
}
