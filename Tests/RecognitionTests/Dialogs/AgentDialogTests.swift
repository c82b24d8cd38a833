import LabelledScreens
import Recognition
import Testing

@Suite("Dialogs of the other agents")
struct AgentDialogTests {
  private func ask(_ agent: String, _ name: String) throws -> Ask {
    let screen = try #require(LabelledScreenTests.screens.first { $0.agent == agent && $0.name == name })
    return try #require(try LabelledScreenTests.find(screen.screen, agent)?.ask)
  }

  @Test("options that name their key are answered with it")
  func keyed() throws {
    let ask = try ask("cursor", "permission-command")
    #expect(ask.options.map(\.key) == ["y", "Tab", "BTab", "n"])
    #expect(ask.options.first?.label == "Run (once) (y)")
    #expect(ask.selectedIndex == 0)
    let trust = try self.ask("cursor", "trust-workspace")
    #expect(trust.options.map(\.key) == ["a", "q"])
    #expect(trust.options.map(\.label) == ["Trust this workspace", "Quit"])
    #expect(trust.selectedIndex == 0)
  }

  @Test("an option that is wrapped in a narrow pane is still one, with its key")
  func keyedNarrow() throws {
    let ask = try ask("cursor", "permission-narrow")
    #expect(ask.options.map(\.key) == ["y", "Tab", "n"])
    #expect(ask.question == "Run this command?")
  }

  @Test("answers at the end of a line have letters, and the standard one is chosen")
  func letters() throws {
    let ask = try ask("aider", "permission-several")
    #expect(ask.question == "Run shell commands?")
    #expect(ask.options.map(\.key) == ["y", "n", "a", "s", "d"])
    #expect(ask.options.map(\.label) == ["Yes", "No", "All", "Skip all", "Don't ask again"])
    #expect(ask.selectedIndex == 0)
    #expect(ask.detail.suffix(2) == ["make pump", "make valve"])
    #expect(try self.ask("aider", "permission-narrow").options.map(\.key) == ["y", "n", "d"])
  }

  @Test("buttons side by side have neither keys nor a cursor that text would show")
  func buttons() throws {
    let ask = try ask("opencode", "permission-outside")
    #expect(ask.options.map(\.label) == ["Allow once", "Allow always", "Reject"])
    #expect(ask.options.allSatisfy { $0.key.isEmpty && !$0.isSelected })
    #expect(ask.detail.contains("← Access external directory /etc"))
  }

  @Test("Gemini's form has numbers with a wide gap behind them")
  func gemini() throws {
    let ask = try ask("gemini", "plan-ready")
    #expect(ask.options.map(\.key) == ["1", "2", "3"])
    #expect(ask.options.first?.label == "Yes, automatically accept edits")
    #expect(ask.detail.contains("2. Cut the wick"))
  }

  @Test("a wrapped option of Codex is one label")
  func codex() throws {
    let ask = try ask("codex", "permission-narrow")
    #expect(ask.options.count == 3)
    #expect(ask.options[1].label == "Yes, and don't ask again for commands that start with `git fetch` (p)")
  }
}
