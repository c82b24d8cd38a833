import Fleet
import Foundation
import StandInGitHub
import TestSupport
import Testing

@testable import World

@Suite("Asking GitHub")
struct GitHubCallTests {
  private func pull(_ number: Int, _ head: String) -> GitHubState.Pull { .init(number: number, head: head) }

  @Test("one call brings everything about the pull requests of many branches (S0-28)")
  func details() async throws {
    try await withGitHub { site async throws in
      var pulls = (0..<30).map { pull(100 + $0, "b\($0)") }
      pulls[3].checks = [
        .init(id: 1, name: "test", conclusion: "FAILURE"), .init(id: 2, name: "test", status: "QUEUED", startedAt: nil),
        .init(id: 9, name: "deploy", workflow: nil),
      ]
      pulls[3].reviews = [
        .init(id: "R1", author: "person", state: "CHANGES_REQUESTED", body: "no"),
        .init(id: "R2", author: "person", state: "COMMENTED", body: "hm"),
        .init(id: "R3", author: "person", state: "COMMENTED"), .init(id: "R4", author: "person", state: "PENDING"),
      ]
      pulls[3].reviewDecision = "CHANGES_REQUESTED"
      pulls[3].comments = [
        .init(id: "C1", author: "robot[bot]", body: "look", at: "2026-01-02T00:00:00Z"),
        .init(id: "C2", author: "person", body: "here", at: "2026-01-01T00:00:01Z", path: "a.swift", line: 7),
      ]
      pulls[3].draft = true
      pulls[4].mergeable = "CONFLICTING"
      pulls[5].state = "MERGED"
      pulls[5].mergedAt = "2026-01-03T00:00:00Z"
      try site.put(pulls)
      let questions = (0..<31).map { PullRequestCall.Question(branch: "b\($0)", number: $0 == 4 ? 104 : nil) }
      let found = try await site.gitHub().details(of: questions, in: GitHubSite.app)
      #expect(site.calls.count == 1)
      #expect(found.map(\.branch) == (0..<30).map { "b\($0)" })
      let third = try #require(found.first { $0.number == 103 })
      #expect(third.state == .draft)
      #expect(third.url == "https://github.com/acme/app/pull/103")
      #expect(third.checks.map(\.bucket) == [.pending, .pass])
      #expect(third.checks.map(\.workflow) == ["CI", nil])
      #expect(third.checks.first?.job == 2)
      #expect(third.verdict == .changesRequested)
      #expect(third.reviews.map(\.id) == ["R1", "R2", "R3"])
      #expect(third.comments.map(\.id) == ["R2", "C2", "C1"])
      #expect(third.comments[1].path == "a.swift")
      #expect(third.comments[1].line == 7)
      #expect(third.comments[2].isBot)
      #expect(found.first { $0.number == 104 }?.mergeable == .conflicting)
      #expect(found.first { $0.number == 105 }?.mergedAt == 1_767_398_400)
    }
  }

  @Test("of several of one branch the open one is meant, and never that of a fork")
  func several() async throws {
    try await withGitHub { site async throws in
      var pulls = [pull(1, "x"), pull(2, "x"), pull(3, "x")]
      pulls[1].state = "CLOSED"
      pulls[2].headOwner = "stranger"
      try site.put(pulls)
      let gitHub = try site.gitHub()
      #expect(try await found(gitHub, .init(branch: "x")).map(\.number) == [1])
      #expect(try await found(gitHub, .init(branch: "x", owner: "Stranger")).map(\.number) == [3])
    }
  }

  @Test("a branch may be called anything")
  func hostileNames() async throws {
    try await withGitHub { site async throws in
      let names = ["a\"}){x}", "$(touch /tmp/x)", "-f", "h0=1", "ä'; --", "{owner}", "@file"]
      try site.put(names.enumerated().map { pull($0.offset + 1, $0.element) })
      let found = try await site.gitHub().details(of: names.map { .init(branch: $0) }, in: GitHubSite.app)
      #expect(found.map(\.branch) == names)
      for odd in ["..", "a?b", "a/b", "#", "-x"] {
        let repository = RepositoryName(owner: odd, name: odd)
        await #expect(throws: GitHubFailure.self) { try await site.gitHub().list(of: repository, since: nil) }
      }
    }
  }

  @Test("the list has a tag; with it, nothing new is an answer and no failure (304)")
  func unchanged() async throws {
    try await withGitHub { site async throws in
      try site.put([pull(1, "x")])
      let gitHub = try site.gitHub()
      guard case .list(let entries, let tag?, let isWhole) = try await gitHub.list(of: GitHubSite.app, since: nil)
      else {
        Issue.record("no list")
        return
      }
      #expect(entries.map(\.branch) == ["x"])
      #expect(entries.first?.owner == nil)
      #expect(isWhole)
      #expect(try await gitHub.list(of: GitHubSite.app, since: tag) == .unchanged)
      try site.change { $0.checks = [.init(id: 5, name: "test")] }
      #expect(try await gitHub.list(of: GitHubSite.app, since: tag) == .unchanged)
      try site.change { $0.comments = [.init(id: "C", author: "p", body: "new")] }
      guard case .list(let after, _, _) = try await gitHub.list(of: GitHubSite.app, since: tag) else {
        Issue.record("a comment is no change")
        return
      }
      #expect(try #require(after.first).updated > #require(entries.first).updated)
    }
  }

  @Test("the end of a failing job's log, up to what failed")
  func log() async throws {
    try await withGitHub { site async throws in
      let lines = (1...100_000).map { "2026-11-21T18:35:08.1234567Z \u{1B}[31mline \($0)\u{1B}[0m" }
      let end = [
        "2026-11-21T18:35:09.0Z ##[error]Process completed with exit code 1.", "2026-11-21T18:35:09.1Z Cleaning up",
      ]
      var failing = pull(1, "x")
      failing.checks = [
        .init(id: 77, name: "test", conclusion: "FAILURE", log: (lines + end).joined(separator: "\n") + "\n")
      ]
      try site.put([failing])
      let gitHub = try site.gitHub()
      let check = try #require(try await found(gitHub, .init(branch: "x")).first?.checks.first)
      let tail = try await gitHub.logTail(ofJob: try #require(check.job), in: GitHubSite.app)
      let expected = (99_962...100_000).map { "line \($0)" } + ["##[error]Process completed with exit code 1."]
      #expect(tail.split(separator: "\n").map(String.init) == expected)
      await #expect(throws: GitHubFailure.noSuchRepository("gh: Not Found (HTTP 404)")) {
        try await gitHub.logTail(ofJob: 78, in: GitHubSite.app)
      }
    }
  }

  @Test("an issue")
  func issue() async throws {
    try await withGitHub { site async throws in
      try site.put([], issues: [.init(number: 7, title: "Export", body: "as CSV\nplease", labels: ["ui"])])
      let issue = try await site.gitHub().issue(7, in: GitHubSite.app)
      #expect(issue.title == "Export")
      #expect(issue.text == "as CSV\nplease")
      #expect(issue.labels == ["ui"])
      #expect(issue.isOpen)
      await #expect(throws: GitHubFailure.noSuchRepository("Not Found (HTTP 404)")) {
        try await site.gitHub().issue(8, in: GitHubSite.app)
      }
    }
  }
}
