import LabelledScreens
import Recognition
import TestSupport
import Testing

/// What must hold for every labelled screen of the agents other than Claude Code, however it is drawn.
@Suite(.heavy)
struct AgentPropertyTests {
  static let screens = LabelledScreenTests.screens.filter { $0.agent != "claude" }
  static let agents = Set(screens.map(\.agent)).sorted()

  private func label(_ rows: [ScreenText.Row], like screen: LabelledScreen) throws -> ScreenLabel {
    var text = screen.screen
    text.rows = rows
    text.title = ""
    return ScreenLabel(try LabelledScreenTests.find(text, screen.agent))
  }

  @Test("every agent has screens of all widths and kinds", arguments: agents)
  func coverage(agent: String) {
    let own = Self.screens.filter { $0.agent == agent }
    let labels = own.map(\.expected.label)
    #expect(own.count >= 12)
    #expect(own.contains { $0.screen.columns == 40 && $0.expected.label.isBlocked })
    #expect(own.contains { $0.screen.columns == 40 && $0.expected.label == .idle })
    #expect(own.contains { $0.name.contains("quoted") && $0.expected.label == .idle })
    for label: ScreenLabel in [.idle, .working, .permission, .question] { #expect(labels.contains(label), "\(label)") }
  }

  @Test(
    "a dialog that scrolled up over a prompt is text",
    arguments: screens.filter { $0.expected.label == .idle && $0.expected.rule != "title-resting" })
  func stacked(idle: LabelledScreen) throws {
    for above in Self.screens where above.agent == idle.agent && above.expected.label.isBlocked {
      // What stands still above the box, an error say, is an entry of the transcript and no dialog.
      guard ["permission", "question", "plan", "trust"].contains(above.expected.label.rawValue) else { continue }
      let gap = [ScreenText.Row(text: "")]
      let found = try label(above.screen.rows + gap + idle.screen.rows, like: idle)
      #expect(!found.isBlocked, "\(above.name) above \(idle.name): \(found)")
      #expect(found == .idle, "\(above.name) above \(idle.name): \(found)")
    }
  }

  @Test("a frame drawn in part is never a dialog that is not there", arguments: screens)
  func torn(screen: LabelledScreen) throws {
    guard !screen.expected.label.isBlocked, !Self.copies.contains("\(screen)") else { return }
    for count in 0..<screen.screen.rows.count {
      let found = try label(Array(screen.screen.rows.prefix(count)), like: screen)
      #expect(!found.isBlocked, "\(screen), \(count) rows: \(found)")
    }
  }

  /// OpenCode draws a message, a draft and a dialog alike: an exact copy of a dialog cannot be told from one before the
  /// edge of the box is drawn.
  private static let copies: Set<String> = ["opencode/idle-quoted-permission", "opencode/idle-pasted-permission"]

  @Test("a dialog drawn in part is never a prompt at rest", arguments: screens.filter { $0.expected.label.isBlocked })
  func tornDialog(screen: LabelledScreen) throws {
    // A prompt with words above it that tell of an error or a limit is at rest as long as those are not drawn.
    guard ["permission", "question", "plan", "trust"].contains(screen.expected.label.rawValue) else { return }
    for count in 0..<screen.screen.rows.count {
      var text = screen.screen
      text.rows = Array(text.rows.prefix(count))
      text.title = ""
      let recognizer = Recognizer(rules: try #require(try Embedded.catalog.get().agent(named: screen.agent)))
      let found = recognizer.recognise(text)
      // Aider leaves its prompts behind: when one is the last line, it was the input box at that time.
      let isOldPrompt = screen.agent == "aider" && recognizer.inputBox(on: text)?.isEmpty == false
      #expect(
        found?.state != .idle || found?.confidence == .weak || isOldPrompt,
        "\(screen), \(count) rows: \(found?.rule ?? "")")
    }
  }

  @Test("blank rows below and a taller pane change nothing", arguments: screens)
  func taller(screen: LabelledScreen) throws {
    let rows = screen.screen.rows
    let before = try label(rows, like: screen)
    #expect(try label(rows + Array(repeating: .init(text: ""), count: 12), like: screen) == before)
  }

  /// The frames of a spinner, a clock that goes on, a cursor that blinks: none of them is another state.
  @Test("redrawing flips nothing", arguments: screens.filter { $0.expected.label == .working })
  func redrawn(screen: LabelledScreen) throws {
    let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
    let before = ScreenLabel(try LabelledScreenTests.find(screen.screen, screen.agent))
    for frame in frames {
      var text = screen.screen
      for (from, to) in [("3s", "59s"), ("12s", "1m 01s"), ("⬝⬝⬝■■■■⬝", "■■⬝⬝⬝⬝■■")] {
        for row in text.rows.indices { text.rows[row].text = text.rows[row].text.replacing(from, with: to) }
      }
      for other in frames {
        for row in text.rows.indices where text.rows[row].text.drop(while: { $0 == " " }).hasPrefix(other) {
          text.rows[row].text = text.rows[row].text.replacing(other, with: frame)
        }
        text.title = text.title.replacing(other, with: frame)
      }
      #expect(ScreenLabel(try LabelledScreenTests.find(text, screen.agent)) == before, "\(screen) with \(frame)")
    }
  }

  @Test("an ask says what it is and how it is answered", arguments: screens.filter { $0.expected.label.isBlocked })
  func asks(screen: LabelledScreen) throws {
    let found = try #require(try LabelledScreenTests.find(screen.screen, screen.agent))
    guard let ask = found.ask else { return }
    #expect(ask.kind == found.kind)
    #expect(ask.id.count == 12)
    #expect((ask.form == .entry) == ask.options.isEmpty)
    #expect((ask.enter == .none) == (ask.selectedIndex == nil))
    #expect((ask.digits == .none) == ask.options.allSatisfy { $0.key.isEmpty })
    // Aider's questions are lines that want a letter: Escape does nothing there.
    let canLeave = screen.agent != "aider" && [.permission, .question, .plan].contains(ask.kind)
    if canLeave { #expect(ask.cancel == "Escape") }
    if screen.agent == "aider" { #expect(ask.cancel == nil) }
    for other in Self.screens where other.agent == screen.agent {
      guard let second = try LabelledScreenTests.find(other.screen, other.agent)?.ask else { continue }
      let isSame =
        ask.question == second.question && ask.detail == second.detail
        && choices(ask) == choices(second)
      if !isSame { #expect(ask.id != second.id, "\(screen) and \(other)") }
    }
  }

  /// What is typed into a row for text is no part of the question.
  private func choices(_ ask: Ask) -> [String] { ask.options.filter { $0.role != .freeText }.map(\.label) }

  @Test("a rule without a screen here is a rule that nobody has seen working", arguments: agents)
  func rulesSeen(agent: String) throws {
    var seen: Set<String> = []
    for screen in Self.screens where screen.agent == agent {
      if let rule = try LabelledScreenTests.find(screen.screen, agent)?.rule { seen.insert(rule) }
    }
    let rules = try #require(try Embedded.catalog.get().agent(named: agent))
    let unseen = Set(rules.ruleNames).subtracting(seen)
    #expect(unseen == Self.withoutScreen[agent] ?? [])
  }

  /// Known to be without a screen: their words were described, the screen was not.
  static let withoutScreen: [String: Set<String>] = [:]
}
