import LabelledScreens
import LabelledStreams
import Recognition
import TestSupport
import Testing

/// Frames of every agent that end anywhere: what is below has not been drawn yet.
@Suite(.heavy)
struct CutFrameTests {
  static let screens = LabelledScreenTests.screens.filter { $0.expected.label != .idle }

  /// The rows above, the first cells of one row, nothing below.
  static func cut(_ screen: ScreenText, row: Int, cells: Int) -> ScreenText {
    var cut = screen
    cut.rows = Array(screen.rows.prefix(row + 1))
    let text = String(String.UnicodeScalarView(cut.rows[row].text.unicodeScalars.prefix(cells)))
    let solid = cut.rows[row].solid.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(cells))) }
    cut.rows[row] = ScreenText.Row(text: text, solid: solid, highlight: cut.rows[row].highlight)
    while cut.rows.count < screen.rows.count { cut.rows.append(ScreenText.Row(text: "")) }
    return cut
  }

  /// Two cells, all but one, all, and one other number of them in each row; blank rows once.
  static func cuts(of screen: LabelledScreen, using generator: inout SeededGenerator) -> [ScreenText] {
    screen.screen.rows.indices.flatMap { row in
      let count = screen.screen.rows[row].text.unicodeScalars.count
      let cells = Set([2, count - 1, count, Int.random(in: 0...count, using: &generator)])
      return cells.filter { (0...count).contains($0) }.sorted().map { cut(screen.screen, row: row, cells: $0) }
    }
  }

  @Test("a frame that is cut off anywhere never says for sure that the agent is at rest", arguments: screens)
  func neverSurelyIdle(labelled: LabelledScreen) throws {
    var generator = SeededGenerator(seed: UInt64(labelled.description.utf8.count))
    let recognizer = try Embedded.recognizer(of: labelled.agent)
    var faults: [String] = []
    for screen in Self.cuts(of: labelled, using: &generator) {
      guard let found = recognizer.recognise(screen), found.state == .idle, found.confidence == .strong else {
        continue
      }
      let last = screen.rows.last { !$0.text.isEmpty }?.text ?? ""
      faults.append("\(found.rule) after `\(last)`")
    }
    #expect(faults.isEmpty, "\(labelled): \(faults.prefix(3))")
  }
}
