import Fleet
import Foundation
import StandInGitHub
import TestSupport
import Testing
import World

/// The watch, gh and the comparison together, as a daemon would wire them.
private struct Follower {
  let gitHub: GitHub
  var watch = PullRequestWatch(pace: PullRequestPace().faster(by: 200))
  var known: [String: PullRequest] = [:]
  var told: [PullRequestChange] = []
  var wakeAt: UInt64?
  private let clock = ContinuousClock()
  private let start = ContinuousClock.now

  init(_ gitHub: GitHub) { self.gitHub = gitHub }

  private var now: UInt64 {
    let parts = (clock.now - start).components
    return UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
  }

  mutating func tell(_ event: PullRequestWatch.Event) async {
    var waiting = watch.apply(event, at: now)
    while !waiting.isEmpty {
      switch waiting.removeFirst() {
      case .call(let call):
        let answer = await gitHub.answer(to: call)
        if case .details(let found) = answer {
          for pull in found {
            told += PullRequestChange.changes(from: known[pull.branch], to: pull)
            known[pull.branch] = pull.following(known[pull.branch])
          }
        }
        waiting += watch.apply(.answered(call, answer), at: now)
      case .wake(let at): wakeAt = at
      case .attention, .overcome: break
      }
    }
  }

  /// Wakes the watch as it asks to be, until something new is told.
  mutating func next() async throws -> [PullRequestChange] {
    let end = clock.now + .seconds(120)
    told = []
    while told.isEmpty {
      guard clock.now < end else { throw Programs.Failure(description: "nothing was told") }
      let wait = wakeAt.map { $0 > now ? $0 - now : 0 } ?? 10_000_000
      try await Task.sleep(for: .nanoseconds(Int64(min(wait, 1_000_000_000))))
      await tell(.woke)
    }
    return told
  }
}

@Suite("A pull request from its opening to its merge")
struct PullRequestStoryTests {
  @Test("each thing is told once, through gh, and argosy merges nothing (S0-20, S0-28, S0-32, S0-33, S0C-13)")
  func story() async throws {
    try await withGitHub { site async throws in
      try site.put([])
      var follower = Follower(try site.gitHub())
      await follower.tell(.watch(GitHubSite.app, [.init(name: "feature", isPushed: true)]))
      try site.put([.init(number: 42, head: "feature")])
      #expect(try await follower.next() == [.opened])
      try site.change { $0.checks = [.init(id: 1, name: "test", status: "IN_PROGRESS")] }
      #expect(try await follower.next() == [.checksRunning])
      try site.change { $0.checks = [.init(id: 1, name: "test", conclusion: "FAILURE", log: "boom")] }
      guard case .checksFailing(let failing)? = try await follower.next().first else {
        Issue.record("not told that checks fail: \(follower.told)")
        return
      }
      #expect(try await follower.gitHub.logTail(ofJob: try #require(failing.first?.job), in: GitHubSite.app) == "boom")
      try site.change { pull in
        pull.checks.append(.init(id: 2, name: "test", startedAt: "2026-01-02T00:00:00Z"))
        pull.comments = [.init(id: "C", author: "person", body: "why?")]
      }
      let passing = try await follower.next()
      #expect(passing.map(Self.word) == ["checksPassing", "reviewComments"])
      try site.change { $0.mergeable = "CONFLICTING" }
      #expect(try await follower.next() == [.conflict])
      try site.change { $0.mergeable = "MERGEABLE" }
      #expect(try await follower.next() == [.conflictResolved])
      #expect(!site.calls.contains { $0.first != "api" })
      _ = try await site.gh("pr", "merge", "42", "-R", "acme/app")
      #expect(try await follower.next() == [.merged])
      let calls = site.calls.count
      await follower.tell(.woke)
      #expect(site.calls.count == calls)
      #expect(follower.wakeAt == nil)
    }
  }

  private static func word(_ change: PullRequestChange) -> String {
    String("\(change)".prefix { $0 != "(" })
  }
}
