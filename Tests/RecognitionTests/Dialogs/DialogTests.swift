import Recognition
import Testing

/// What is asked, taken out of dialogs of every shape.
@Suite struct DialogTests {
  private func ask(_ rows: [String], rule: String, columns: Int = Draw.width) throws -> Ask {
    let found = try #require(try Embedded.find(rows, columns: columns))
    #expect(found.rule == rule, "\(found)")
    return try #require(found.ask)
  }

  private static let single = [
    "⏺ One thing first.", "", Draw.rule(), " ☐ Color", "", "Which color shall the sail have?", "", "❯ 1. Red",
    "     Seen from afar", "  2. White", "     Seen by nobody, and that is sometimes just what is wanted of a sail at",
    "     night", "  3. Type something.", Draw.rule(), "  4. Chat about this", "",
    "Enter to select · ↑/↓ to navigate · Esc to cancel",
  ]

  @Test func aSingleQuestion() throws {
    let ask = try ask(Self.single, rule: "question")
    #expect(ask.question == "Which color shall the sail have?")
    #expect(ask.detail == ["☐ Color"])
    #expect(ask.options.map(\.key) == ["1", "2", "3", "4"])
    #expect(ask.options.map(\.label) == ["Red", "White", "Type something.", "Chat about this"])
    #expect(ask.options.map(\.isSelected) == [true, false, false, false])
    #expect(ask.options.first?.detail == "Seen from afar")
    #expect(ask.options[1].detail?.hasSuffix("at night") == true)
  }

  @Test func aQuestionWithTheCursorBelowTheInnerRule() throws {
    let rows = Self.single.map { $0.replacing("❯ 1.", with: "  1.").replacing("  4.", with: "❯ 4.") }
    let ask = try ask(rows, rule: "question")
    #expect(ask.options.count == 4)
    #expect(ask.selectedIndex == 3)
  }

  /// In a short pane the upper part has scrolled away, and only the rule inside the list is left.
  @Test func aQuestionWhoseTopIsCutOff() throws {
    let ask = try ask(Array(Self.single.dropFirst(4)), rule: "question")
    #expect(ask.options.count == 4)
    #expect(ask.question == "Which color shall the sail have?")
  }

  @Test func aLastRowWithoutANumberBelowTheInnerRule() throws {
    let rows = Self.single.map { $0.replacing("  4. Chat", with: "  Chat") }
    let ask = try ask(rows, rule: "question")
    #expect(ask.options.map(\.key) == ["1", "2", "3", ""])
    #expect(ask.options.last?.role == .aside)
  }

  @Test func aQuestionWhoseFooterIsCutOff() throws {
    let ask = try ask(Array(Self.single.dropLast(2)), rule: "question")
    #expect(ask.options.count == 4)
  }

  @Test func aQuestionOfSeveralWithBoxesToTick() throws {
    let rows = [
      Draw.rule(), "←  ☒ Lang  ☐ Extras  ✔ Submit  →", "", "Which extras?", "", "❯ 1. [ ] Apple", "     Red and round",
      "  2. [✔] Pear", "     Green", "  3. [ ] Type something", "     Submit", Draw.rule(), "  4. Chat about this", "",
      "Enter to select · Tab/Arrow keys to navigate · Esc to cancel",
    ]
    let ask = try ask(rows, rule: "question")
    #expect(ask.question == "Which extras?")
    #expect(ask.detail == ["←  ☒ Lang  ☐ Extras  ✔ Submit  →"])
    #expect(ask.options.map(\.label) == ["Apple", "Pear", "Type something", "Submit", "Chat about this"])
    #expect(ask.options.map(\.isChecked) == [false, true, false, nil, nil])
    #expect(ask.options.map(\.role) == [.choice, .choice, .freeText, .submit, .aside])
  }

  @Test func theReviewOfTheAnswers() throws {
    let rows = [
      Draw.rule(), "←  ☒ Lang  ☒ Extras  ✔ Submit  →", "", "Review your answers", "", " ● Which language?",
      "   → Swift", "",
      "Ready to submit your answers?", "", "❯ 1. Submit answers", "  2. Cancel",
    ]
    let ask = try ask(rows, rule: "question-review")
    #expect(ask.question == "Ready to submit your answers?")
    #expect(ask.options.map(\.label) == ["Submit answers", "Cancel"])
    #expect(ask.detail.contains("→ Swift"))
  }

  @Test func aPreviewBesideTheListIsLeftOut() throws {
    let rows = [
      Draw.rule(), " ☐ Layout", "", "Which layout?", "", "❯ 1. Wide        ┌──────────────┐",
      "  2. Tall        │ a preview    │",
      "                 └──────────────┘", "", "  Chat about this", "",
      "Enter to select · ↑/↓ to navigate · Esc to cancel",
    ]
    let ask = try ask(rows, rule: "question")
    #expect(ask.options.map(\.label) == ["Wide", "Tall", "Chat about this"])
    #expect(ask.options.allSatisfy { $0.detail == nil })
  }

  @Test func aPlanWithNumbersInIt() throws {
    let rows = [
      Draw.rule(), " Ready to code?", "", " Here is the plan:", "╌╌╌╌╌╌", " 1. Read", " 2. Write", " 3. Test", "╌╌╌╌╌╌",
      "",
      " Would you like to proceed?", "", " ❯ 1. Yes, and use auto mode", "   2. Yes, manually approve edits",
      "   3. No, keep planning",
    ]
    let ask = try ask(rows, rule: "plan")
    #expect(ask.question == "Would you like to proceed?")
    #expect(ask.options.map(\.label) == ["Yes, and use auto mode", "Yes, manually approve edits", "No, keep planning"])
    #expect(ask.detail.contains("2. Write"))
  }

  @Test("what a long command does last is known as well")
  func longCommand() throws {
    let parts = (0..<12).map { "   && swift test --filter Suite\($0) --parallel" }
    let rows =
      [Draw.rule(), " Bash command", "", "   make"] + parts + [
        "   && rm -rf ~/work", "   Build it", "", " Do you want to proceed?", " ❯ 1. Yes",
        "   2. No, and tell Claude what to do differently (esc)",
      ]
    let detail = try ask(rows, rule: "permission").detail.joined(separator: " ")
    #expect(detail.count > 400 && detail.contains("Suite0 ") && detail.contains("&& rm -rf ~/work"), "\(detail)")
  }

  @Test func trustWithNumbers() throws {
    let rows = [
      Draw.rule(), " Accessing workspace:", "", " /home/u/x", "",
      " Quick safety check: Is this a project you created or one you trust? (Like your",
      " own code.) If not, look first.", "",
      " Security guide", "", " ❯ 1. Yes, I trust this folder", "   2. No, exit", "",
      " Enter to confirm · Esc to cancel",
    ]
    let ask = try ask(rows, rule: "trust-folder")
    #expect(ask.question.hasPrefix("Quick safety check: Is this a project you created or one you trust?"))
    #expect(ask.question.hasSuffix("look first."))
    #expect(ask.detail == ["Accessing workspace:", "/home/u/x"])
    #expect(ask.options.map(\.key) == ["1", "2"])
  }

  @Test func trustWithoutNumbers() throws {
    let rows = [
      Draw.rule(), " Accessing workspace:", "", " /home/u/x", "",
      " Quick safety check: Is this a project you created or one you trust?",
      "", "   Yes, I trust this folder", " ❯ No, exit", "", " Enter to confirm · Esc to cancel",
    ]
    let ask = try ask(rows, rule: "trust-folder")
    #expect(ask.options.map(\.label) == ["Yes, I trust this folder", "No, exit"])
    #expect(ask.options.map(\.key) == ["", ""])
    #expect(ask.selectedIndex == 1)
    let first = try self.ask(
      rows.map { $0.replacing("❯ No", with: "  No").replacing("   Yes", with: " ❯ Yes") }, rule: "trust-folder")
    #expect(first.selectedIndex == 0)
    #expect(first.options.count == 2)
  }

  @Test func theFrameOfOldIsStripped() throws {
    let rows =
      Draw.transcript
      + Draw.framed([
        "Create file", "", "Do you want to create NOTES.md?", "❯ 1. Yes",
        "  2. Yes, allow all edits during this session (shift+tab)",
        "  3. No, and tell Claude what to do differently (esc)",
      ])
    let ask = try ask(rows, rule: "permission")
    #expect(ask.question == "Do you want to create NOTES.md?")
    #expect(ask.detail == ["Create file"])
    #expect(ask.options.last?.label == "No, and tell Claude what to do differently (esc)")
  }

  @Test func aListInAWindowOfItsOwn() throws {
    let rows = [
      Draw.rule(), " Which one?", "", " ↑ 3. three", " ❯ 4. four", " ↓ 5. five", "",
      " Enter to select · ↑/↓ to navigate · Esc to cancel",
    ]
    let ask = try ask(rows, rule: "question")
    #expect(ask.options.map(\.key) == ["3", "4", "5"])
    #expect(ask.selectedIndex == 1)
  }

  @Test func hugeDialogsAreCut() throws {
    let long = String(repeating: "word ", count: 300)
    let rows =
      [Draw.rule(), " Do you want to " + long] + (1...30).map { ($0 == 1 ? " ❯ " : "   ") + "\($0). Yes " + long }
      + ["", " Esc to cancel · Tab to amend"]
    let ask = try ask(rows, rule: "permission", columns: 2_000)
    #expect(ask.question.count == 500)
    #expect(ask.options.count == 20)
    #expect(ask.options.allSatisfy { $0.label.count == 200 })
  }
}
