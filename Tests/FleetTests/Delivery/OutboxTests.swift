import Recognition
import Testing
import TmuxControl

@testable import Fleet

@Suite("One queue for each pane")
struct OutboxTests {
  private let now = Moment(wall: 1_700_000_000_000_000_000, monotonic: 1)

  private func errand(_ text: String) throws -> Outbox.Errand {
    .prompt(PromptDelivery(try Prompt(text), .plain, rules: SendRules(), token: text, deadline: .max))
  }

  @Test("the second errand of a pane waits for the first; another pane does not")
  func order() throws {
    var outbox = Outbox()
    let (one, two) = (PaneID(number: 1), PaneID(number: 2))
    let (first, jobs) = outbox.add(try errand("a"), to: one, sight: nil, at: now)
    let (second, none) = outbox.add(try errand("b"), to: one, sight: nil, at: now)
    let (_, others) = outbox.add(try errand("c"), to: two, sight: nil, at: now)
    #expect(jobs.contains { $0.effect == .examine } && none.isEmpty && others.contains { $0.effect == .examine })
    let job = try #require(jobs.first { $0.effect == .examine })
    let ended = outbox.answered(.failed(.tmux("gone")), to: job, sight: nil, at: now)
    #expect(ended.map(\.number) == [first, second, second])
    #expect(ended.first?.effect == .finish(.refused(.failed("gone"))) && ended.last?.effect == .examine)
    #expect(outbox.isBusy(one))
  }

  @Test("an answer that comes late means nothing")
  func late() throws {
    var outbox = Outbox()
    let pane = PaneID(number: 1)
    let (_, jobs) = outbox.add(try errand("a"), to: pane, sight: nil, at: now)
    let job = try #require(jobs.first { $0.effect == .examine })
    var pane1 = ToyPane()
    pane1.lastKey = 0
    let more = outbox.answered(.examined(pane1.facts), to: job, sight: pane1.sight, at: now)
    #expect(more.contains { $0.effect == .record })
    #expect(outbox.answered(.examined(pane1.facts), to: job, sight: pane1.sight, at: now).isEmpty)
  }

  @Test("an agent that tells which prompt it took is believed for that prompt only")
  func giving() throws {
    var outbox = Outbox()
    let pane = PaneID(number: 1)
    _ = outbox.add(try errand("do this\nand that"), to: pane, sight: nil, at: now)
    _ = outbox.add(try errand("later"), to: pane, sight: nil, at: now)
    #expect(outbox.isGiving(" do this\nand that\n", to: pane))
    #expect(!outbox.isGiving("do this", to: pane))
    #expect(!outbox.isGiving("later", to: pane), "it is not its turn")
    #expect(!outbox.isGiving("do this\nand that", to: PaneID(number: 2)))
  }

  // MARK: Answers

  private func asking(_ question: String) -> Sight {
    let ask = Ask(
      question: question, options: [.init(key: "1", label: "Yes", isSelected: true), .init(key: "2", label: "No")],
      digits: .confirm, enter: .confirm)
    let finding = Finding(state: .blocked, kind: .permission, ask: ask, rule: "r", region: "dialog")
    return Sight(
      activity: Activity(.blocked, kind: .permission, ask: ask), finding: finding, box: nil,
      rows: [question, "❯ 1. Yes", "  2. No"])
  }

  private var working: Sight {
    let finding = Finding(state: .working, rule: "r", region: "whole")
    return Sight(activity: Activity(.working), finding: finding, box: nil, rows: ["working"])
  }

  private func yes() -> Outbox.Errand { .answer(AnswerDelivery(Choice(["1"]), askID: nil, deadline: .max)) }

  /// Carries every job out and returns the ends by number.
  ///
  /// - Parameters:
  ///   - first: what is shown until a key is pressed.
  ///   - next: what is shown when tmux has answered for the key, and what after that.
  private func run(
    _ outbox: inout Outbox, _ jobs: [Outbox.Job], _ first: Sight, then next: (Sight, Sight)
  ) -> [Int64: Verdict] {
    var (jobs, ends): ([Outbox.Job], [Int64: Verdict]) = (jobs, [:])
    var hasPressed = false
    while let job = jobs.first {
      jobs.removeFirst()
      let event: DeliveryEvent
      switch job.effect {
      case .examine: event = .examined(PaneFacts(isInMode: false, viewers: [], people: "", place: ""))
      case .record: event = .recorded
      case .perform: event = .performed
      case .finish(let verdict):
        ends[job.number] = verdict
        continue
      case .wake, .decide: continue
      }
      let isPressed = event == .performed
      jobs += outbox.answered(event, to: job, sight: isPressed ? next.0 : hasPressed ? next.1 : first, at: now)
      hasPressed = hasPressed || isPressed
    }
    return ends
  }

  @Test("of two answers to one question the second is not given to the next, also when that looks the same")
  func two() {
    let pane = PaneID(number: 1)
    for next in [(asking("Delete?"), asking("Delete?")), (working, asking("Delete?")), (working, asking("Run?"))] {
      var outbox = Outbox()
      let (first, jobs) = outbox.add(yes(), to: pane, sight: asking("Run?"), at: now)
      let (second, none) = outbox.add(yes(), to: pane, sight: asking("Run?"), at: now)
      #expect(none.isEmpty)
      let ends = run(&outbox, jobs, asking("Run?"), then: next)
      #expect(ends[first] == .submitted(.gone))
      guard case .refused(.askChanged)? = ends[second] else { Issue.record("\(ends)"); continue }
    }
  }

  @Test("an answer that came while nothing was asked is for nothing; while nothing was known, for the first question")
  func unasked() {
    let pane = PaneID(number: 1)
    var outbox = Outbox()
    let (number, jobs) = outbox.add(yes(), to: pane, sight: working, at: now)
    #expect(run(&outbox, jobs, asking("Run?"), then: (working, working))[number] == .refused(.notAsking))
    let (first, more) = outbox.add(yes(), to: pane, sight: nil, at: now)
    let (second, _) = outbox.add(yes(), to: pane, sight: nil, at: now)
    #expect(outbox.apply(.looked, on: pane, sight: asking("Run?"), at: now).isEmpty, "tmux is being asked")
    let ends = run(&outbox, more, asking("Run?"), then: (asking("Delete?"), asking("Delete?")))
    #expect(ends[first] == .submitted(.gone))
    guard case .refused(.askChanged)? = ends[second] else { Issue.record("\(ends)"); return }
  }
}
