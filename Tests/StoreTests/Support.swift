import Fleet
import Foundation
import Recognition
import Synchronization
import TestSupport
import TmuxControl

@testable import Store

let epoch = ServerEpoch(pid: 1000, startTime: 1_700_000_000)

/// Makes transitions as the fleet does: it alone can make them, so a small fleet is played.
struct Player: Sendable {
  private var fleet = Fleet()
  private var wall: Int64 = 1_700_000_000_000_000_000
  private let pid: Int32

  init(pid: Int32 = 77) {
    self.pid = pid
  }

  private var now: Moment { Moment(wall: wall, monotonic: 0) }

  private mutating func tell(_ event: FleetEvent) -> [Transition] {
    wall += 1_000_000_001
    return fleet.apply(event, at: now).compactMap { effect in
      if case .transition(let transition) = effect { transition } else { nil }
    }
  }

  /// An agent is found in each pane.
  mutating func begin(_ panes: [PaneID]) -> [Transition] {
    let place = Place(
      window: WindowID(number: 1), session: SessionID(number: 4), sessionName: "it's \"one\"; --", isShown: false)
    _ = tell(.placed(Dictionary(uniqueKeysWithValues: panes.map { ($0, place) })))
    return panes.flatMap { tell(.identified($0, AgentIdentity(name: "claude", pid: pid))) }
  }

  mutating func say(_ state: AgentState, kind: BlockKind? = nil, question: String? = nil, in pane: PaneID)
    -> [Transition]
  {
    let ask = question.map { Ask(question: $0, options: []) }
    return tell(
      .read(pane, Finding(state: state, kind: kind, ask: ask, rule: "rule", region: "screen"), title: ""))
  }

  /// The agent's process has ended.
  mutating func end(_ pane: PaneID) -> [Transition] {
    tell(.identified(pane, nil))
  }
}

/// What a journal has complained about.
final class Complaints: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock { $0 } }

  func add(_ text: String) { texts.withLock { $0.append(text) } }
}

/// Runs a test's body with the path of a database in a directory that is gone afterwards.
@discardableResult
func withDatabase<Result>(_ body: (String, Complaints) throws -> Result) throws -> Result {
  let directory = try TemporaryDirectory.make()
  defer { try? FileManager.default.removeItem(at: directory) }
  return try body(directory.appendingPathComponent("journal.sqlite").path, Complaints())
}
