import Foundation
import TestSupport
import Testing

@testable import World

@Suite("Removing worktrees and branches")
struct RemovalTests {
  private let none = ProtectedBranches()

  private func withWorktree(_ body: (GitPlace, GitRepository, String) async throws -> Void) async throws {
    try await withGit { place in
      try await place.makeRemote()
      let here = try await place.here()
      let path = "\(here.top)/.claude/worktrees/one"
      _ = try await here.addWorktree(at: path, branch: "worktree-one", commit: try await here.base(nil).commit)
      try await body(place, here, path)
    }
  }

  @Test("a clean worktree goes, and again it is gone; its branch stays")
  func clean() async throws {
    try await withWorktree { place, here, path in
      let first = try await here.removeWorktree(path, force: false, protected: none)
      #expect(first == .removed)
      #expect(!place.exists("here/.claude/worktrees/one"))
      #expect(try await here.removeWorktree(path, force: false, protected: none) == .absent)
      #expect(try await here.commit("refs/heads/worktree-one") != nil)
      #expect(try await here.deleteBranch("worktree-one", lastSeenAt: nil, protected: none) == .removed)
      #expect(try await here.deleteBranch("worktree-one", lastSeenAt: nil, protected: none) == .absent)
    }
  }

  @Test("one with changes stays, unless it is forced; one that is locked stays in any case")
  func unclean() async throws {
    try await withWorktree { place, here, path in
      try place.write("draft", to: "here/.claude/worktrees/one/draft")
      let failure = await #expect(throws: GitFailure.self) {
        try await here.removeWorktree(path, force: false, protected: none)
      }
      guard case .unclean = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(place.exists("here/.claude/worktrees/one/draft"))
      try await place.run(in: "here", "worktree", "lock", "--reason", "mine", path)
      await #expect(throws: GitFailure.locked(path, reason: "mine")) {
        try await here.removeWorktree(path, force: true, protected: none)
      }
      #expect(place.exists("here/.claude/worktrees/one/draft"))
      try await place.run(in: "here", "worktree", "unlock", path)
      #expect(try await here.removeWorktree(path, force: true, protected: none) == .removed)
      #expect(!place.exists("here/.claude/worktrees/one"))
    }
  }

  @Test("a link in the worktree goes, and what it leads to stays")
  func links() async throws {
    try await withWorktree { place, here, path in
      try place.write("precious", to: "precious/file")
      try FileManager.default.createSymbolicLink(atPath: "\(path)/link", withDestinationPath: place.path("precious"))
      #expect(try await here.removeWorktree(path, force: true, protected: none) == .removed)
      #expect(place.exists("precious/file"))
    }
  }

  @Test("what is none of the repository's worktrees is not touched")
  func foreign() async throws {
    try await withWorktree { place, here, path in
      try await place.make("other")
      try await place.run(in: "other", "worktree", "add", "-q", "-b", "x", place.path("other-one"))
      try place.write("x", to: "here/.claude/worktrees/folder/file")
      for path in [place.path("other-one"), "\(here.top)/.claude/worktrees/folder", "\(here.top)/.claude", "/"] {
        await #expect(throws: GitFailure.notAWorktree(path)) {
          try await here.removeWorktree(path, force: true, protected: none)
        }
      }
      for path in [here.top, "\(path)/../../.."] {
        await #expect(throws: GitFailure.mainCheckout(path)) {
          try await here.removeWorktree(path, force: true, protected: none)
        }
      }
      #expect(place.exists("other-one/README") && place.exists("here/README"))
      #expect(place.exists("here/.claude/worktrees/folder/file"))
    }
  }

  @Test("protected branches are never removed, nor worktrees on them")
  func protected() async throws {
    try await withWorktree { place, here, _ in
      let protected = ProtectedBranches(also: ["release/*", "worktree-one"])
      for branch in ["develop", "release/1.2", "Staging"] {
        try await place.run(in: "here", "branch", branch)
        await #expect(throws: GitFailure.protectedBranch(branch)) {
          try await here.deleteBranch(branch, lastSeenAt: nil, protected: protected)
        }
        let path = place.path("on-it")
        try await place.run(in: "here", "worktree", "add", "-q", path, branch)
        await #expect(throws: GitFailure.protectedBranch(branch)) {
          try await here.removeWorktree(path, force: true, protected: protected)
        }
        try await place.run(in: "here", "worktree", "remove", path)
      }
      #expect(try await here.commit("refs/heads/release/1.2") != nil)
    }
  }

  @Test("what a pattern protects")
  func patterns() {
    let branches = ProtectedBranches(also: ["release/*", "*-keep", "a*b*c", "exact"])
    for name in ["main", "MAIN", "trunk", "release/", "release/x/y", "x-keep", "abc", "a1b2c", "exact"] {
      #expect(branches.contains(name), "\(name)")
    }
    for name in ["worktree-main", "releases", "keep", "ab", "ac", "exactly", "acb", ""] {
      #expect(!branches.contains(name), "\(name)")
    }
  }

  @Test("a branch with commits that are nowhere else goes only when they were seen")
  func unmerged() async throws {
    try await withWorktree { place, here, path in
      try await place.commit(in: "here/.claude/worktrees/one", "f", "1", "one")
      let seen = try await here.inspect(path, against: nil).head
      await #expect(throws: GitFailure.branchInUse("worktree-one", path: path)) {
        try await here.deleteBranch("worktree-one", lastSeenAt: seen, protected: none)
      }
      try await place.commit(in: "here/.claude/worktrees/one", "f", "2", "two")
      try await here.removeWorktree(path, force: false, protected: none)
      await #expect(throws: GitFailure.unmerged("worktree-one")) {
        try await here.deleteBranch("worktree-one", lastSeenAt: nil, protected: none)
      }
      let tip = try #require(try await here.commit("refs/heads/worktree-one"))
      await #expect(throws: GitFailure.moved("worktree-one", expected: seen ?? "", found: tip)) {
        try await here.deleteBranch("worktree-one", lastSeenAt: seen, protected: none)
      }
      #expect(try await here.deleteBranch("worktree-one", lastSeenAt: tip, protected: none) == .removed)
      #expect(try await here.commit("refs/heads/worktree-one") == nil)
    }
  }

  @Test("hostile names of branches are inert", arguments: ["-D", "--all", "a..b", "$(touch x)", "#(touch x)", ""])
  func hostile(branch: String) async throws {
    try await withWorktree { place, here, _ in
      _ = try? await here.deleteBranch(branch, lastSeenAt: nil, protected: none)
      let count = try await here.worktrees().count
      #expect(count == 2)
      #expect(!place.exists("here/x"))
    }
  }
}
