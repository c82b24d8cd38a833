import Fleet
import Testing
import TmuxControl

@testable import TmuxUI

@Suite("When notices are given")
struct NoticeLadderTests {
  private var trial = NoticeTrial()

  init() { trial.settings.notify = Set(StatusWord.allCases) }

  @Test(
    "what waits for a person is told at once, with what is asked", arguments: [StatusWord.blocked, .question, .error])
  func atOnce(word: StatusWord) throws {
    var trial = trial
    trial.put(1, .working)
    trial.put(1, word, asks: "May I?")
    let given = trial.pass(10)
    #expect(given.count == 1)
    let first = try #require(given.first)
    #expect(first.after < 0.25)
    #expect(first.notice.text == "May I?")
    #expect(first.notice.title.hasPrefix("a1 "))
  }

  @Test("done is told after two seconds, and not at all when it did not last")
  func debounce() {
    var trial = trial
    trial.put(1, .done)
    let given = trial.pass(10)
    #expect(given.map(\.notice.line) == ["a1 is done"])
    #expect(given.allSatisfy { $0.after >= 2 && $0.after < 2.5 })
    trial.put(1, .working)
    trial.put(1, .done)
    #expect(trial.told(in: 1.5).isEmpty)
    trial.put(1, .working)
    #expect(trial.told(in: 10).isEmpty)
  }

  @Test("working, idle and unknown are never told of", arguments: [StatusWord.working, .idle, .unknown])
  func never(word: StatusWord) {
    var trial = trial
    trial.put(1, word)
    #expect(trial.ladder.wake == nil)
    #expect(trial.told(in: 60).isEmpty)
  }

  @Test("what was over before it could be told is not told")
  func flicker() {
    var trial = trial
    trial.put(1, .blocked, asks: "May I?")
    trial.put(1, .idle)
    #expect(trial.told(in: 10).isEmpty)
    trial.put(2, .blocked, asks: "May I?")
    trial.remove(2)
    #expect(trial.told(in: 10).isEmpty)
  }

  @Test("one need is told once, however often it comes and goes without work in between")
  func once() {
    var trial = trial
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5).count == 1)
    for word in [StatusWord.unknown, .blocked, .idle, .question, .done, .error, .blocked] {
      trial.put(1, word, asks: word.needsAttention ? "May I?" : nil)
      #expect(trial.told(in: 5).isEmpty, "\(word)")
    }
    trial.put(1, .working)
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5).count == 1)
  }

  @Test("a question whose text was completed is the same; another one that came later is another need")
  func otherQuestion() {
    var trial = trial
    trial.put(1, .question, asks: "Which")
    #expect(trial.told(in: 5).count == 1)
    trial.put(1, .question, asks: "Which one?", keepingTime: true)
    #expect(trial.told(in: 5).isEmpty)
    trial.put(1, .question, asks: "And then?")
    #expect(trial.told(in: 5) == ["a1 asks: And then?"])
  }

  @Test("another agent in the same pane has needs of its own, also while it starts nothing is forgotten of the first")
  func otherProcess() {
    var trial = trial
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5).count == 1)
    trial.put(1, .working, isStarting: true)
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5).isEmpty)
    trial.put(1, .blocked, asks: "May I?", process: 2)
    #expect(trial.told(in: 5).count == 1)
  }

  @Test("states that the person does not want to be told of are not, and not later either")
  func unwanted() {
    var trial = trial
    trial.settings.notify = [.question]
    trial.put(1, .blocked, asks: "May I?")
    trial.put(2, .done)
    #expect(trial.told(in: 10).isEmpty)
    trial.settings.notify = [.blocked, .question, .done]
    #expect(trial.told(in: 10).isEmpty)
  }

  @Test("what is muted or put aside is silent, also when that was said a moment ago")
  func quiet() {
    var trial = trial
    trial.put(1, .blocked, asks: "May I?", quiet: true)
    #expect(trial.told(in: 10).isEmpty)
    trial.put(2, .blocked, asks: "May I?")
    trial.hush(2)
    #expect(trial.told(in: 10).isEmpty)
  }

  // MARK: Several

  @Test("two at once are told one by one, three or more as one summary")
  func summary() throws {
    for count in 1...7 {
      var trial = trial
      for pane in 1...UInt32(count) { trial.put(pane, .question, asks: "Q\(pane)?") }
      let given = trial.pass(20)
      #expect(given.count == (count < 3 ? count : 1))
      guard count >= 3 else { continue }
      let notice = try #require(given.first).notice
      #expect(notice.title == "\(count) need you")
      #expect(notice.text.hasPrefix("a1 asks, a2 asks, a3 asks"))
      #expect(notice.text.hasSuffix("and \(count - 5) more") == (count > 5))
      #expect(notice.agents.count == count)
    }
  }

  @Test("what comes within two seconds after a notice waits for their end, and is a summary if it makes three")
  func window() {
    var trial = trial
    trial.put(1, .blocked, asks: "1?")
    #expect(trial.told(in: 0.5) == ["a1 waits for your permission: 1?"])
    trial.put(2, .blocked, asks: "2?")
    #expect(trial.told(in: 0.5).isEmpty)
    trial.put(3, .question, asks: "3?")
    let given = trial.pass(10)
    #expect(given.map(\.notice.title) == ["2 more need you"])
    #expect(given.allSatisfy { $0.after > 1 && $0.after < 1.5 })
    // Long after that, one is one again.
    trial.put(4, .blocked, asks: "4?")
    #expect(trial.told(in: 10) == ["a4 waits for your permission: 4?"])
  }

  @Test("one that comes within the two seconds keeps its question")
  func second() {
    var trial = trial
    trial.put(1, .blocked, asks: "1?")
    #expect(trial.told(in: 0.5).count == 1)
    trial.put(2, .question, asks: "2?")
    #expect(trial.told(in: 10) == ["a2 asks: 2?"])
  }

  @Test("a summary counts those who need something apart from those who are done")
  func mixed() {
    var trial = trial
    for pane in 1...3 { trial.put(UInt32(pane), .done) }
    #expect(trial.pass(5).map(\.notice.title) == ["3 are done"])
    for pane in 1...3 { trial.put(UInt32(pane), .working) }
    _ = trial.pass(5)
    trial.put(1, .done)
    trial.put(2, .done)
    _ = trial.pass(1.9)
    trial.put(3, .blocked, asks: "May I?")
    let titles = trial.pass(5).map(\.notice.title)
    #expect(titles == ["1 needs you, 2 done"])
  }

  @Test("at no two seconds are more than two notices given, whatever comes")
  func pace() {
    var trial = trial
    var times: [Double] = []
    for step in 0..<400 {
      let pane = UInt32(step * 7 % 23)
      trial.put(pane, [.working, .blocked, .question, .done, .error][step * 13 % 5], asks: "Q\(step)")
      times += trial.pass(0.1).map { Double(step) * 0.1 + $0.after }
    }
    #expect(times.count > 5)
    for time in times { #expect(times.count { $0 >= time && $0 < time + 1.9 } <= 2) }
  }

  // MARK: Who looks

  @Test("nobody is told who sits before the agent")
  func looking() {
    var cases: [(Onlooker, Bool)] = []
    let trial = trial
    cases.append((trial.client(at: 1), true))
    cases.append((trial.client(at: 1, focused: true), true))
    cases.append((trial.client(at: 1, focused: false), false))
    cases.append((trial.client(at: 2), false))
    cases.append((trial.client(at: 1, idle: 590), true))
    cases.append((trial.client(at: 1, idle: 620), false))
    cases.append((trial.client(at: 2, hasBoard: true), true))
    cases.append((trial.client(at: 2, focused: false, hasBoard: true), false))
    cases.append((trial.client(at: 2, idle: 620, hasBoard: true), false))
    for (client, isSilent) in cases {
      var trial = trial
      trial.onlookers = [trial.client(at: 7), client]
      trial.put(1, .blocked, asks: "May I?")
      #expect(trial.told(in: 5).isEmpty == isSilent, "\(client)")
      // Who has seen it and went away is not told of it any more.
      trial.onlookers = []
      #expect(trial.told(in: 60).isEmpty)
    }
  }

  @Test("those that are looked at do not count for a summary")
  func lookedAtInBatch() {
    var trial = trial
    trial.onlookers = [trial.client(at: 1)]
    for pane in 1...3 { trial.put(UInt32(pane), .question, asks: "Q?") }
    #expect(trial.told(in: 5) == ["a2 asks: Q?", "a3 asks: Q?"])
  }

  // MARK: Restarts

  @Test("what was told before is not told again after a restart, what was not is")
  func restart() {
    var trial = trial
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5).count == 1)
    trial.put(2, .done)
    trial.restart()
    trial.put(1, .working, isStarting: true)
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5) == ["a2 is done"])
    trial.restart()
    trial.put(1, .blocked, asks: "Another?")
    #expect(trial.told(in: 5).count == 1)
  }

  @Test("an agent that has worked may be told of again, also after a restart")
  func restartAfterWork() {
    var trial = trial
    trial.put(1, .done)
    #expect(trial.told(in: 5).count == 1)
    trial.put(1, .working)
    trial.restart()
    trial.put(1, .done)
    #expect(trial.told(in: 5).count == 1)
  }

  @Test("panes of another server's life are other panes, and unreadable memory is none")
  func otherServer() {
    var trial = trial
    trial.put(1, .blocked, asks: "May I?")
    #expect(trial.told(in: 5).count == 1)
    trial.restart(on: ServerEpoch(pid: 1, startTime: 2))
    trial.put(1, .blocked, asks: "May I?", keepingTime: true)
    #expect(trial.told(in: 5).count == 1)
    #expect(ToldNeeds("no JSON", on: nil) == ToldNeeds())
    var told = trial.ladder.told
    told.forget { _ in true }
    #expect(told == ToldNeeds(nil, on: ServerEpoch(pid: 1, startTime: 2)))
  }
}
