import Testing

@testable import StandIn

@Suite("Scenarios")
struct ScenarioTests {
  private func steps(_ text: String) throws -> [Step] { try Scenario.parse(text, file: "demo.scn").steps }

  @Test("one step a line, comments and empty lines aside")
  func lines() throws {
    let text = """
      # a comment
      title Fix the login

      say See issue #12, and a | b; c   # not this
      work 2s Puttering
      idle
      """
    #expect(
      try steps(text) == [
        .title("Fix the login"), .say("See issue #12, and a | b; c"), .work(2 * .second, verb: "Puttering"), .idle(nil),
      ])
  }

  @Test(
    "times",
    arguments: [
      ("500ms", 500_000_000), ("2s", 2_000_000_000), ("1.5s", 1_500_000_000), ("3m", 180_000_000_000),
    ] as [(String, Nanoseconds)])
  func times(text: String, expected: Nanoseconds) {
    #expect(TimeText.nanoseconds(text) == expected)
  }

  @Test("what is no time", arguments: ["", "s", "2", "-1s", "infs", "nans", "Puttering", "99999999999m", "ms"])
  func noTimes(text: String) {
    #expect(TimeText.nanoseconds(text) == nil)
  }

  @Test("a permission with branches")
  func permission() throws {
    let all = try steps(
      #"permission "Bash command" "rm -rf build" "Tidy up" -> yes: work 1s; say Gone. | no: idle | "2": exit 3"#)
    guard case .dialog(let dialog, let branches, nil)? = all.first else {
      Issue.record("not a dialog: \(all)")
      return
    }
    #expect(dialog.kind == .permission)
    #expect(dialog.body == ["rm -rf build", "Tidy up"])
    #expect(dialog.options.map(\.outcome) == [.yes, .always, .no])
    #expect(
      branches == [
        Branch(answer: "yes", steps: [.work(.second, verb: nil), .say("Gone.")]),
        Branch(answer: "no", steps: [.idle(nil)]), Branch(answer: "2", steps: [.exit(3)]),
      ])
  }

  @Test("keys that press themselves, on the line of the dialog or behind it")
  func auto() throws {
    let same = try steps(#"question "Which?" "A" "B" auto 2s down enter"#)
    let behind = try steps("question \"Which?\" \"A\" \"B\"\nauto 2s down enter")
    #expect(same == behind)
    guard case .dialog(_, _, let answer?)? = same.first else {
      Issue.record("no answer: \(same)")
      return
    }
    #expect(answer == AutoAnswer(after: 2 * .second, keys: [.key(.down), .key(.enter)]))
  }

  @Test("escapes in quotes")
  func escapes() throws {
    #expect(try steps(#"say "a\n\"b\" \\ \t""#) == [.say("a\n\"b\" \\ \t")])
  }

  @Test(
    "what is wrong names the file, the line and the reason",
    arguments: [
      ("idle\nfly", "demo.scn:2: unknown step 'fly'"),
      ("\n\nidle soon", "demo.scn:3: idle does not know what to do with 'soon'"),
      ("say \"abc", "demo.scn:1: a quoted text is not closed"),
      ("say \"a\\q\"", "demo.scn:1: unknown escape \\q (known: \\n \\t \\e \\\" \\\\)"),
      ("title", "demo.scn:1: title needs a text"),
      ("permission \"Bash\"", "demo.scn:1: permission needs two quoted texts: a heading and what is to be done"),
      ("permission \"a\" \"b\" ->", "demo.scn:1: nothing behind the arrow"),
      ("permission \"a\" \"b\" -> work 1s", "demo.scn:1: a branch looks like 'yes: step; step', not 'work'"),
      ("permission \"a\" b \"c\"", "demo.scn:1: permission does not know 'b'; texts stand in quotes"),
      ("question \"a\" \"b\"", "demo.scn:1: question needs a quoted text and two to four quoted options"),
      ("auto 2s 1", "demo.scn:1: auto belongs behind a dialog"),
      ("trust auto soon 1", "demo.scn:1: auto needs a time and keys: auto 2s 1"),
      ("trust auto 1s pgdn", "demo.scn:1: unknown key 'pgdn'"),
      ("repeat", "demo.scn:1: repeat needs a step before it that takes time"),
      ("exit 256", "demo.scn:1: an exit code is a number from 0 to 255"),
      ("crash hard", "demo.scn:1: an exit code is a number from 0 to 255"),
      ("deaf maybe", "demo.scn:1: deaf is on or off"),
      ("on \"x\" idle", "demo.scn:1: on looks like 'on \"text\" -> step; step'"),
      ("! idle", "demo.scn:1: ! is for the control pipe only"),
      ("start", "demo.scn:1: start needs a time such as 500ms or 2s"),
    ])
  func errors(text: String, message: String) throws {
    let error = #expect(throws: ScenarioError.self) { try Scenario.parse(text, file: "demo.scn") }
    #expect(error?.description == message)
  }

  @Test("every step of the help is understood")
  func help() throws {
    let text = """
      start 10ms
      bait
      tool Bash npm test | cat
      plan "one\\ntwo"
      trust unnumbered
      login
      bypass
      background 2 shells 3s
      limit resets 3:45pm
      limit resets 3:45pm 2s
      error "API Error: 500"
      idle 3s
      expect hello
      on "/plan" -> work 1s; run touch plan.md
      await /tmp/go
      touch /tmp/gone
      draft half a
      deaf on
      hang
      clear
      crash
      crash segv
      crash 3
      exit
      repeat
      resume
      """
    let all = try steps(text)
    #expect(all.count == 26)
    #expect(all.contains(.background(label: "2 shells", 3 * .second)))
    #expect(all.contains(.stopped(.limit, text: "resets 3:45pm", 2 * .second)))
    #expect(all.contains(.on("/plan", [.work(.second, verb: nil), .run("touch plan.md")])))
  }

  @Test("a control line that does not wait")
  func now() throws {
    #expect(try StepParser.parse("! idle") == .now(.idle(nil)))
    #expect(try StepParser.parse("idle") == .step(.idle(nil)))
  }

  @Test("control lines in pieces")
  func pieces() {
    var buffer = LineBuffer()
    #expect(buffer.lines(adding: Array("id".utf8)) == [])
    #expect(buffer.lines(adding: Array("le\nsay".utf8)) == ["idle"])
    #expect(buffer.lines(adding: Array(" a\nsay b\n".utf8)) == ["say a", "say b"])
  }
}
