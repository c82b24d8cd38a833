import Recognition
import Testing

@testable import Fleet

/// A delivery whose argosy is killed, and which the next life takes up.
@Suite("Deliveries of an earlier life")
struct RecoveryTests {
  private static let texts = ["order\nof two lines", "/feature:plan cart redesign", "/review", "one line"]

  @Test("a life that ends at any step is taken up: the text is submitted, and submitted once", arguments: texts)
  func crash(text: String) throws {
    var met = 0
    for stop in 1...24 {
      for swallows in 0...1 {
        var run = try DeliveryRun(text) { $0.swallows = swallows }
        run.cut(after: stop)
        guard run.delivery.isRecorded, run.verdict == nil else { continue }
        met += 1
        run.restart()
        #expect(run.finish()?.word == "submitted", "cut after \(stop): \(run.log)")
        #expect(run.pane.submitted == [text], "cut after \(stop): \(run.log)")
      }
    }
    #expect(met > 4)
  }

  @Test("one life after the other ends, and still the text is submitted once", arguments: texts)
  func crashes(text: String) throws {
    for pause in 1...6 {
      var run = try DeliveryRun(text)
      run.cut(after: pause + 2)
      for _ in 0..<20 where run.verdict == nil && run.delivery.isRecorded {
        run.restart()
        run.cut(after: pause)
      }
      if run.verdict == nil, run.delivery.isRecorded {
        run.restart()
        run.finish()
      }
      #expect(run.pane.submitted == [text], "killed every \(pause) steps: \(run.log)")
    }
  }

  @Test("what the earlier life had under way comes before the new one's deed, or not at all", arguments: texts)
  func late(text: String) throws {
    var done = 0
    for stop in 1...24 {
      for delay in 1...8 {
        var run = try DeliveryRun(text)
        run.cut(after: stop)
        guard run.delivery.isRecorded, run.verdict == nil, let pending = run.pending else { continue }
        run.restart()
        let verdict = run.finish { step, _, pane in
          if step == delay, pane.perform(pending.0, pending.1) { done += 1 }
        }
        #expect(run.pane.submitted.filter { $0 == text }.count == 1, "\(stop), late by \(delay): \(run.log)")
        #expect(verdict?.word == "submitted", "\(stop), late by \(delay): \(run.log)")
      }
    }
    #expect(done > 0, "nothing came late")
  }

  @Test("pastes that lost a part, or got more, are not submitted")
  func changed() throws {
    let text = (0..<20).map { "line \($0)" }.joined(separator: "\n")
    for (other, word) in [(text, "submitted"), (text + "\nmore", "unconfirmed"), ("", "unconfirmed")] {
      var run = try DeliveryRun(text)
      run.cut(after: 2)
      #expect(run.delivery.isRecorded && run.pane.pastes.isEmpty)
      var guarded = ScreenGuard()
      guarded.count = Tally.Count(expected: "", next: Tally(of: "one").next.text)
      _ = run.pane.perform(.paste(other), guarded)
      run.restart()
      #expect(run.finish()?.word == word)
      #expect(run.pane.submitted.isEmpty == (word == "unconfirmed"))
    }
  }

  @Test("what a person typed meanwhile is a draft like any other")
  func typed() throws {
    var run = try DeliveryRun("/feature:plan cart")
    run.cut(after: 2)
    run.pane.box = "/feature:plan "
    run.restart()
    #expect(run.finish()?.word == "refused")
    #expect(run.pane.box == "/feature:plan " && run.pane.submitted.isEmpty)
  }

  @Test("of an agent that has ended it is known whether it was given all, a part or nothing")
  func ended() throws {
    for (text, stop, word) in [
      ("/exit-soon now", 2, "refused"), ("/exit-soon now", 4, "unconfirmed"), ("/exit-soon now", 40, "submitted"),
      ("one line", 2, "refused"), ("one line", 4, "unconfirmed"),
    ] {
      var run = try DeliveryRun(text) { $0.turn = 60_000_000_000 }
      run.cut(after: stop)
      if run.verdict != nil { run = try DeliveryRun(text); run.cutAtEnter() }
      run.pane.isDead = true
      run.restart(isAgentGone: true)
      #expect(run.finish()?.word == word, "\(text), \(stop): \(run.log)")
    }
  }

  @Test("a tally says what it says again, and nothing else is one")
  func text() {
    let tally = Tally(of: "a token of any form; \u{1F680}").next.next
    #expect(Tally(tally.text) == tally && tally.pieces == 2)
    #expect(tally.text.allSatisfy { $0.isHexDigit || $0 == "." })
    for other in ["", "12", "x.1", "1.", ".1", "1.-1", "1.2.3", "1.99999999999999999999"] {
      #expect(Tally(other) == nil, "\(other)")
    }
  }
}
