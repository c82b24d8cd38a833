import Foundation
import TestSupport
import Testing

@testable import World

@Suite("Making worktrees")
struct AddWorktreeTests {
  private func names(_ text: String) throws -> FeatureName { try FeatureName(text) }

  private func withHere(_ body: (GitPlace, GitRepository, String) async throws -> Void) async throws {
    try await withGit { place in
      try await place.makeRemote()
      let here = try await place.here()
      try await body(place, here, try await here.base(nil).commit)
    }
  }

  private func isClean(_ place: GitPlace, _ name: String) async throws -> Bool {
    try await place.run(in: name, "status", "--porcelain", "--untracked-files=all").isEmpty
  }

  @Test("a worktree stands on its own branch, and the main checkout stays as it was")
  func added() async throws {
    try await withHere { place, here, commit in
      let name = try names("one")
      let path = name.directory(in: here.top)
      let made = try await here.addWorktree(at: path, branch: name.branch, commit: commit)
      #expect(made == AddedWorktree(path: path, branch: "worktree-one", isNew: true, remark: nil))
      #expect(try await place.run(in: "here/.claude/worktrees/one", "branch", "--show-current") == "worktree-one")
      #expect(try await isClean(place, "here"))
      #expect(try await place.run(in: "here", "branch", "--show-current") == "main")
      // No upstream: a push must not go to main.
      #expect(try await place.run(in: "here", "for-each-ref", "--format=%(upstream)", "refs/heads/worktree-one") == "")
      // A second one, beside it and from within it.
      let second = try names("two")
      let inside = try await place.here("here/.claude/worktrees/one")
      _ = try await inside.addWorktree(at: second.directory(in: inside.top), branch: second.branch, commit: commit)
      #expect(place.exists("here/.claude/worktrees/two/README"))
      #expect(try await isClean(place, "here"))
      #expect(try await isClean(place, "here/.claude/worktrees/one"))
    }
  }

  @Test("several are made at once in one repository")
  func together() async throws {
    try await withHere { place, here, commit in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...6 {
          let name = try names("n\(number)")
          group.addTask {
            _ = try await here.addWorktree(at: name.directory(in: here.top), branch: name.branch, commit: commit)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await here.worktrees().count == 7)
      #expect(try await isClean(place, "here"))
    }
  }

  @Test("the folder is excluded once, in no file that is committed, and not where it is ignored already")
  func excluded() async throws {
    try await withHere { place, here, _ in
      try place.write("*.swp", to: "here/.git/info/exclude")
      let path = "\(here.top)/.claude/worktrees/one"
      #expect(try await here.exclude(worktree: path) == "/.claude/worktrees/")
      #expect(try await here.exclude(worktree: path) == nil)
      let text = try String(contentsOfFile: place.path("here/.git/info/exclude"), encoding: .utf8)
      #expect(text == "*.swp\n/.claude/worktrees/\n")
      #expect(try await here.exclude(worktree: "\(here.top)/odd [x]*/one") == #"/odd\ \[x]\*/"#)
      try place.write("x", to: "here/odd [x]*/one/file")
      #expect(try await isClean(place, "here"))
      #expect(try await here.exclude(worktree: place.path("elsewhere")) == nil)
    }
    try await withHere { place, here, _ in
      try await place.commit(in: "here", ".gitignore", ".claude/\n", "ignore")
      #expect(try await here.exclude(worktree: "\(here.top)/.claude/worktrees/one") == nil)
    }
  }

  @Test("what is taken is refused, and stays")
  func refused() async throws {
    try await withHere { place, here, commit in
      let path = "\(here.top)/.claude/worktrees/one"
      try place.write("mine", to: "here/.claude/worktrees/one/file")
      await #expect(throws: GitFailure.pathExists(path)) {
        try await here.addWorktree(at: path, branch: "worktree-one", commit: commit)
      }
      #expect(place.exists("here/.claude/worktrees/one/file"))
      #expect(try await here.commit("refs/heads/worktree-one") == nil)
      try await place.run(in: "here", "branch", "worktree-two")
      await #expect(throws: GitFailure.branchExists("worktree-two")) {
        try await here.addWorktree(at: "\(here.top)/.claude/worktrees/two", branch: "worktree-two", commit: commit)
      }
      #expect(!place.exists("here/.claude/worktrees/two"))
      for branch in ["-x", "a..b", "a b", "", "a.lock", "@{1}", "a\u{7}"] {
        await #expect(throws: GitFailure.illegalBranch(branch)) {
          try await here.addWorktree(at: "\(here.top)/.claude/worktrees/x", branch: branch, commit: commit)
        }
      }
      for path in ["relative", "\(here.top)/../x", "\(here.top)/.git/x"] {
        await #expect(throws: GitFailure.self) {
          try await here.addWorktree(at: path, branch: "worktree-x", commit: commit)
        }
      }
      #expect(try await here.worktrees().count == 1)
    }
  }

  @Test("an attempt that fails leaves nothing behind")
  func undone() async throws {
    try await withHere { place, here, commit in
      let path = "\(here.top)/.claude/worktrees/one"
      // A file that git cannot write out: a filter that fails.
      try await place.run(in: "here", "config", "filter.broken.smudge", "false")
      try await place.run(in: "here", "config", "filter.broken.required", "true")
      try place.write("* filter=broken\n", to: "here/.git/info/attributes")
      await #expect(throws: GitFailure.self) {
        try await here.addWorktree(at: path, branch: "worktree-one", commit: commit)
      }
      #expect(try await here.commit("refs/heads/worktree-one") == nil)
      #expect(try await here.worktrees().count == 1)
      #expect(!place.exists("here/.claude"))
      try FileManager.default.removeItem(atPath: place.path("here/.git/info/attributes"))
      #expect(try await here.addWorktree(at: path, branch: "worktree-one", commit: commit).isNew)
    }
  }

  @Test("an attempt that takes too long leaves nothing behind either")
  func givenUp() async throws {
    try await withHere { place, here, commit in
      let path = "\(here.top)/.claude/worktrees/one"
      try await place.run(in: "here", "config", "filter.slow.smudge", "sleep 3600")
      try place.write("* filter=slow\n", to: "here/.git/info/attributes")
      let failure = await #expect(throws: GitFailure.self) {
        try await here.addWorktree(at: path, branch: "worktree-one", commit: commit, timeout: .seconds(2))
      }
      guard case .silent = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(try await here.commit("refs/heads/worktree-one") == nil)
      #expect(try await here.worktrees().count == 1)
      #expect(!place.exists("here/.claude"))
    }
  }

  @Test("a person's hook that fails is told, and the worktree stands")
  func hook() async throws {
    try await withHere { place, here, commit in
      try place.write("#!/bin/sh\necho no luck >&2\nexit 3\n", to: "here/.git/hooks/post-checkout")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: place.path("here/.git/hooks/post-checkout"))
      let path = "\(here.top)/.claude/worktrees/one"
      let made = try await here.addWorktree(at: path, branch: "worktree-one", commit: commit)
      #expect(made.remark?.contains("no luck") == true)
      #expect(try await isClean(place, "here/.claude/worktrees/one"))
    }
  }

  @Test("going on: what stands is kept, a directory that was removed comes back on its branch")
  func restored() async throws {
    try await withHere { place, here, commit in
      let path = "\(here.top)/.claude/worktrees/one"
      func restore() async throws(GitFailure) -> AddedWorktree {
        try await here.restoreWorktree(at: path, branch: "worktree-one", commit: commit)
      }
      #expect(try await restore().isNew)
      try await place.commit(in: "here/.claude/worktrees/one", "work", "w\n", "work")
      try place.write("draft", to: "here/.claude/worktrees/one/draft")
      #expect(try await !restore().isNew)
      #expect(place.exists("here/.claude/worktrees/one/draft"))
      try FileManager.default.removeItem(atPath: path)
      // Only ours is taken off the list, not that of somebody whose disk is away.
      try await place.run(in: "here", "worktree", "add", "-q", "-b", "other", place.path("other"))
      try FileManager.default.removeItem(atPath: place.path("other"))
      #expect(try await restore().isNew)
      #expect(place.exists("here/.claude/worktrees/one/work"))
      #expect(Set(try await here.worktrees().map(\.branch)) == ["main", "other", "worktree-one"])
      // The branch alone, without registration.
      try await place.run(in: "here", "worktree", "remove", "--force", path)
      #expect(try await restore().isNew)
      #expect(place.exists("here/.claude/worktrees/one/work"))
    }
  }

  @Test("going on: another branch, foreign files and a branch in use are told and left alone")
  func notRestored() async throws {
    try await withHere { place, here, commit in
      let path = "\(here.top)/.claude/worktrees/one"
      _ = try await here.restoreWorktree(at: path, branch: "worktree-one", commit: commit)
      try await place.run(in: "here/.claude/worktrees/one", "switch", "-q", "-c", "mine")
      await #expect(throws: GitFailure.otherBranch(path: path, wanted: "worktree-one", found: "mine")) {
        try await here.restoreWorktree(at: path, branch: "worktree-one", commit: commit)
      }
      try await place.run(in: "here/.claude/worktrees/one", "checkout", "-q", "--detach")
      await #expect(throws: GitFailure.otherBranch(path: path, wanted: "worktree-one", found: nil)) {
        try await here.restoreWorktree(at: path, branch: "worktree-one", commit: commit)
      }
      try await place.run(in: "here", "switch", "-q", "worktree-one")
      await #expect(throws: GitFailure.branchInUse("worktree-one", path: here.top)) {
        try await here.restoreWorktree(at: path + "-b", branch: "worktree-one", commit: commit)
      }
      try place.write("x", to: "here/.claude/worktrees/two/file")
      await #expect(throws: GitFailure.pathExists("\(here.top)/.claude/worktrees/two")) {
        try await here.restoreWorktree(
          at: "\(here.top)/.claude/worktrees/two", branch: "worktree-two", commit: commit)
      }
      #expect(place.exists("here/.claude/worktrees/two/file"))
    }
  }

  @Test("going on: a checkout that was cut short is finished")
  func finished() async throws {
    try await withHere { place, here, commit in
      let path = "\(here.top)/.claude/worktrees/one"
      _ = try await here.addWorktree(at: path, branch: "worktree-one", commit: commit)
      // As a killed git leaves it.
      try place.write("initializing", to: "here/.git/worktrees/one/locked")
      try FileManager.default.removeItem(atPath: place.path("here/.git/worktrees/one/index"))
      try FileManager.default.removeItem(atPath: "\(path)/README")
      let made = try await here.restoreWorktree(at: path, branch: "worktree-one", commit: commit)
      #expect(made.remark != nil)
      #expect(place.exists("here/.claude/worktrees/one/README"))
      #expect(try await isClean(place, "here/.claude/worktrees/one"))
      #expect(try await here.worktrees().allSatisfy { $0.lock == nil })
    }
  }

  @Test("git's list is read, whatever is in it")
  func list() {
    let text =
      "worktree /r\nHEAD 1234\nbranch refs/heads/main\n\nworktree /r/a b\nHEAD 0000\ndetached\nlocked why not\n\n"
      + "worktree /c\nHEAD 12\nbranch refs/heads/x/y\nlocked\nprunable gone\n\n"
    let list = WorktreeRegistration.list(text, separator: "\n")
    #expect(
      list == [
        WorktreeRegistration(path: "/r", head: "1234", branch: "main", isMain: true),
        WorktreeRegistration(path: "/r/a b", lock: "why not"),
        WorktreeRegistration(path: "/c", head: "12", branch: "x/y", lock: ""),
      ])
    #expect(WorktreeRegistration.list("", separator: "\n").isEmpty)
    #expect(WorktreeRegistration.list("HEAD 1\n\nbranch x", separator: "\n").isEmpty)
  }
}
