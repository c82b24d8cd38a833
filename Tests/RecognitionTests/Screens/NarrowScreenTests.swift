import LabelledScreens
import Recognition
import TestSupport
import Testing

/// Every screen again in narrow panes, where each phrase is broken somewhere.
@Suite(.heavy)
struct NarrowScreenTests {
  static let ofAll = LabelledScreenTests.screens.filter { $0.screen.columns >= 60 }
  /// How lines are broken and indented differs from program to program; this is how Claude Code does it.
  static let screens = ofAll.filter { $0.agent == "claude" }

  /// Text without blanks, which come and go with the width.
  private func solid(_ text: String?) -> String { (text ?? "").filter { $0 != " " } }

  @Test(arguments: screens, [26, 30, 36, 44, 60])
  func isTheSameWhenItIsNarrow(labelled: LabelledScreen, width: Int) throws {
    guard let narrow = Reflow(width: width).screen(labelled) else { return }
    let found = try LabelledScreenTests.find(narrow, "claude")
    #expect(ScreenLabel(found) == labelled.expected.label, "\(found?.rule ?? "nothing")")
    guard let wide = try LabelledScreenTests.find(labelled.screen, "claude")?.ask else { return }
    let ask = try #require(found?.ask)
    #expect(solid(ask.question) == solid(wide.question))
    #expect(
      ask.options.map { solid($0.label) + solid($0.detail) } == wide.options.map { solid($0.label) + solid($0.detail) })
    #expect(ask.options.map(\.isSelected) == wide.options.map(\.isSelected))
    #expect(ask.options.map(\.isChecked) == wide.options.map(\.isChecked))
    #expect(ask.form == wide.form)
    #expect(ask.id == wide.id)
  }

  /// A terminal that was made narrower wraps what stood there; the program has not drawn anew yet.
  @Test(arguments: ofAll, [33, 50]) func isTheSameWhenTheTerminalWrapsIt(labelled: LabelledScreen, width: Int) throws {
    var screen = labelled.screen
    screen.columns = width
    screen.rows = labelled.screen.rows.flatMap { row -> [ScreenText.Row] in
      var rows: [ScreenText.Row] = []
      var rest = Substring(row.text)
      while rest.count > width {
        rows.append(ScreenText.Row(text: String(rest.prefix(width)), isWrapped: true))
        rest = rest.dropFirst(width)
      }
      return rows + [ScreenText.Row(text: String(rest))]
    }
    let found = try LabelledScreenTests.find(screen, labelled.agent)
    #expect(ScreenLabel(found) == labelled.expected.label, "\(found?.rule ?? "nothing")")
  }
}
