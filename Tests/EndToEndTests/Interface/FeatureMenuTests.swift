import Daemon
import Foundation
import TestSupport
import Testing

@Suite("The menu of a feature on a client")
struct FeatureMenuOnClientTests {
  private static let changedReason = "the question that this was for has gone"
  private static let permission = "permission \"Bash command\" \"ls -l build\" \"To see what is there\""

  /// The dialog has gone from the agent's screen.
  private func answered(_ rig: Rig, _ name: String) async throws {
    _ = try await eventually("\(name) is not asked any more") {
      try await rig.agents()[name]?.ask
    } until: {
      $0 == nil
    }
  }

  @Test("Enter goes to the session, and answers nothing", arguments: TmuxBinaries.all)
  func enter(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let agent = try await rig.agent("one", script: "title the-one\n\(Self.permission)")
      try await rig.settle(["one": "blocked"])
      let feature = try await interface.feature("the-one")
      let rows = InterfaceRig.rows(feature)
      #expect(rows.first == "Bash command" && rows.dropFirst().first == "ls -l build", "\(rows)")
      #expect(rows.contains { $0.hasPrefix("Allow once") && $0.hasSuffix("(y)") }, "\(rows)")
      try await person.press("Enter")
      try await person.arrives(at: "one")
      // What is pressed now is the first that the agent gets.
      try await person.press("Down")
      let input = try await eventually("the key arrived") {
        interface.input(agent)
      } until: {
        !$0.isEmpty
      }
      #expect(input.count == 1 && input.first?.key?.lowercased() == "down", "\(input)")
      #expect(try await rig.agents()["one"]?.state == "blocked")
    }
  }

  @Test("allow, deny, and deny with the reason reach the agent", arguments: TmuxBinaries.all)
  func permission(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let said = [
        ("yes-one", "yes: touch \(rig.file("yes").path); work"), ("no-one", "no: touch \(rig.file("no").path); idle"),
        ("why-one", "no: touch \(rig.file("why").path); idle"),
        ("always-one", "always: touch \(rig.file("always").path); work"),
      ]
      for (name, branch) in said {
        try await rig.agent(name, script: "title \(name)\n\(Self.permission) -> \(branch)\nidle\nrepeat")
      }
      _ = try await eventually("all are blocked") {
        try await rig.agents().values.map(\.state)
      } until: {
        $0 == ["blocked", "blocked", "blocked", "blocked"]
      }
      try await interface.feature("yes-one")
      try await person.press("y")
      try await exists(rig.file("yes"))
      try await interface.feature("no-one")
      try await person.press("d")
      try await exists(rig.file("no"))

      try await interface.feature("why-one")
      try await person.press("D")
      try await person.sees("deny and say why:")
      let reason = "it's \"too\" `big` $HOME #{pid} ;x \\ 100%"
      try await person.type(reason)
      try await person.press("Enter")
      try await exists(rig.file("why"))
      let agent = StandInAgent(directory: rig.tmux.directory, session: "why-one")
      _ = try await eventually("the reason was sent") {
        interface.entries(agent).filter { $0.event == "submit" }.compactMap(\.text)
      } until: {
        $0 == [reason]
      }
      #expect(try await rig.tmux.run("show-options", "-sqv", "@argosy_in") == "", "what was typed does not stay")

      try await interface.feature("always-one")
      try await person.press("A")
      try await person.sees("(y/n)")
      #expect(!FileManager.default.fileExists(atPath: rig.file("always").path))
      try await person.press("y")
      try await exists(rig.file("always"))
    }
  }

  private func exists(_ file: URL) async throws {
    _ = try await eventually("\(file.lastPathComponent) was chosen") {
      FileManager.default.fileExists(atPath: file.path)
    } until: {
      $0
    }
  }

  @Test("a choice and a text of one's own answer a question", arguments: TmuxBinaries.all)
  func question(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let script =
        "question \"Which database?\" \"Postgres\" \"SQLite\" \"Redis;\" -> \"SQLite\": touch \(rig.file("chosen").path)"
      try await rig.agent("choice", script: "title choice-one\n\(script)\nidle\nrepeat")
      let free = try await rig.agent("free", script: "title free-one\n\(script)\nidle\nrepeat")
      try await rig.settle(["choice": "blocked", "free": "blocked"])
      let shown = try await interface.feature("choice-one")
      #expect(InterfaceRig.rows(shown).first == "Which database?" && shown.contains("Redis;"), "\(shown)")
      try await person.press("2")
      try await exists(rig.file("chosen"))
      try await interface.feature("free-one")
      try await person.press("i")
      try await person.sees("answer:")
      try await person.type("none of $these; 'or' \"those\"")
      try await person.press("Enter")
      try await answered(rig, "free")
      #expect(
        interface.input(free).contains { $0.text?.contains("none of $these; 'or' \"those\"") == true },
        "\(interface.input(free))")
    }
  }

  @Test("an answer to what is asked no more is refused, and the person is told", arguments: TmuxBinaries.all)
  func changed(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let agent = try await rig.agent(
        "one", script: "title the-one\n\(Self.permission) -> no: idle\npermission \"Bash command\" \"rm -rf /\"\nidle")
      try await rig.settle(["one": "blocked"])
      let first = try #require(try await rig.agents()["one"]?.ask?.id)
      try await interface.feature("the-one")
      // While the menu is open, the agent asks something else.
      try await agent.does("! permission \"Bash command\" \"make clean\"")
      _ = try await eventually("something else is asked") {
        try await rig.agents()["one"]?.ask?.id
      } until: {
        $0 != nil && $0 != first
      }
      let before = interface.input(agent).count
      try await person.press("y")
      try await person.sees("argosy: refused: \(Self.changedReason)")
      #expect(interface.input(agent).count == before, "\(interface.input(agent))")
      let pane = try #require(try await rig.agents()["one"]?.pane)
      let outcome = try await rig.outcome("ui", "--exit-code", "answer", person.name, pane, first, "1")
      #expect(outcome.status == 4 && outcome.errors.contains(Self.changedReason), "\(outcome)")
      #expect(interface.input(agent).count == before, "\(interface.input(agent))")
    }
  }

  @Test("the key that allows what this session asks shows it first", arguments: TmuxBinaries.all)
  func allowHere(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let agent = try await rig.agent("one", script: "\(Self.permission) -> yes: touch \(rig.file("yes").path); work")
      try await rig.settle(["one": "blocked"])
      try await person.press("C-b", "N")
      try await person.arrives(at: "one")
      try await person.hurry("C-b", "G", "y")
      let asked = try await person.sees("(y/n)")
      #expect(asked.contains("ls -l build") && interface.input(agent).isEmpty, "\(asked)")
      try await person.press("n")
      try await person.seesNo("(y/n)")
      #expect(interface.input(agent).isEmpty)
      try await person.hurry("C-b", "G", "y")
      try await person.sees("(y/n)")
      try await person.press("y")
      try await exists(rig.file("yes"))
    }
  }
}
