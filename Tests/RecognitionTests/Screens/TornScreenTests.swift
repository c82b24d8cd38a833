import LabelledScreens
import Recognition
import TestSupport
import Testing

/// A frame of which only the upper part has been drawn.
@Suite(.heavy)
struct TornScreenTests {
  static let ofAll = LabelledScreenTests.screens
  static let screens = ofAll.filter { $0.agent == "claude" }

  /// Of a screen with two frames on it the upper one is whole.
  @Test(arguments: screens.filter { $0.name != "idle-old-spinner" }, ["⏺", "●"])
  func aTornFrameIsNeverSurelyWrong(labelled: LabelledScreen, entry: String) throws {
    // The sign of an entry depends on the system.
    let rows = labelled.screen.rows.map { row in
      row.text.hasPrefix("⏺") ? ScreenText.Row(text: entry + row.text.dropFirst()) : row
    }
    for count in 0..<rows.count {
      var torn = labelled.screen
      torn.rows = Array(rows.prefix(count))
      let found = try LabelledScreenTests.find(torn, labelled.agent)
      let label = ScreenLabel(found)
      if label == labelled.expected.label || label == .hold || label == .nothing { continue }
      // A header without anything below says no more than that the program is there.
      if label == .starting, found?.confidence == .weak { continue }
      // A box without its footer says that it waits, but not surely: the footer may tell of a turn.
      if label == .idle, found?.rule == "prompt-bare" { continue }
      Issue.record("\(count) of \(rows.count) rows: \(label) by \(found?.rule ?? "")")
    }
  }

  /// Rows from the top are missing where the pane is short. An input box or a dialog that is whole still counts.
  @Test(arguments: ofAll.filter { ![.starting, .exited, .nothing].contains($0.expected.label) })
  func aShortPaneIsNeverSurelyWrong(labelled: LabelledScreen) throws {
    let rows = labelled.screen.rows
    for count in 1..<max(rows.count, 2) {
      var short = labelled.screen
      short.rows = Array(rows.dropFirst(count))
      let found = try LabelledScreenTests.find(short, labelled.agent)
      let label = ScreenLabel(found)
      if label == labelled.expected.label || label == .hold || label == .nothing { continue }
      if found?.confidence == .weak { continue }
      // Why it cannot go on has scrolled away, or what it works at: what is left is an input box.
      let hasBox = try Embedded.recognizer(of: labelled.agent).inputBox(on: short) != nil
      if hasBox, [.idle, .background, .working].contains(label) { continue }
      Issue.record("without \(count) of \(rows.count) rows: \(label) by \(found?.rule ?? "")")
    }
  }

  /// The rule above a dialog may be missing; the gap below the transcript is enough.
  @Test(arguments: screens.filter { $0.expected.label.isBlocked }) func theRuleAboveIsNotNeeded(
    labelled: LabelledScreen
  ) throws {
    guard try Embedded.recognizer().inputBox(on: labelled.screen) == nil else { return }
    guard let rule = labelled.screen.rows.firstIndex(where: { $0.text.hasPrefix("────") }) else { return }
    var screen = labelled.screen
    screen.rows.remove(at: rule)
    let found = try LabelledScreenTests.find(screen, "claude")
    #expect(ScreenLabel(found) == labelled.expected.label, "\(found?.rule ?? "nothing")")
  }

  /// Dialogs that only an answer shows, in frames whose lower part is missing.
  @Test(arguments: QuotedScreenTests.dialogs, ["⏺ ", "● "])
  func aQuotedDialogInATornFrameIsText(dialog: LabelledScreen, entry: String) throws {
    let quoted = dialog.screen.rows.map { ScreenText.Row(text: "  " + $0.text) }
    let screen = ScreenText(
      rows: [ScreenText.Row(text: entry + "It looks like this:"), ScreenText.Row(text: "")] + quoted, columns: 120)
    #expect(try LabelledScreenTests.find(screen, "claude")?.state != .blocked)
  }
}
