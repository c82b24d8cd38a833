import LabelledScreens
import Recognition
import TestSupport
import Testing

/// Every screen of the folder `LabelledScreens`, read as it stands.
@Suite(.heavy)
struct LabelledScreenTests {
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
    if !expected.options.isEmpty { #expect(found?.ask?.options.map(Self.withoutRole) == expected.options) }
    for (key, value) in expected.form { #expect(Self.form(key, of: found?.ask) == value, "\(key)") }
    if let draft = expected.draft {
      let rules = try #require(try Embedded.catalog.get().agent(named: labelled.agent))
      #expect(Recognizer(rules: rules).inputBox(on: labelled.screen)?.draft == draft)
    }
  }

  private static func withoutRole(_ option: Ask.Option) -> Ask.Option {
    var option = option
    option.role = .choice
    return option
  }

  /// What a file says about how an ask is answered, made from the ask.
  private static func form(_ key: String, of ask: Ask?) -> String? {
    guard let ask else { return nil }
    switch key {
    case "form": return ask.form.rawValue
    case "digits": return ask.digits.rawValue
    case "enter": return ask.enter.rawValue
    case "cancel": return ask.cancel
    case "free": return ask.freeTextIndex.map(String.init)
    case "submit": return ask.submitIndex.map(String.init)
    case "tab": return ask.tabs.first { $0.isCurrent == true }?.title
    case "tabs":
      return ask.tabs.map { tab in "\(tab.title)=\(tab.isAnswered.map { $0 ? "yes" : "no" } ?? "-")" }
        .joined(separator: " ")
    default: return nil
    }
  }
}
