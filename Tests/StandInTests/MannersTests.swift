import Testing

@testable import StandIn

@Suite("Manners of the prompt box")
struct MannersTests {
  @Test("an exclamation mark opens a shell when it is typed into an empty box, and not when it is pasted")
  func shell() throws {
    var typed = try Trial("idle\nrepeat")
    typed.type("!ls")
    #expect(typed.screen.contains("!\u{A0}ls") && typed.screen.contains("! for bash mode"))
    typed.press(.enter)
    #expect(typed.entries("submit").first?["shell"] == .boolean(true))
    #expect(typed.entries("taken").isEmpty)
    var pasted = try Trial("idle\nrepeat")
    pasted.send(.input(.paste("!ls")))
    pasted.press(.enter)
    #expect(pasted.entries("taken").first?["text"] == .string("!ls"))
  }

  @Test("a backspace in an empty shell leaves it")
  func leaveShell() throws {
    var trial = try Trial("idle\nrepeat")
    trial.type("!")
    trial.press(.backspace)
    trial.submit("hello")
    #expect(trial.entries("taken").first?["text"] == .string("hello"))
  }

  @Test("a typed slash opens the menu; Enter takes its first row only where the look is an old one")
  func menu() throws {
    var trial = try Trial("idle\nrepeat")
    trial.type("/comp")
    #expect(trial.screen.contains("  /compact"))
    trial.press(.enter)
    #expect(trial.entries("submit").first?["text"] == .string("/comp"))
    var old = try Trial("idle\nrepeat") { $0.edition = .early }
    old.submit("/comp")
    #expect(old.entries("submit").first?["text"] == .string("/compact"))
    var pasted = try Trial("idle\nrepeat") { $0.edition = .early }
    pasted.send(.input(.paste("/comp")))
    pasted.press(.enter)
    #expect(pasted.entries("submit").first?["text"] == .string("/comp"))
  }

  @Test("a question mark in an empty box opens the list of keys")
  func help() throws {
    var trial = try Trial("idle\nrepeat")
    trial.type("?")
    #expect(trial.screen.contains("! for bash mode"))
    trial.press(.escape)
    #expect(trial.screen.contains("? for shortcuts"))
  }

  @Test("the log tells when a draft begins and ends, and which input met one")
  func drafts() throws {
    var trial = try Trial("idle\nrepeat")
    trial.type("a")
    trial.type("b")
    trial.press(.control("u"))
    #expect(trial.entries("box").map { $0["draft"] } == [.boolean(true), .boolean(false)])
    #expect(trial.entries("text").map { $0["draft"] } == [nil, .boolean(true)])
  }

  @Test("for how long an Enter is swallowed can be chosen")
  func swallowTime() throws {
    let options = try OptionReader.read([]) { $0 == "STANDIN_SWALLOW_ENTER" ? "700ms" : nil }
    #expect(options.swallowsEnter && options.swallowTime == 700 * .millisecond)
    var trial = try Trial("idle\nexit 7") {
      $0.swallowsEnter = true
      $0.swallowTime = 700 * .millisecond
    }
    trial.send(.input(.paste("one")))
    trial.pass(699 * .millisecond)
    trial.press(.enter)
    #expect(trial.exitCode == nil)
    trial.pass(.millisecond)
    trial.press(.enter)
    #expect(trial.exitCode == 7)
  }

  @Test("of a question with several answers digits tick, Submit leads to a review, and that sends")
  func several() throws {
    var trial = try Trial(#"question "Which fruits?" "Apple" "Pear" "Plum" several"#)
    trial.type("1")
    trial.type("3")
    #expect(trial.screen.contains("1. [✔] Apple") && trial.screen.contains("2. [ ] Pear"))
    #expect(trial.screen.contains("5. Chat about this"))
    trial.press(.down, .down, .enter)
    #expect(trial.screen.contains("Ready to submit your answers?") && trial.screen.contains("→ Apple, Plum"))
    trial.type("1")
    #expect(trial.entries("answer").first?["label"] == .string("Apple, Plum"))
  }
}
