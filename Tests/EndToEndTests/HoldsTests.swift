import Fleet
import Recognition
import Synchronization
import Testing
import TmuxControl

@testable import Daemon

@Suite("How long a hook is held")
struct HoldsTests {
  private final class Words: Sendable {
    private let said = Mutex<[HoldWord]>([])
    var all: [HoldWord] { said.withLock { $0 } }
    func add(_ word: HoldWord) { said.withLock { $0.append(word) } }
  }

  private let pane = PaneID(number: 1)
  private let second: UInt64 = 1_000_000_000
  private let permission = HeldPermission(tool: "Bash", argument: "make", suggestions: [], questions: [])

  private func ask(_ command: String = "make") -> Ask {
    Ask(
      question: "Do you want to proceed?", options: [Ask.Option(key: "1", label: "Yes")], detail: ["Bash", command],
      form: .confirm, digits: .confirm, enter: .confirm, id: command)
  }

  private func dialog(_ ask: Ask) -> Finding {
    Finding(state: .blocked, kind: .permission, ask: ask, rule: "r", region: "dialog")
  }

  @Test("it hears every second that we are there, and is let go when its time is over")
  func time() {
    var holds = Holds()
    let words = Words()
    _ = holds.begin(permission, on: pane, seconds: 8, at: 0) { words.add($0) }
    holds.look(at: pane, dialog(ask()))
    for time in 1...9 as ClosedRange<UInt64> { holds.pass(at: time * second) }
    #expect(words.all == Array(repeating: .waiting, count: 7) + [.released])
    #expect(holds.next == nil)
  }

  @Test("it is let go when its dialog does not come, has gone, or is another one")
  func dialogs() {
    let ends: [(inout Holds) -> Void] = [
      { $0.pass(at: 6 * second) },
      {
        $0.look(at: pane, dialog(ask()))
        $0.look(at: pane, Finding(state: .working, rule: "r", region: "status"))
      },
      {
        $0.look(at: pane, dialog(ask()))
        $0.look(at: pane, dialog(ask("rm -rf /")))
      },
    ]
    for end in ends {
      var holds = Holds()
      let words = Words()
      let number = holds.begin(permission, on: pane, seconds: 500, at: 0) { words.add($0) }
      // What was there before, and a viewer, say nothing.
      holds.look(at: pane, Finding(state: .working, rule: "r", region: "status"))
      holds.look(at: pane, Finding(state: .unknown, rule: "r", region: "whole", isHold: true))
      #expect(words.all.isEmpty)
      end(&holds)
      #expect(words.all == [.released])
      let isDecided = holds.decide(number ?? 0, .allow)
      #expect(!isDecided)
    }
  }

  @Test("it is decided once, and only for its own dialog; of two at once for none")
  func decided() {
    var holds = Holds()
    let words = Words()
    let number = holds.begin(permission, on: pane, seconds: 500, at: 0) { words.add($0) }
    #expect(holds.hold(on: pane, for: ask())?.number == number)
    #expect(holds.hold(on: pane, for: ask("rm -rf /")) == nil && holds.hold(on: pane, for: nil) == nil)
    #expect(holds.hold(on: PaneID(number: 2), for: ask()) == nil)
    let second = holds.begin(permission, on: pane, seconds: 500, at: 0) { words.add($0) }
    #expect(holds.hold(on: pane, for: ask()) == nil)
    holds.drop(second ?? 0)
    let first = holds.decide(number ?? 0, .deny)
    let again = holds.decide(number ?? 0, .allow)
    #expect(first && !again && words.all == [.decided(.deny)])
  }
}
