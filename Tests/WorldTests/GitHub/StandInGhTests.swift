import Fleet
import Foundation
import StandInGitHub
import TestSupport
import Testing
import World

@Suite("The stand-in for gh")
struct StandInGhTests {
  @Test("a pull request needs a pushed branch, gets number 42, and follows what is pushed")
  func create() async throws {
    try await withGitHub { site async throws in
      try await site.makeRepository()
      try await site.git("checkout", "-q", "-b", "feature", in: "work")
      try await site.git("commit", "-q", "--allow-empty", "-m", "second", in: "work")
      let early = try await site.gh("pr", "create", "--fill", in: "work")
      #expect(early.status == 1)
      #expect(early.errors.contains("must first push the current branch"))
      try await site.git("push", "-q", "-u", "origin", "feature", in: "work")
      let mute = try await site.gh("pr", "create", in: "work")
      #expect(mute.errors.contains("when not running interactively"))
      let made = try await site.gh("pr", "create", "--fill", in: "work")
      #expect(made.output == "https://github.com/acme/app/pull/42\n")
      let again = try await site.gh("pr", "create", "--title", "t", "--body", "b", in: "work")
      #expect(again.status == 1)
      #expect(again.errors.contains("already exists"))
      let gitHub = try site.gitHub()
      let first = try #require(try await found(gitHub, .init(branch: "feature")).first)
      #expect(first.number == 42)
      #expect(first.title == "second")
      #expect(first.base == "main")
      try site.change { $0.checks = [.init(id: 1, name: "test")] }
      try await site.git("commit", "-q", "--allow-empty", "-m", "third", in: "work")
      try await site.git("push", "-q", in: "work")
      let second = try #require(try await found(gitHub, .init(branch: "feature", number: 42)).first)
      #expect(second.head != first.head)
      #expect(second.ci == .unknown)
      #expect(second.updated > first.updated)
    }
  }

  @Test("looking, commenting, reviewing and merging do what a person sees")
  func commands() async throws {
    try await withGitHub { site async throws in
      try site.put([.init(number: 42, head: "x", title: "One")])
      let repository = ["-R", "acme/app"]
      let view = try await site.run("gh", ["pr", "view", "42", "--json", "number,url", "-q", ".url"] + repository)
      #expect(view.output == "https://github.com/acme/app/pull/42\n")
      let list = try await site.run("gh", ["pr", "list", "--head", "x", "--json", "number,state"] + repository)
      #expect(list.output == "[{\"number\":42,\"state\":\"OPEN\"}]\n")
      let none = try await site.run("gh", ["pr", "view", "y"] + repository)
      #expect(none.errors == "no pull requests found for branch \"y\"\n")
      try site.change { $0.checks = [.init(id: 1, name: "t", status: "IN_PROGRESS")] }
      #expect(try await site.run("gh", ["pr", "checks", "x"] + repository).status == 8)
      try site.change { $0.checks = [.init(id: 1, name: "t", conclusion: "FAILURE", log: "boom")] }
      #expect(try await site.run("gh", ["pr", "checks", "x"] + repository).status == 1)
      let log = try await site.run("gh", ["run", "view", "--job", "1", "--log-failed"] + repository)
      #expect(log.output == "t\tUNKNOWN STEP\tboom\n")
      _ = try await site.run("gh", ["pr", "review", "42", "--request-changes", "-b", "no"] + repository)
      _ = try await site.run("gh", ["pr", "comment", "42", "--body=see above"] + repository)
      _ = try await site.run("gh", ["pr", "merge", "42", "--squash"] + repository)
      let pull = try #require(try await found(site.gitHub(), .init(branch: "x")).first)
      #expect(pull.verdict == .changesRequested)
      #expect(pull.comments.map(\.text) == ["see above"])
      #expect(pull.state == .merged)
      #expect(try await site.run("gh", ["pr", "list", "--frobnicate"]).errors == "unknown flag: --frobnicate\n")
      #expect(site.calls.contains { $0.starts(with: ["pr", "merge"]) })
    }
  }

  @Test("many at once lose nothing")
  func together() async throws {
    try await withGitHub { site async throws in
      try site.put([.init(number: 42, head: "x")])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<12 {
          group.addTask {
            _ = try await site.run("gh", ["pr", "comment", "42", "-b", "c\(number)", "-R", "acme/app"])
          }
        }
        try await group.waitForAll()
      }
      let comments = try site.state.read().repositories["acme/app"]?.pulls.first?.comments ?? []
      #expect(Set(comments.map(\.body)) == Set((0..<12).map { "c\($0)" }))
      #expect(Set(comments.map(\.id)).count == 12)
      #expect(site.calls.count == 12)
    }
  }

  @Test("a fault strikes as often as it is told, and the commands it is told")
  func faults() async throws {
    try await withGitHub { site async throws in
      try site.put([.init(number: 42, head: "x")])
      try site.state.edit { $0.faults = [.init(.notLoggedIn, times: 2, commands: ["pr"])] }
      #expect(try await site.gh("auth", "status").status == 0)
      for status: Int32 in [4, 4, 0] {
        #expect(try await site.gh("pr", "list", "-R", "acme/app").status == status)
      }
    }
  }
}
