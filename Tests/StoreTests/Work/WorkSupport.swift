import Foundation
import Testing

@testable import Fleet
@testable import Store

/// Work as the coordinator makes it, with what has to be written down of it.
struct WorkPlay {
  var coordinator = Coordinator()
  var wall: Int64 = 1_700_000_000_000_000_000
  private(set) var lastEnded: (effect: EffectID, result: DeedResult)?

  var now: Moment { Moment(wall: wall, monotonic: UInt64(wall - 1_700_000_000_000_000_000)) }

  static func new(_ id: String, name: String? = nil) -> NewItem {
    NewItem(
      id: ItemID(id), name: name ?? id, description: "it's \"one\" 🎉; DROP TABLE workItem",
      repository: Repository(path: "/repo", defaultBranch: "main"), workflow: .feature)
  }

  static let workspace = Workspace(path: "/repo/.claude/worktrees/a", branch: "worktree-a", base: "abc")

  /// What follows from an event, and the commit that carries it.
  mutating func tell(_ event: WorkEvent) -> (outcome: WorkOutcome, commit: WorkCommit) {
    wall += 1_000_000_000
    let outcome = coordinator.apply(event, at: now)
    var commit = WorkCommit(items: changed(outcome), records: outcome.records)
    for case .act(let effect) in outcome.wishes { commit.begun.append(.init(effect, at: wall)) }
    if case .done(let id, _, let result) = event { commit.ended.append(.init(id, result, at: wall)) }
    return (outcome, commit)
  }

  func changed(_ outcome: WorkOutcome) -> [WorkItem] {
    outcome.changed.sorted().compactMap { coordinator.items[$0] }
  }

  mutating func begin(_ id: String, name: String? = nil) -> WorkCommit {
    tell(.ordered(.begin(Self.new(id, name: name)))).commit
  }
}

extension Journal {
  /// Commits, and waits for it.
  func commit(_ commit: WorkCommit) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      self.commit(commit) { error in
        if let error { continuation.resume(throwing: error) } else { continuation.resume() }
      }
    }
  }
}
