import LabelledScreens
import Recognition
import TestSupport
import Testing

/// A dialog that is only text, because a live input box stands below it.
@Suite(.heavy)
struct QuotedScreenTests {
  /// What stands in the place of the input box. A line of the transcript that says why an agent cannot go on is none.
  static let dialogs = LabelledScreenTests.screens.filter { labelled in
    guard labelled.agent == "claude", labelled.expected.label.isBlocked else { return false }
    return (try? Embedded.recognizer().inputBox(on: labelled.screen)) == .some(nil)
  }
  static let prompts = LabelledScreenTests.screens.filter { labelled in
    labelled.agent == "claude" && [.idle, .working, .background].contains(labelled.expected.label)
  }

  /// How a dialog can come to stand above a prompt: as an agent prints it, or at the left edge, left behind by an
  /// earlier frame.
  enum Quotation: CaseIterable {
    case leftBehind, inAnswer, inToolOutput

    func rows(_ rows: [ScreenText.Row]) -> [ScreenText.Row] {
      let lead: (first: String, rest: String) =
        switch self {
        case .leftBehind: ("", "")
        case .inAnswer: ("⏺ ", "  ")
        case .inToolOutput: ("  ⎿  ", "     ")
        }
      return rows.enumerated().map { index, row in
        ScreenText.Row(text: (index == 0 ? lead.first : lead.rest) + row.text)
      }
    }
  }

  @Test(arguments: Quotation.allCases, dialogs)
  func aPromptBelowSaysWhatIsTrue(quotation: Quotation, dialog: LabelledScreen) throws {
    // As an earlier frame left it is the hardest; of the others a part will do.
    let step = quotation == .leftBehind ? 1 : 5
    let first = quotation == .leftBehind ? 0 : dialog.name.utf8.count % step
    for index in stride(from: first, to: Self.prompts.count, by: step) {
      let prompt = Self.prompts[index]
      var screen = prompt.screen
      screen.rows = quotation.rows(dialog.screen.rows) + [ScreenText.Row(text: "")] + screen.rows
      let found = try LabelledScreenTests.find(screen, "claude")
      #expect(ScreenLabel(found) == prompt.expected.label, "above \(prompt): \(found?.rule ?? "nothing")")
    }
  }

  /// What stands in the box is a draft, whatever it looks like.
  @Test(arguments: dialogs) func aDialogInTheBoxIsADraft(dialog: LabelledScreen) throws {
    let width = dialog.screen.columns
    let edge = ScreenText.Row(text: String(repeating: "─", count: width))
    let draft = dialog.screen.rows.enumerated().map { index, row in
      ScreenText.Row(text: (index == 0 ? "❯\u{A0}" : "  ") + row.text)
    }
    let screen = ScreenText(
      rows: [edge] + draft + [edge, ScreenText.Row(text: "  ? for shortcuts")], columns: width + 2)
    #expect(ScreenLabel(try LabelledScreenTests.find(screen, "claude")) == .idle)
    // Nor is it a dialog while the lower edge is still to come.
    let half = ScreenText(rows: [edge] + draft, columns: width + 2)
    #expect(try LabelledScreenTests.find(half, "claude")?.state != .blocked)
  }
}
