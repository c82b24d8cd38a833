import Recognition
import Testing
import TmuxControl

@testable import Fleet

@Suite("One queue for each pane")
struct OutboxTests {
  private let now = Moment(wall: 1_700_000_000_000_000_000, monotonic: 1)

  private func errand(_ text: String) throws -> Outbox.Errand {
    .prompt(PromptDelivery(try Prompt(text), .plain, rules: SendRules(), deadline: .max))
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
}
