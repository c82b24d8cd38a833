import LabelledScreens
import Recognition
import Testing

/// Every screen of the folder `LabelledScreens`, read as it stands.
@Suite struct LabelledScreenTests {
  /// Those of agents whose rules are there.
  static let screens: [LabelledScreen] = {
    guard let screens = try? ScreenFolder.read(), let catalog = try? Embedded.catalog.get() else { return [] }
    return screens.filter { catalog.agent(named: $0.agent) != nil }
  }()

  static func find(_ screen: ScreenText, _ agent: String) throws -> Finding? {
    let rules = try #require(try Embedded.catalog.get().agent(named: agent))
    return Recognizer(rules: rules).recognise(screen)
  }

  @Test func everyFileCanBeRead() throws {
    let screens = try ScreenFolder.read()
    #expect(screens.contains { $0.agent == "claude" })
    let catalog = try Embedded.catalog.get()
    for screen in screens { #expect(catalog.agent(named: screen.agent) != nil, "\(screen): no rules") }
  }

  @Test(arguments: screens) func isWhatAPersonReads(_ labelled: LabelledScreen) throws {
    let expected = labelled.expected
    let found = try Self.find(labelled.screen, labelled.agent)
    #expect(ScreenLabel(found) == expected.label, "\(String(describing: found))")
    if let rule = expected.rule { #expect(found?.rule == rule) }
    if let detail = expected.detail { #expect(found?.detail == detail) }
    if let question = expected.question { #expect(found?.ask?.question == question) }
    if !expected.context.isEmpty { #expect(found?.ask?.detail == expected.context) }
    if !expected.options.isEmpty { #expect(found?.ask?.options == expected.options) }
    if let draft = expected.draft {
      let rules = try #require(try Embedded.catalog.get().agent(named: labelled.agent))
      #expect(Recognizer(rules: rules).inputBox(on: labelled.screen)?.draft == draft)
    }
  }
}
