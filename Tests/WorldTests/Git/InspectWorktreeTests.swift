import Foundation
import TestSupport
import Testing

@testable import World

@Suite("Looking at worktrees")
struct InspectWorktreeTests {
  /// A clone with a worktree `one`.
  private func withWorktree(
    _ body: (GitPlace, GitRepository, _ path: String, _ look: (Int) async throws -> WorktreeFacts) async throws -> Void
  ) async throws {
    try await withGit { place in
      try await place.makeRemote()
      let here = try await place.here()
      let path = "\(here.top)/.claude/worktrees/one"
      _ = try await here.addWorktree(at: path, branch: "worktree-one", commit: try await here.base(nil).commit)
      try await body(place, here, path) { limit in
        try await here.inspect(path, against: try await here.defaultBranch(), limit: limit)
      }
    }
  }

  private let one = "here/.claude/worktrees/one"

  @Test("a new worktree has nothing to lose")
  func fresh() async throws {
    try await withWorktree { place, _, path, look in
      let facts = try await look(10)
      var expected = WorktreeFacts(path: path, exists: true, isRegistered: true, branch: "worktree-one")
      expected.head = try await place.run(in: one, "rev-parse", "HEAD")
      expected.comparedWith = "origin/main"
      expected.integration = .contained
      #expect(facts == expected)
      #expect(facts.isDisposable)
    }
  }

  @Test("changed, staged, renamed, untracked and conflicting files are listed, and counted beyond the limit")
  func changes() async throws {
    try await withWorktree { place, _, _, look in
      try await place.commit(in: one, "old name", "a\nb\nc\nd\n", "more")
      try await place.run(in: one, "mv", "old name", "new\tnäme")
      try place.write("changed\n", to: "\(one)/README")
      try place.write("x", to: "\(one)/# odd \"file\"")
      try place.write("x", to: "\(one)/folder/a")
      try place.write("x", to: "\(one)/folder/b")
      let facts = try await look(10)
      #expect(
        Set(facts.changes.listed.map { "\($0.status) \($0.path)" }) == [
          "R. new\tnäme", ".M README", "?? # odd \"file\"", "?? folder/",
        ])
      #expect(facts.changes.count == 4 && !facts.isDisposable)
      let short = try await look(1)
      #expect(short.changes.count == 4 && short.changes.listed.count == 1)
    }
  }

  @Test("commits that are nowhere else are unpushed, until they are pushed")
  func unpushed() async throws {
    try await withWorktree { place, _, _, look in
      for number in 1...3 { try await place.commit(in: one, "f", "\(number)", "commit \(number)\twith tab") }
      let facts = try await look(2)
      #expect(facts.unpushed.count == 3)
      #expect(facts.unpushed.listed.map(\.subject) == ["commit 3\twith tab", "commit 2\twith tab"])
      #expect(facts.integration == .missing && !facts.isDisposable)
      try await place.run(in: one, "push", "-q", "-u", "origin", "worktree-one")
      let pushed = try await look(2)
      #expect(pushed.unpushed.count == 0 && pushed.comparedWith == "origin/worktree-one")
      #expect(pushed.integration == .missing && pushed.isDisposable)
      try await place.commit(in: one, "f", "4", "commit 4")
      #expect(try await look(2).unpushed.listed.map(\.subject) == ["commit 4"])
    }
  }

  @Test("work counts as in the default branch when it was merged, rebased or squashed, and not before")
  func integrated() async throws {
    for way in ["merge", "rebase", "squash"] {
      try await withWorktree { place, here, _, look in
        try await place.commit(in: one, "f", "1\n", "one")
        try await place.commit(in: one, "f", "1\n2\n", "two")
        #expect(try await look(5).integration == .missing)
        try await place.run(in: one, "push", "-q", "origin", "worktree-one")
        try await place.run(in: "there", "fetch", "-q")
        try await place.commit(in: "there", "other", "x\n", "somebody else's")
        switch way {
        case "merge": try await place.run(in: "there", "merge", "-q", "--no-edit", "origin/worktree-one")
        case "rebase": try await place.run(in: "there", "cherry-pick", "main..origin/worktree-one")
        default:
          try await place.run(in: "there", "merge", "-q", "--squash", "origin/worktree-one")
          try await place.run(in: "there", "commit", "-q", "-m", "squashed")
        }
        try await place.run(in: "there", "push", "-q", "origin", "main")
        try await place.run(in: "there", "push", "-q", "origin", "--delete", "worktree-one")
        #expect(try await look(5).integration == .missing, "\(way), before it is fetched")
        _ = try await here.base(nil)
        try await place.run(in: "here", "fetch", "-q", "--prune")
        let facts = try await look(5)
        #expect(facts.integration == (way == "merge" ? .contained : .equivalent), "\(way)")
        #expect(facts.isDisposable, "\(way)")
        #expect(facts.unpushed.count == (way == "merge" ? 0 : 2))
        // More work on top is missing again.
        try await place.commit(in: one, "g", "more\n", "more")
        #expect(try await look(5).integration == .missing, "\(way)")
      }
    }
  }

  @Test("a rebase, a merge and a detached HEAD are told")
  func operations() async throws {
    try await withWorktree { place, _, _, look in
      try await place.commit(in: one, "README", "mine\n", "mine")
      try await place.commit(in: "here", "README", "theirs\n", "theirs")
      func fails(_ arguments: String...) async throws {
        await #expect(throws: Programs.Failure.self) {
          try await Programs.run(
            place.git.path, ["-C", place.path(one)] + arguments, environment: place.environment)
        }
      }
      try await fails("rebase", "main")
      var facts = try await look(5)
      #expect(facts.operation == HeadOperation(kind: .rebase, branch: "worktree-one"))
      #expect(facts.branch == "worktree-one" && !facts.isDisposable)
      #expect(facts.changes.listed.map(\.status) == ["UU"])
      try await place.run(in: one, "rebase", "--abort")
      try await fails("merge", "main")
      #expect(try await look(5).operation == HeadOperation(kind: .merge, branch: nil))
      try await place.run(in: one, "merge", "--abort")
      try await place.run(in: one, "checkout", "-q", "--detach", "origin/main")
      facts = try await look(5)
      // The branch has a commit, but HEAD does not tell of it.
      #expect(facts.branch == nil && facts.unpushed.count == 0 && !facts.isDisposable)
    }
  }

  @Test("a lock is told; what is gone, or not the repository's, is told as such")
  func lockedAndGone() async throws {
    try await withWorktree { place, here, path, look in
      try await place.run(in: "here", "worktree", "lock", "--reason", "on a stick", path)
      let locked = try await look(5)
      #expect(locked.lock == "on a stick" && !locked.isDisposable)
      try FileManager.default.removeItem(atPath: path)
      let gone = try await look(5)
      #expect(!gone.exists && gone.isRegistered && !gone.isDisposable)
      // A directory in the checkout is not looked at as if it were one.
      try place.write("x", to: "here/folder/file")
      let foreign = try await here.inspect("\(here.top)/folder", against: nil)
      #expect(foreign.exists && !foreign.isRegistered && foreign.changes.count == 0 && foreign.head == nil)
    }
  }

  @Test("without a remote, what is not in the default branch would be lost")
  func withoutRemote() async throws {
    try await withGit { place in
      try await place.make("r", branch: "trunk")
      let here = try await place.here("r")
      let path = "\(here.top)/.claude/worktrees/one"
      let branch = try await here.defaultBranch()
      _ = try await here.addWorktree(at: path, branch: "worktree-one", commit: try await here.base(nil).commit)
      #expect(try await here.inspect(path, against: branch).isDisposable)
      try await place.commit(in: "r/.claude/worktrees/one", "f", "1", "one")
      let facts = try await here.inspect(path, against: branch)
      #expect(facts.unpushed.count == 1 && facts.comparedWith == "trunk" && !facts.isDisposable)
      try await place.run(in: "r", "merge", "-q", "worktree-one")
      #expect(try await here.inspect(path, against: branch).isDisposable)
    }
  }
}
