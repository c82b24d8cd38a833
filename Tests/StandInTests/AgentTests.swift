import Testing

@testable import StandIn

@Suite("The agent")
struct AgentTests {
  @Test("without a script it works a little on whatever it is told")
  func polite() throws {
    var trial = try Trial("")
    #expect(trial.states == ["starting", "idle"])
    trial.submit("fix it")
    #expect(trial.states == ["starting", "idle", "working"])
    #expect(trial.title == "◐ Claude Code")
    trial.pass(.second)
    #expect(trial.states == ["starting", "idle", "working", "idle"])
    #expect(trial.history.contains("❯ fix it"))
    #expect(trial.history.contains("Done: fix it"))
    #expect(trial.history.contains(" for 1s"))
    #expect(trial.title == "✳ Claude Code")
  }

  @Test("the spinner and the title move while it works, and nothing does while it is idle or asks")
  func animation() throws {
    var trial = try Trial("work 3s Puttering\ntrust\nidle")
    trial.pass(2_100 * .millisecond)
    #expect(trial.screen.contains("Puttering… (2s · ↓ "))
    #expect(trial.screen.contains("esc to interrupt"))
    #expect(trial.title == "◑ Claude Code")
    trial.pass(2 * .second)
    #expect(trial.states.last == "blocked:trust")
    #expect(trial.agent.nextDeadline(after: trial.now) == nil)
  }

  @Test("what is typed during work waits for its end")
  func queue() throws {
    var trial = try Trial("work 2s\nidle")
    trial.submit("and then this")
    #expect(trial.entries("submit").first?["state"] == .string("busy"))
    #expect(trial.entries("submit").first?["queued"] == .boolean(true))
    #expect(trial.screen.contains("Press up to edit queued messages"))
    #expect(trial.entries("taken").isEmpty)
    trial.pass(2 * .second)
    #expect(trial.entries("taken").count == 1)
    // The end of the script answers politely once more.
    #expect(trial.states == ["starting", "working", "idle"])
  }

  @Test("Esc interrupts up to the next prompt")
  func interrupt() throws {
    var trial = try Trial("work 5s\nsay never\nidle\nexit 4")
    trial.press(.escape)
    #expect(trial.states.last == "idle")
    #expect(trial.history.contains("Interrupted · What should Claude do instead?"))
    #expect(!trial.history.contains("never"))
    trial.submit("go on")
    #expect(trial.exitCode == 4)
  }

  @Test("Ctrl+C twice leaves, once does not")
  func leaving() throws {
    var trial = try Trial("idle")
    trial.type("draft")
    trial.press(.control("c"))
    #expect(trial.screen.contains("Press Ctrl-C again to exit"))
    trial.pass(2 * .second)
    #expect(!trial.screen.contains("Press Ctrl-C again to exit"))
    trial.press(.control("c"))
    #expect(trial.exitCode == nil)
    trial.press(.control("c"))
    #expect(trial.exitCode == 0)
    #expect(trial.states.last == "exited")
  }

  @Test("commands of the prompt")
  func commands() throws {
    var trial = try Trial("title Something\nidle")
    trial.submit("/clear")
    #expect(trial.actions.contains(.clear))
    #expect(trial.title == "✳ Claude Code")
    trial.submit("/exit")
    #expect(trial.exitCode == 0)
  }

  @Test("an Enter right behind a paste is lost when asked for")
  func swallow() throws {
    var trial = try Trial("idle\nexit 7") { $0.swallowsEnter = true }
    trial.send(.input(.paste("one\ntwo")))
    trial.pass(79 * .millisecond)
    trial.press(.enter)
    #expect(trial.entries("swallowed").count == 1)
    #expect(trial.exitCode == nil)
    trial.pass(.millisecond)
    trial.press(.enter)
    #expect(trial.entries("submit").first?["text"] == .string("one\ntwo"))
    #expect(trial.exitCode == 7)
  }

  @Test("a big paste stands as one word, and is submitted whole")
  func bigPaste() throws {
    var trial = try Trial("idle")
    let text = "1\n2\n3\n4"
    trial.send(.input(.paste(text)))
    #expect(trial.screen.contains("[Pasted text #1 +3 lines]"))
    trial.press(.enter)
    #expect(trial.entries("submit").first?["text"] == .string(text))
  }

  @Test("expect waits for the right line")
  func expectation() throws {
    var trial = try Trial("expect /plan\nexit 5")
    trial.submit("something else")
    #expect(trial.entries("unexpected").count == 1)
    #expect(trial.exitCode == nil)
    trial.submit("/plan it")
    #expect(trial.exitCode == 5)
  }

  @Test("a handler answers a line wherever the script stands")
  func handler() throws {
    var trial = try Trial("on \"/plan\" -> say Planned.; work 1s\nexpect never")
    trial.submit("/plan it")
    #expect(trial.states.last == "working")
    trial.pass(.second)
    #expect(trial.history.contains("Planned."))
    #expect(trial.states.last == "idle")
    trial.submit("other")
    #expect(trial.entries("unexpected").count == 1)
  }

  @Test("the first line of the command line is taken when the agent is ready")
  func first() throws {
    var trial = try Trial("start 1s\nidle\nsay Hello.\nidle", first: ["do it"])
    #expect(trial.states == ["starting"])
    trial.pass(.second)
    #expect(trial.entries("taken").first?["text"] == .string("do it"))
    #expect(trial.history.contains("Hello."))
  }

  @Test("the rest of a turn: background, limit, a file, a command, repetition, the end")
  func steps() throws {
    var trial = try Trial(
      "work 1s\nbackground 1 shell 1s\nlimit resets 3pm 1s\nawait /go\nrun true\ndraft half\nidle\nrepeat")
    trial.pass(.second)
    #expect(trial.history.contains("· 1 shell still running"))
    #expect(trial.screen.contains("1 shell"))
    trial.pass(.second)
    #expect(trial.history.contains("You've hit your session limit · resets 3pm"))
    trial.pass(.second)
    #expect(trial.agent.awaitedFile == "/go")
    trial.send(.fileFound("/go"))
    #expect(trial.actions.contains(.run("true")))
    trial.send(.childStarted(12))
    trial.send(.childEnded(12, code: 0))
    #expect(trial.screen.contains("half"))
    #expect(
      trial.states == ["starting", "working", "background", "blocked:limit", "working", "idle"])
    trial.press(.enter)
    #expect(trial.states.last == "working")
    trial.send(.terminated(15))
    #expect(trial.exitCode == 143)
  }

  @Test("input that is ignored is in the log all the same")
  func deaf() throws {
    var trial = try Trial("deaf on\nidle")
    trial.submit("hello")
    #expect(trial.entries("text").count == 1)
    #expect(trial.entries("submit").isEmpty)
  }

  @Test("the control pipe covers the script, line by line")
  func control() throws {
    var trial = try Trial("idle\nsay From the script.\nidle")
    try trial.control("work")
    #expect(trial.states.last == "working")
    try trial.control("say In between.")
    #expect(trial.states.last == "working")
    #expect(trial.history.contains("In between."))
    try trial.control("permission \"Bash command\" \"ls\" -> yes: work")
    #expect(trial.states.last == "blocked:permission")
    try trial.control("idle")
    #expect(trial.states.last == "blocked:permission")
    trial.type("1")
    #expect(trial.states.last == "idle")
    try trial.control("background 2 shells")
    #expect(trial.states.last == "background")
    try trial.control("! work 10m")
    try trial.control("! idle")
    #expect(trial.states.last == "idle")
    #expect(!trial.history.contains("From the script."))
    trial.submit("go")
    #expect(trial.history.contains("From the script."))
  }
}
