import Recognition
import TestSupport
import Testing

/// The mistakes that detectors are known to make, one by one.
@Suite(.heavy)
struct PitfallTests {
  private func state(_ rows: [String], columns: Int = Draw.width, title: String = "") throws -> AgentState? {
    try Embedded.find(rows, columns: columns, title: title)?.state
  }

  @Test func aQuotedDialogAboveThePromptIsText() throws {
    #expect(try state(Draw.permission() + ["", "⏺ That is what it looks like.", ""] + Draw.box()) == .idle)
    let quoted = Draw.permission().map { "     " + $0 }
    #expect(try state(["⏺ Bash(cat screen.txt)", "  ⎿  first line"] + quoted + [""] + Draw.box()) == .idle)
  }

  @Test func aQuotedDialogInAHalfDrawnFrameIsText() throws {
    let rows =
      Draw.transcript + [
        "⏺ Bash(cat screen.txt)", "  ⎿  Do you want to proceed?", "     ❯ 1. Yes", "       2. No", "     Esc to cancel",
      ]
    #expect(try state(rows) != .blocked)
    #expect(try state([Draw.rule()] + rows) != .blocked)
  }

  @Test func aNumberedDraftIsADraft() throws {
    let draft = [
      Draw.rule(), "❯\u{A0}1. refactor the parser", "  2. Yes, and test it", "  3. No", Draw.rule(),
      "  ? for shortcuts",
    ]
    let found = try Embedded.find(Draw.transcript + draft)
    #expect(found?.state == .idle)
    let box = try Embedded.recognizer().inputBox(on: Draw.screen(Draw.transcript + draft))
    #expect(box?.draft == "1. refactor the parser\n2. Yes, and test it\n3. No")
  }

  @Test(arguments: [
    "✻ Cooked for 3s", "✻ Sautéed for 1m 2s", "· Churned for 13s", "✶ Worked for 7s · done 18:49",
    "✻ Conversation compacted (ctrl+o for history)",
  ])
  func aLineOfAnEndedTurnIsNotWork(line: String) throws {
    #expect(try state(Draw.transcript + [line, ""] + Draw.box()) == .idle)
  }

  @Test func anEndedTurnBelowAnOldSpinnerIsOver() throws {
    #expect(try state(["✻ Puttering… (3s)", ""] + Draw.transcript + ["✻ Cooked for 3s", ""] + Draw.box()) == .idle)
  }

  @Test func aStatusLineOfOnesOwnHidesTheHints() throws {
    #expect(try state(Draw.transcript + ["✻ Puttering…", ""] + Draw.box(footer: ["  main · $1.20 · 45%"])) == .working)
    #expect(try state(Draw.transcript + Draw.box(footer: ["  main · $1.20 · 45%", "  second line"])) == .idle)
  }

  /// The program breaks lines itself, at the width of the pane, inside any phrase.
  @Test(arguments: [24, 30, 40])
  func aNarrowPaneBreaksPhrases(width: Int) throws {
    let dialog = [
      " Bash command", "   git fetch origin", " Do you want to proceed?", " ❯ 1. Yes",
      "   2. Yes, and don't ask again for git commands", "   3. No", "", " Esc to cancel · Tab to amend",
    ].flatMap { Self.wrap($0, width) }
    let found = try Embedded.find([Draw.rule(width)] + dialog, columns: width)
    #expect(found?.kind == .permission)
    #expect(found?.ask?.question == "Do you want to proceed?")
    #expect(found?.ask?.options.map(\.label) == ["Yes", "Yes, and don't ask again for git commands", "No"])

    let footer = Self.wrap("  ⏸ manual mode on · esc to interrupt · ← for agents", width)
    #expect(try state(["⏺ Hm."] + Draw.box(footer: footer, width: width), columns: width) == .working)
    let spinner = Self.wrap("✢ Analyzing the structure of this code… (esc to interrupt · 3s)", width)
    #expect(try state(["⏺ Hm.", ""] + spinner + [""] + Draw.box(width: width), columns: width) == .working)
  }

  /// At word ends, the rest indented as the first line's text is.
  static func wrap(_ line: String, _ width: Int) -> [String] {
    guard line.count > width else { return [line] }
    let isOption = line.contains(". ")
    let indent = String(repeating: " ", count: isOption ? 6 : line.prefix { $0 == " " }.count)
    var rows: [String] = []
    var row = String(line.prefix { $0 == " " })
    for word in line.split(separator: " ") {
      if row.count + 1 + word.count > width, !row.allSatisfy({ $0 == " " }) {
        rows.append(row)
        row = indent + word
      } else {
        row += (row.isEmpty || row.last == " " ? "" : " ") + word
      }
    }
    return rows + [row]
  }

  @Test func rowsThatTheTerminalWrappedAreOneLine() throws {
    var screen = Draw.screen(Draw.transcript + ["✻ Putter", "ing… (3s)", ""] + Draw.box(footer: ["  mine"]))
    screen.rows[Draw.transcript.count].isWrapped = true
    #expect(try Embedded.recognizer().recognise(screen)?.rule == "spinner")
  }

  @Test func tipsAndBulletsAreNotWork() throws {
    let answer = [
      "⏺ Three ways…", "  · first, wait…", "  * second…", "  ✻ third…", "",
      "  ⎿  Tip: press esc to interrupt, shift+tab to cycle…", "",
    ]
    #expect(try state(answer + Draw.box()) == .idle)
  }

  @Test func proseAboutQuestionsIsNotAQuestion() throws {
    let prose = ["⏺ Do you want to proceed? Yes or no:", "  1. Yes", "  2. No", "  Esc to cancel · Tab to amend", ""]
    #expect(try state(prose + Draw.box()) == .idle)
    #expect(try state(["⏺ The text \"You've hit your session limit\" is shown.", ""] + Draw.box()) == .idle)
    #expect(try state(["⏺ It prints API Error: 500 then.", ""] + Draw.box()) == .idle)
  }

  /// What a command says must not turn the question whether it may run into a question of another kind.
  @Test(arguments: [
    "echo 'Would you like to proceed?'", "echo 'Do you trust the files in this folder'", "Hooks",
    "echo 'Select login method'", "echo 'Enter to select · ↑/↓ to navigate'", "echo 'Stop and wait for limit to reset'",
    "echo 'Ready to submit your answers?'", "echo 'Claude Code running in Bypass Permissions mode'", "1. Yes",
    "Showing detailed transcript", "✻ Waiting… (3s)", "esc to close",
  ])
  func aCommandCannotDisguiseItsPermission(command: String) throws {
    let rows = Draw.transcript + Draw.permission().map { $0.replacing("git fetch origin", with: command) }
    let found = try Embedded.find(rows)
    #expect(found?.kind == .permission, "\(String(describing: found))")
    #expect(found?.ask?.question == "Do you want to proceed?")
    #expect(found?.ask?.options.count == 3)
  }

  @Test func aLimitOfAnEarlierTurnIsOver() throws {
    let rows = ["❯ go", "  ⎿  You've hit your session limit · resets 3pm", "", "❯ go on", "", "⏺ Done.", ""]
    #expect(try state(rows + Draw.box()) == .idle)
  }

  @Test func aHalfDrawnFrameIsNeverIdle() throws {
    let whole = Draw.transcript + Draw.box()
    for count in Draw.transcript.count..<(whole.count - 2) {
      let torn = Array(whole.prefix(count))
      #expect(try state(torn) != .idle, "\(count) rows")
    }
    // With the resting title and the upper edge and text of the box.
    #expect(try state(Array(whole.dropLast(2)), title: "✳ Claude Code") == nil)
    // The lower edge alone.
    #expect(try state(Draw.transcript + [Draw.rule(), "  ? for shortcuts"], title: "✳ Claude Code") == nil)
  }

  @Test func aDialogWithoutItsListIsNotAnswered() throws {
    let whole = Draw.transcript + Draw.permission()
    for count in 0..<7 {
      #expect(try Embedded.find(Array(whole.prefix(Draw.transcript.count + count)))?.ask == nil)
    }
  }

  @Test func aRestingTitleDoesNotHideADialog() throws {
    #expect(try state(Draw.transcript + Draw.permission(), title: "✳ Claude Code") == .blocked)
    let unknown = [Draw.rule(), " Something quite new", " ❯ this", "   that"]
    #expect(try state(unknown, title: "✳ Claude Code") != .idle)
  }

  @Test func aMovingTitleDoesNotHideADialog() throws {
    #expect(try state(Draw.transcript + Draw.permission(), title: "◐ Claude Code") == .blocked)
  }

  @Test func aTitleOnTheUpperEdgeIsAllowed() throws {
    let edge = String(repeating: "─", count: 50) + " tidy the parser " + "───"
    #expect(try state(Draw.transcript + [edge, "❯\u{A0}", Draw.rule(), "  ? for shortcuts"]) == .idle)
  }

  @Test func theHeaderBoxIsNotAnInputBox() throws {
    let header = Draw.framed(["   Welcome back!", "> /home/u"])
    #expect(try state(header + ["", "❯ hello"]) != .idle)
    #expect(try state(header + [""] + Draw.box()) == .idle)
  }

  @Test func aCompletionMenuUnderTheBoxChangesNothing() throws {
    let menu = ["  /add-dir      Add a directory", "  /agents       Manage agents", "  /clear        Forget"]
    #expect(try state(Draw.transcript + Draw.box("/a", footer: menu)) == .idle)
  }

  @Test func aPlaceholderIsNotADraft() throws {
    let recognizer = try Embedded.recognizer()
    var screen = Draw.screen(Draw.transcript + Draw.box("Ask for anything"))
    #expect(recognizer.inputBox(on: screen)?.draft == "Ask for anything")
    screen.rows[Draw.transcript.count + 1].solid = "❯\u{A0}"
    #expect(recognizer.inputBox(on: screen)?.isEmpty == true)
    #expect(recognizer.inputBox(on: Draw.screen(Draw.box("Try \"fix lint errors\"")))?.isEmpty == true)
    #expect(recognizer.inputBox(on: Draw.screen(Draw.permission())) == nil)
  }

  @Test func emptyRowsBelowChangeNothing() throws {
    #expect(try state(Draw.transcript + Draw.permission() + Array(repeating: "", count: 20)) == .blocked)
    #expect(try state(Draw.transcript + Draw.box() + Array(repeating: "   ", count: 20)) == .idle)
  }
}
