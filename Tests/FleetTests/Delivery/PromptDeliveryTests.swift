import Recognition
import Testing

@testable import Fleet

@Suite("Delivering a prompt")
struct PromptDeliveryTests {
  @Test("an idle agent is given the text and then Enter, and the journal knows before")
  func plain() throws {
    var run = try DeliveryRun("hello there")
    #expect(run.finish() == .submitted(.echo))
    #expect(run.log == ["record", "paste", "Enter"])
    #expect(run.pane.submitted == ["hello there"])
  }

  @Test("an Enter that was swallowed is pressed again, and never the text")
  func swallowed() throws {
    var run = try DeliveryRun("hello\nthere") { $0.swallows = 3 }
    #expect(run.finish() == .submitted(.echo))
    #expect(run.log == ["record", "paste", "Enter", "Enter", "Enter", "Enter"])
    #expect(run.pane.submitted == ["hello\nthere"])
  }

  @Test("an agent that never takes Enter is pressed four times and reported")
  func deaf() throws {
    var run = try DeliveryRun("hello") { $0.swallows = 100 }
    guard case .unconfirmed? = run.finish() else { Issue.record("not unconfirmed"); return }
    #expect(run.log == ["record", "paste", "Enter", "Enter", "Enter", "Enter"])
  }

  @Test("a text that the box shows as a label is submitted")
  func label() throws {
    let text = (0..<30).map { "line \($0)" }.joined(separator: "\n")
    var run = try DeliveryRun(text)
    #expect(run.finish()?.word == "submitted")
    #expect(run.pane.submitted == [text])
  }

  @Test("a turn, a dialog, a draft, a shell, copy mode and a person at the keyboard are refused, and nothing is given")
  func refusals() throws {
    let cases: [(String, (inout ToyPane) -> Void)] = [
      ("busy", { $0.doing = .working(until: .max) }), ("asking", { $0.doing = .asking }),
      ("draft", { $0.box = "my own" }), ("copy-mode", { $0.isInMode = true }),
      ("typing", { $0.lastKey = $0.moment.seconds - 2 }),
    ]
    for (code, change) in cases {
      var run = try DeliveryRun("hello", .plain, change)
      guard case .refused(let refusal)? = run.finish() else { Issue.record("\(code) was not refused"); continue }
      #expect(refusal.code == code)
      #expect(run.pane.pastes.isEmpty && run.log.isEmpty)
    }
  }

  @Test("with --queue the text waits in the agent's own queue; with --interrupt the turn ends first")
  func manners() throws {
    var run = try DeliveryRun("later", .queue) { $0.doing = .working(until: .max) }
    #expect(run.finish()?.word == "queued")
    #expect(run.pane.queued == ["later"])
    run = try DeliveryRun("now", .interrupt) { $0.doing = .working(until: .max) }
    #expect(run.finish() == .submitted(.echo))
    #expect(run.log == ["record", "Escape", "paste", "Enter"])
  }

  @Test("an agent at rest is never sent Escape")
  func noBlindEscape() throws {
    var run = try DeliveryRun("now", .interrupt)
    run.finish()
    #expect(run.log == ["record", "paste", "Enter"])
  }

  @Test("a dialog that opens in the instant of the paste is not pasted into")
  func race() throws {
    var run = try DeliveryRun("hello")
    let verdict = run.finish { _, job, pane in if job == "paste" { pane.ask() } }
    guard case .refused(.asking)? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(run.pane.pastes.isEmpty)
  }

  @Test("what a person typed in the instant of the paste keeps the text away")
  func typingRace() throws {
    var run = try DeliveryRun("hello")
    let verdict = run.finish { _, job, pane in if job == "paste", pane.keys == 0 { pane.type("w") } }
    guard case .refused? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(run.pane.pastes.isEmpty && run.pane.box == "w")
  }

  @Test("Enter is not pressed on a text that a person has added to")
  func addedTo() throws {
    var run = try DeliveryRun("hello")
    let verdict = run.finish { _, job, pane in if job == "Enter", pane.keys == 0 { pane.type(" wor") } }
    guard case .unconfirmed? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(run.pane.submitted.isEmpty && run.pane.box == "hello wor")
  }

  @Test("a prompt of which the screen shows an older copy is proved by a new one")
  func repeated() throws {
    var run = try DeliveryRun("again") {
      $0.transcript = ["❯ again", "", "⏺ Done.", ""]
      $0.turn = 0
    }
    #expect(run.finish() == .submitted(.echo))
    #expect(run.pane.submitted == ["again"])
  }

  @Test("a report of the agent itself is proof enough")
  func hook() throws {
    let prompt = try Prompt("hello")
    var delivery = PromptDelivery(prompt, .plain, rules: DeliveryRun.claude, token: "one", deadline: .max)
    var pane = ToyPane()
    pane.lastKey = 0
    _ = delivery.apply(.begun, pane.sight, at: pane.moment)
    func told(at time: UInt64) -> [DeliveryEffect] {
      delivery.apply(.accepted(by: "hook", at: time), pane.sight, at: pane.moment)
    }
    #expect(told(at: .max).isEmpty)
    _ = delivery.apply(.examined(pane.facts), pane.sight, at: pane.moment)
    _ = delivery.apply(.recorded, pane.sight, at: pane.moment)
    _ = pane.perform(.paste("hello"), ScreenGuard())
    _ = delivery.apply(.performed, pane.sight, at: pane.moment)
    pane.pass(to: 1_000_000_000)
    #expect(told(at: pane.now).isEmpty, "the text was given before, and its report is late: Enter is still to come")
    let enter = delivery.apply(.looked, pane.sight, at: pane.moment)
    guard case .perform(.press(.enter), _)? = enter.first else { Issue.record("\(enter)"); return }
    let ordered = pane.now
    pane.pass(to: ordered + 5_000_000)
    _ = delivery.apply(.performed, pane.sight, at: pane.moment)
    #expect(told(at: ordered - 1).isEmpty)
    #expect(told(at: ordered + 1) == [.finish(.submitted(.word(of: "hook")))])
  }

  @Test("a journal that cannot be written refuses")
  func journal() throws {
    var delivery = PromptDelivery(try Prompt("hello"), .plain, rules: DeliveryRun.claude, token: "one", deadline: .max)
    let pane = ToyPane()
    _ = delivery.apply(.begun, pane.sight, at: pane.moment)
    _ = delivery.apply(.examined(pane.facts), pane.sight, at: pane.moment)
    let effects = delivery.apply(.failed(.journal("the disk is full")), pane.sight, at: pane.moment)
    #expect(effects == [.finish(.refused(.unwritten("the disk is full")))])
  }
}
