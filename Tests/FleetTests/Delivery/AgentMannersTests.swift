import Recognition
import Testing

@testable import Fleet

/// Agents other than Claude Code are talked to as their rules say.
@Suite("Delivering to each agent in its own way")
struct AgentMannersTests {
  private static let agents: [ToyPane.Look] = [.codex, .gemini]

  private func rules(_ look: ToyPane.Look) throws -> SendRules {
    try #require(try AgentCatalog.embedded().agent(named: look.rawValue)).send
  }

  private func run(
    _ text: String, _ look: ToyPane.Look, _ manner: Manner = .plain, rules: SendRules? = nil,
    _ change: (inout ToyPane) -> Void = { _ in }
  ) throws -> DeliveryRun {
    try DeliveryRun(text, manner, rules: try rules ?? self.rules(look)) { pane in
      pane.look = look
      pane.transcript = []
      change(&pane)
    }
  }

  @Test("a prompt is pasted, given time, submitted and proved", arguments: agents)
  func plain(look: ToyPane.Look) throws {
    for text in ["hello there", "two\nlines", (0..<40).map { "line \($0)" }.joined(separator: "\n")] {
      var run = try run(text, look)
      #expect(run.finish()?.word == "submitted", "\(text.prefix(20))")
      #expect(run.log == ["record", "paste", "Enter"] && run.pane.submitted == [text])
    }
  }

  @Test("Enter comes no sooner after the text than the rules say", arguments: agents)
  func settling(look: ToyPane.Look) throws {
    let slow = SendRules(settle: 2_000, settlePerKilobyte: 1_000, resubmits: true)
    for (text, least) in [("short", 2_000), (String(repeating: "word ", count: 500), 4_000)] as [(String, UInt64)] {
      var times: [String: UInt64] = [:]
      var run = try run(text, look, rules: slow)
      run.finish { _, job, pane in times[job] = times[job] ?? pane.now }
      let (pasted, entered) = (try #require(times["paste"]), try #require(times["Enter"]))
      #expect(entered - pasted >= least * 1_000_000, "\(entered - pasted)")
    }
  }

  @Test("a turn, a dialog and a draft are refused; a turn is queued behind or stopped first", arguments: agents)
  func refusals(look: ToyPane.Look) throws {
    let cases: [(String, (inout ToyPane) -> Void)] = [
      ("busy", { $0.doing = .working(until: .max) }), ("asking", { $0.doing = .asking }),
      ("draft", { $0.box = "mine" }),
    ]
    for (code, change) in cases {
      var run = try run("hello", look, .plain, change)
      guard case .refused(let refusal)? = run.finish() else { Issue.record("\(code) was not refused"); continue }
      #expect(refusal.code == code && run.log.isEmpty)
    }
    var queued = try run("later", look, .queue) { $0.doing = .working(until: .max) }
    #expect(queued.finish()?.word == "queued" && queued.pane.queued == ["later"])
    var stopped = try run("now", look, .interrupt) { $0.doing = .working(until: .max) }
    #expect(stopped.finish()?.word == "submitted")
    #expect(stopped.log == ["record", "Escape", "paste", "Enter"])
  }

  @Test("an agent that keeps no queue is refused, and one whose Enter is never lost is pressed once")
  func without() throws {
    let rules = SendRules(resubmits: false, queues: false)
    var busy = try run("later", .codex, .queue, rules: rules) { $0.doing = .working(until: .max) }
    guard case .refused(.noQueue)? = busy.finish() else { Issue.record("not refused"); return }
    var deaf = try run("hello", .codex, rules: rules) { $0.swallows = 1 }
    guard case .unconfirmed? = deaf.finish() else { Issue.record("not unconfirmed"); return }
    #expect(deaf.log == ["record", "paste", "Enter"])
  }

  @Test("the second press of a key that stops a turn only comes where the first did not")
  func presses() throws {
    let rules = SendRules(interruptPresses: 2, resubmits: true, queues: true)
    for (needed, wanted) in [(2, 2), (1, 1)] {
      var run = try run("now", .codex, .interrupt, rules: rules) {
        $0.doing = .working(until: .max)
        $0.pressesToStop = needed
      }
      #expect(run.finish()?.word == "submitted")
      #expect(run.log.count { $0 == "Escape" } == wanted, "\(run.log)")
    }
  }

  @Test("where nothing can be pasted it is typed, a line end being its own key, and a key of its own submits")
  func typed() throws {
    let rules = SendRules(paste: .keys, newline: "C-j", settle: 100, resubmits: true)
    var run = try run("one\n\ttwo", .gemini, rules: rules)
    #expect(run.finish()?.word == "submitted")
    #expect(run.log == ["record", "type one", "C-j", "type     two", "Enter"])
    #expect(try Prompt("a\tb", for: rules).changes == [.tabs])
    #expect(throws: Refusal.oneLineOnly) { try Prompt("a\nb", for: SendRules(paste: .keys)) }
    let long = try Prompt(String(repeating: "é", count: 450), for: rules).strokes
    #expect(long.count == 3)
    #expect(try Prompt("/compact", for: SendRules(commands: .bracketed)).strokes == [.paste("/compact")])
  }

  @Test("a first character that means something is covered, or the prompt refused; a command is left alone")
  func prefixes() throws {
    let rules = SendRules(prefixes: ["/", "!"], shield: " ")
    let path = try Prompt("/etc/hosts is wrong", for: rules)
    #expect(path.text == " /etc/hosts is wrong" && path.changes == [.shield] && path.method == .paste)
    // Taken up from the journal it is the same text.
    #expect(try Prompt(path.text, for: rules).text == path.text)
    #expect(try Prompt("/compact", for: rules).text == "/compact")
    #expect(try Prompt("?", for: rules).changes.isEmpty)
    #expect(throws: Refusal.meaningful("!")) { try Prompt("!ls", for: SendRules(prefixes: ["!"], shield: "")) }
    #expect(try Prompt("!ls", for: SendRules(prefixes: ["!"], shield: "", plainPastes: true)).text == "!ls")
    var run = try run("/etc/hosts is wrong", .codex)
    #expect(run.finish()?.word == "submitted" && run.pane.submitted == [" /etc/hosts is wrong"])
  }

  @Test("Claude Code is given every text as it is")
  func claude() throws {
    for text in ["!ls", "#1", "@file", "&", "?", ": D", "/etc/hosts is wrong", "a\tb"] {
      #expect(try Prompt(text, for: DeliveryRun.claude).text == text)
    }
  }

  @Test("labels of long pastes are told by what they count")
  func labels() throws {
    func content(_ text: String, _ label: String) throws -> Likeness.Content {
      let rows = ["› \(label)", "", "  ? for shortcuts        95% context left"]
      let rules = try #require(try AgentCatalog.embedded().agent(named: "codex"))
      return Likeness(text).content(of: Recognizer(rules: rules).inputBox(on: ScreenText(rows: rows, columns: 80)))
    }
    let text = (0..<12).map { "line \($0)" }.joined(separator: "\n")
    for label in [
      "[Pasted Content \(text.count) chars]", "[Pasted Content \(text.count) chars] #2", "[Pasted Text: 12 lines]",
      "[Pasted ~12 lines]", "[Pasted text #3 +11 lines]", "[Pasted text #3]",
    ] {
      #expect(try content(text, label) == .ours, "\(label)")
    }
    for label in ["[Pasted Content 9 chars]", "[Pasted Text: 40 lines]", "[Pasted wisdom]", "[Pasted ~12 lines] more"] {
      #expect(try content(text, label) == .other, "\(label)")
    }
  }
}
