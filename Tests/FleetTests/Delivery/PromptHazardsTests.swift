import Recognition
import Testing

@testable import Fleet

@Suite("What may come between a text and its agent")
struct PromptHazardsTests {
  @Test("panes that share their keys, a pane that takes none, and lines for a program without pastes are refused")
  func obstacles() throws {
    let cases: [(String, (inout ToyPane) -> Void)] = [
      ("synchronized", { $0.isSynchronized = true }), ("input-off", { $0.isInputOff = true }),
      ("unmarked-paste", { $0.takesPastesForKeys = true }),
    ]
    for (code, change) in cases {
      var run = try DeliveryRun("two\nlines", .plain, change)
      guard case .refused(let refusal)? = run.finish() else { Issue.record("\(code) was not refused"); continue }
      #expect(refusal.code == code && run.log.isEmpty)
    }
    var run = try DeliveryRun("one line") { $0.takesPastesForKeys = true }
    #expect(run.finish() == .submitted(.echo))
  }

  @Test("panes that are synchronised after the paste get no Enter, and it is said at once")
  func synchronizedLate() throws {
    var run = try DeliveryRun("hello")
    let verdict = run.finish { _, job, pane in if job == "Enter" { pane.isSynchronized = true } }
    guard case .unconfirmed(let reason)? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(reason.contains("synchronize-panes") && run.pane.submitted.isEmpty && run.pane.now < 2_000_000_000)
  }

  @Test("copy mode is left only where nobody sees it, not in a pane beside the active one")
  func copyMode() throws {
    var run = try DeliveryRun("hello") { ($0.isInMode, $0.isActive) = (true, false) }
    #expect(run.finish() == .refused(.copyMode))
    run = try DeliveryRun("hello") { ($0.isInMode, $0.isActive, $0.isSeen) = (true, false, false) }
    #expect(run.finish() == .submitted(.echo))
  }

  /// Has the agent begin a turn of its own once the text is in its box.
  private func busy(_ manner: Manner, until end: UInt64) throws -> DeliveryRun {
    var run = try DeliveryRun("hello", manner)
    var hasBegun = false
    run.finish { _, _, pane in
      if !pane.pastes.isEmpty, !hasBegun {
        hasBegun = true
        pane.doing = .working(until: end)
      }
      if case .working = pane.doing, !pane.submitted.isEmpty, manner == .plain, pane.now < end {
        Issue.record("Enter was pressed at work")
      }
    }
    return run
  }

  @Test("an agent that goes to work between paste and Enter is waited for; with --queue the text is queued")
  func wentToWork() throws {
    var run = try busy(.plain, until: 9_000_000_000)
    #expect(run.verdict == .submitted(.echo) && run.pane.submitted == ["hello"] && run.pane.now > 9_000_000_000)
    run = try busy(.plain, until: .max)
    guard case .unconfirmed(let reason)? = run.verdict else { Issue.record("not unconfirmed"); return }
    #expect(reason.contains("went to work") && run.pane.submitted.isEmpty && run.pane.box == "hello")
    run = try busy(.queue, until: .max)
    #expect(run.verdict?.word == "queued" && run.pane.queued == ["hello"])
  }

  @Test("a text for the queue of an agent whose turn ends before Enter is submitted, not queued")
  func turnEnded() throws {
    var run = try DeliveryRun("hello", .queue) { pane in
      pane.doing = .working(until: 120_000_000)
      pane.turn = 60_000_000_000
    }
    #expect(run.finish()?.word == "submitted")
  }

  @Test("after Esc was pressed nothing is called refused")
  func interrupted() throws {
    var run = try DeliveryRun("hello", .interrupt) { $0.doing = .working(until: .max) }
    let verdict = run.finish { _, job, pane in if job == "paste" { pane.type("w") } }
    #expect(run.log.contains("Escape") && run.pane.pastes.isEmpty)
    guard case .unconfirmed(let reason)? = verdict else { Issue.record("\(String(describing: verdict))"); return }
    #expect(reason.hasPrefix("Esc was pressed"))
  }

  @Test("an agent that ends, or asks something, after the paste is told of at once and by name")
  func settling() throws {
    for (change, word) in [
      ({ $0.isDead = true }, "ended"), ({ $0.ask() }, "Do you want to proceed?"),
    ] as [((inout ToyPane) -> Void, String)] {
      var run = try DeliveryRun("hello")
      var hasChanged = false
      let verdict = run.finish { _, _, pane in
        if !pane.pastes.isEmpty, !hasChanged {
          hasChanged = true
          change(&pane)
        }
      }
      guard case .unconfirmed(let reason)? = verdict else { Issue.record("\(String(describing: verdict))"); continue }
      #expect(reason.contains(word) && run.pane.now < 1_000_000_000, "\(reason)")
      #expect(!run.log.contains("Enter"))
    }
  }
}
