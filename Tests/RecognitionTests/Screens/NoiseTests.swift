import LabelledScreens
import LabelledStreams
import Recognition
import TestSupport
import Testing

/// What comes and goes on a screen without meaning anything, and text that only quotes what would mean something.
@Suite(.heavy)
struct NoiseTests {
  static let screens = LabelledScreenTests.screens
  private static let braille: Set<Character> = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  private func label(_ screen: ScreenText, _ agent: String) throws -> ScreenLabel {
    ScreenLabel(try LabelledScreenTests.find(screen, agent))
  }

  @Test("blanks at the end of a row, and where the cursor is, mean nothing", arguments: screens)
  func blanks(labelled: LabelledScreen) throws {
    var screen = labelled.screen
    for row in screen.rows.indices {
      let room = max(0, screen.columns - screen.rows[row].text.unicodeScalars.count)
      screen.rows[row].text += String(repeating: " ", count: room)
      if let solid = screen.rows[row].solid {
        screen.rows[row].solid = solid + String(repeating: " ", count: max(0, screen.columns - solid.count))
      }
    }
    for (row, column) in [(0, 0), (screen.rows.count - 1, 3), (screen.rows.count / 2, screen.columns - 1)] {
      screen.cursorRow = max(0, row)
      screen.cursorColumn = column
      #expect(try label(screen, labelled.agent) == labelled.expected.label)
    }
  }

  @Test("a clock that goes on and a spinner that turns are no other state", arguments: screens)
  func clocks(labelled: LabelledScreen) throws {
    let clocks: [(String, Character)] = [("1s", "⠙"), ("9m 3s", "⠏")]
    for (seconds, frame) in clocks {
      var screen = labelled.screen
      for row in screen.rows.indices {
        let text = screen.rows[row].text
        guard screen.rows[row].solid == nil, !screen.rows[row].isWrapped else { continue }
        screen.rows[row].text = Self.turned(text, seconds, frame)
      }
      screen.title = Self.turned(screen.title, seconds, frame)
      #expect(try label(screen, labelled.agent) == labelled.expected.label, "\(labelled) at \(seconds)")
    }
  }

  /// With another frame of a spinner, and another time in the first parentheses that hold one.
  private static func turned(_ text: String, _ seconds: String, _ frame: Character) -> String {
    let turned = String(text.map { braille.contains($0) ? frame : $0 })
    guard let range = turned.firstRange(of: /\((\d+[hm] )*\d+s/) else { return turned }
    return turned.replacingCharacters(in: range, with: "(" + seconds)
  }

  // MARK: Quoted

  static let dialogs = screens.filter {
    ["permission", "question", "plan", "trust"].contains($0.expected.label.rawValue)
  }
  static let live = screens.filter { [.idle, .working, .background].contains($0.expected.label) }
  /// What an entry of each agent's transcript begins with.
  private static let entries = [
    "claude": "⏺ ", "codex": "• ", "gemini": "✦ ", "opencode": "   ", "copilot": "● ", "cursor": "  ", "aider": "",
    "amp": "  ",
  ]

  @Test("the dialogs of every agent, quoted in an answer above a live prompt, are text", arguments: live)
  func quoted(labelled: LabelledScreen) throws {
    // A screen that is told by its last lines alone has nothing above which anything could stand.
    guard try Embedded.recognizer(of: labelled.agent).inputBox(on: labelled.screen) != nil else { return }
    var generator = SeededGenerator(seed: UInt64(labelled.description.utf8.reduce(0) { $0 &+ Int($1) }))
    let own = Self.dialogs.filter { $0.agent == labelled.agent }.shuffled(using: &generator).prefix(3)
    let others = Self.dialogs.filter { $0.agent != labelled.agent }.shuffled(using: &generator).prefix(3)
    for dialog in own + others {
      for indent in ["  ", "  │ "] {
        let opening = (Self.entries[labelled.agent] ?? "") + "It asked me this:"
        let quoted = dialog.screen.rows.map { ScreenText.Row(text: indent + $0.text) }
        var screen = labelled.screen
        screen.rows =
          [ScreenText.Row(text: opening), ScreenText.Row(text: "")] + quoted + [ScreenText.Row(text: "")] + screen.rows
        screen.columns = max(screen.columns, dialog.screen.columns + indent.count)
        let found = try label(screen, labelled.agent)
        #expect(!found.isBlocked, "\(dialog) behind `\(indent)` above \(labelled): \(found)")
      }
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
