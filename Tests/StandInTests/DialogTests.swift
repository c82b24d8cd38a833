import Testing

@testable import StandIn

@Suite("Dialogs")
struct DialogTests {
  private static let permission = #"permission "Bash command" "rm -rf build" -> yes: say Gone. | no: say Kept."#

  @Test("a digit selects and confirms at once")
  func digit() throws {
    var trial = try Trial(Self.permission + "\nidle")
    #expect(trial.states == ["starting", "blocked:permission"])
    #expect(trial.screen.contains(" ❯ 1. Yes"))
    trial.type("y")
    #expect(trial.states.last == "blocked:permission")
    trial.type("1")
    #expect(trial.entries("answer").first?["label"] == .string("Yes"))
    #expect(trial.entries("text").last?["state"] == .string("asking"))
    #expect(trial.entries("text").last?["kind"] == .string("permission"))
    #expect(trial.history.contains("Gone."))
    #expect(trial.states.last == "idle")
  }

  @Test("arrows and Enter")
  func arrows() throws {
    var trial = try Trial(Self.permission + "\nidle")
    trial.press(.down, .down)
    #expect(trial.screen.contains(" ❯ 3. No"))
    trial.press(.enter)
    #expect(trial.entries("answer").first?["choice"] == .integer(3))
    #expect(trial.history.contains("Kept."))
  }

  @Test("Esc cancels; without a branch it interrupts the turn")
  func cancel() throws {
    var trial = try Trial("trust unnumbered -> esc: say No.\npermission \"Bash command\" \"ls\"\nsay never\nidle")
    trial.press(.escape)
    #expect(trial.history.contains("No."))
    trial.press(.escape)
    #expect(trial.states.last == "idle")
    #expect(trial.history.contains("Interrupted"))
    #expect(!trial.history.contains("never"))
  }

  @Test("a paste into a dialog cancels it")
  func paste() throws {
    var trial = try Trial(Self.permission + "\nidle")
    trial.send(.input(.paste("1")))
    #expect(trial.entries("answer").first?["choice"] == .integer(0))
    #expect(trial.history.contains("Kept."))
  }

  @Test("questions: a label's branch, and an answer of one's own")
  func question() throws {
    let line = #"question "Which database?" "Postgres" "SQLite" -> "SQ": exit 2 | 3: exit 3"#
    var chosen = try Trial(line)
    #expect(chosen.screen.contains("Enter to select · ↑/↓ to navigate · Esc to cancel"))
    chosen.type("2")
    #expect(chosen.exitCode == 2)
    var typed = try Trial(line)
    typed.type("3")
    typed.type("1 of my own")
    #expect(typed.screen.contains("❯ 3. 1 of my own"))
    typed.press(.enter)
    #expect(typed.entries("answer").first?["label"] == .string("1 of my own"))
    #expect(typed.exitCode == 3)
  }

  @Test("no trust ends the agent, and the newest dialog focuses that first")
  func trust() throws {
    var refused = try Trial("trust unnumbered\nidle")
    refused.type("2")
    #expect(refused.exitCode == nil)
    refused.press(.enter)
    #expect(refused.exitCode == 1)
    var accepted = try Trial("trust\nidle")
    accepted.press(.enter)
    #expect(accepted.actions.contains(.trust))
    #expect(accepted.states == ["starting", "blocked:trust", "idle"])
  }

  @Test("a dialog answers itself when told to")
  func auto() throws {
    var trial = try Trial("plan \"Do it\" auto 2s down enter\nexit 9")
    trial.pass(1_999 * .millisecond)
    #expect(trial.exitCode == nil)
    trial.pass(.millisecond)
    #expect(trial.entries("auto").count == 2)
    #expect(trial.entries("answer").first?["label"] == .string("Yes, manually approve edits"))
    #expect(trial.exitCode == 9)
  }

  @Test("one dialog behind another of its kind is a change of state")
  func twice() throws {
    var trial = try Trial("permission \"Bash command\" \"a\"\npermission \"Bash command\" \"b\"")
    trial.type("1")
    #expect(trial.states == ["starting", "blocked:permission", "blocked:permission"])
    #expect(trial.screen.contains("   b"))
  }

  @Test("the boxed look of 2025")
  func boxed() throws {
    let trial = try Trial("permission \"Create file\" \"docs/CLAUDE.md\"") { $0.edition = .boxed }
    #expect(trial.screen.contains("│  Do you want to create CLAUDE.md?"))
    #expect(trial.screen.contains("│  ❯ 1. Yes"))
    #expect(trial.screen.contains("No, and tell Claude what to do differently (esc)"))
  }
}
