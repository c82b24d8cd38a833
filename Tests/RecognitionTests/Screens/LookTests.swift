import LabelledScreens
import Recognition
import Testing

/// Which agent a screen is, where the process leaves it open.
@Suite("Whose screen it is") struct LookTests {
  /// Gemini's forms end with the very words of Claude Code's, and without a title nothing else tells them apart.
  private static let alike: Set<String> = ["gemini/plan-ready", "gemini/question-choice"]

  @Test("no screen is taken for another agent's", arguments: LabelledScreenTests.screens)
  func others(screen: LabelledScreen) throws {
    let found = try Embedded.catalog.get().agent(of: screen.screen)
    #expect(found == nil || found == screen.agent || Self.alike.contains("\(screen)"))
  }

  /// Dialogs that fill the screen, and frames drawn in part, look like nobody's.
  @Test("most screens at rest are known", arguments: ["codex", "gemini", "opencode", "copilot", "cursor", "amp"])
  func atRest(agent: String) throws {
    let catalog = try Embedded.catalog.get()
    let own = LabelledScreenTests.screens.filter { $0.agent == agent && $0.expected.label == .idle }
    let known = own.filter { catalog.agent(of: $0.screen) == agent }
    #expect(known.count * 2 >= own.count, "\(Set(own.map(\.name)).subtracting(known.map(\.name)).sorted())")
  }
}
