import Foundation
import TestSupport
import Testing

@testable import World

@Suite("Git repositories")
struct GitRepositoryTests {
  @Test("a repository is found from below, from a worktree, from a worktree in a worktree, and through a link")
  func located() async throws {
    try await withGit { place in
      try await place.make("r")
      try place.write("x", to: "r/a/b/file")
      try await place.run(in: "r", "worktree", "add", "-q", place.path("r/.claude/worktrees/one"))
      try await place.run(in: "r/.claude/worktrees/one", "worktree", "add", "-q", "inner")
      try FileManager.default.createSymbolicLink(
        atPath: place.path("link"), withDestinationPath: place.path("r/a"))
      for name in ["r", "r/a/b", "r/.claude/worktrees/one", "r/.claude/worktrees/one/inner", "link", "r/.git"] {
        let found = try await place.here(name)
        #expect(found.top == place.path("r"), "\(name)")
        #expect(found.commonDirectory == place.path("r/.git"), "\(name)")
      }
    }
  }

  @Test("what is no place to work in is told apart")
  func refused() async throws {
    try await withGit { place in
      try await place.makeRemote()
      try await place.run(in: "remote.git", "worktree", "add", "-q", place.path("of-bare"))
      try place.write("x", to: "file")
      func failure(_ name: String) async throws -> GitFailure? {
        do throws(GitFailure) {
          _ = try await GitRepository.locate(place.path(name), git: place.git)
          return nil
        } catch {
          return error
        }
      }
      #expect(try await failure("nowhere") == .missing(place.path("nowhere")))
      #expect(try await failure("file") == .missing(place.path("file")))
      #expect(try await failure("") == .noRepository(place.path("")))
      #expect(try await failure("remote.git") == .bare(place.path("remote.git")))
      #expect(try await failure("of-bare") == .bare(place.path("of-bare")))
    }
  }

  @Test("variables that point at another repository are not passed on")
  func foreignVariables() async throws {
    try await withGit { place in
      try await place.make("r")
      try await place.make("other")
      var environment = place.environment
      environment["GIT_DIR"] = place.path("other/.git")
      environment["GIT_WORK_TREE"] = place.path("other")
      environment["GIT_INDEX_FILE"] = place.path("other/.git/index")
      let found = try await GitRepository.locate(place.path("r"), git: try GitProgram(environment))
      #expect(found.top == place.path("r"))
      environment["PATH"] = place.directory
      #expect(throws: GitFailure.notInstalled) { try GitProgram(environment) }
    }
  }

  @Test("a person's hooks and configuration stay in force, and nothing is asked at a terminal")
  func manners() async throws {
    let own = GitProgram.environment(from: ["GIT_SSH_COMMAND": "ssh -x", "LC_ALL": "de_DE", "GIT_TRACE2": "1"])
    #expect(
      own == [
        "GIT_SSH_COMMAND": "ssh -x", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
      ])
  }

  @Test("the default branch is what the clone noted", arguments: ["main", "trunk"])
  func noted(branch: String) async throws {
    try await withGit { place in
      try await place.makeRemote(branch: branch)
      let here = try await place.here()
      #expect(try await here.defaultBranch() == DefaultBranch(name: branch, remote: "origin", source: .noted))
      // Without the note, the remote is asked.
      try await place.run(in: "here", "remote", "set-head", "origin", "--delete")
      #expect(try await here.defaultBranch() == DefaultBranch(name: branch, remote: "origin", source: .asked))
    }
  }

  @Test("a note of a branch that is not there any more does not count")
  func renamed() async throws {
    try await withGit { place in
      try await place.makeRemote(branch: "master")
      try await place.run(in: "remote.git", "branch", "-m", "master", "trunk")
      try await place.run(in: "here", "fetch", "-q", "--prune")
      #expect(try await place.here().defaultBranch() == DefaultBranch(name: "trunk", remote: "origin", source: .asked))
    }
  }

  @Test("without a note and with a remote that went away, a usual name counts, else what is checked out")
  func guessed() async throws {
    try await withGit { place in
      try await place.makeRemote(branch: "trunk")
      let here = try await place.here()
      try await place.run(in: "here", "remote", "set-head", "origin", "--delete")
      try FileManager.default.removeItem(atPath: place.path("remote.git"))
      #expect(try await here.defaultBranch() == DefaultBranch(name: "trunk", remote: "origin", source: .usual))
      try await place.make("alone", branch: "odd")
      let alone = try await place.here("alone")
      #expect(try await alone.defaultBranch() == DefaultBranch(name: "odd", remote: nil, source: .checkedOut))
      try await place.run(in: "alone", "config", "init.defaultBranch", "usual")
      try await place.run(in: "alone", "branch", "usual")
      #expect(try await alone.defaultBranch() == DefaultBranch(name: "usual", remote: nil, source: .usual))
      try await place.run(in: "alone", "branch", "-D", "usual")
      try await place.run(in: "alone", "checkout", "-q", "--detach")
      await #expect(throws: GitFailure.noDefaultBranch(place.path("alone"))) { try await alone.defaultBranch() }
    }
  }

  @Test("fetching tells the remote's tip; with a remote that went away, the known one with a remark")
  func fetched() async throws {
    try await withGit { place in
      try await place.makeRemote()
      let here = try await place.here()
      let branch = try await here.defaultBranch()
      let old = try await place.run(in: "here", "rev-parse", "HEAD")
      try await place.commit(in: "there", "new", "new\n", "second")
      try await place.run(in: "there", "push", "-q", "origin", "main")
      let new = try await place.run(in: "there", "rev-parse", "HEAD")
      #expect(new != old)
      let fresh = try await here.fetch(branch)
      #expect(fresh == FeatureBase(name: "origin/main", commit: new, isFresh: true, remark: nil))
      // The checkout and its branch are left alone.
      #expect(try await place.run(in: "here", "rev-parse", "HEAD") == old)
      try FileManager.default.moveItem(atPath: place.path("remote.git"), toPath: place.path("away.git"))
      let offline = try await here.base(nil)
      #expect(offline.commit == new && !offline.isFresh && offline.name == "origin/main")
      #expect(offline.remark?.contains("as it is known here") == true)
    }
  }

  @Test("a remote that does not answer is given up")
  func silent() async throws {
    try await withGit { place in
      try await place.makeRemote()
      // A transport that never says a word.
      try place.write("#!/bin/sh\nexec sleep 3600\n", to: "ssh")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path("ssh"))
      try await place.run(in: "here", "remote", "set-url", "origin", "ssh://git@nowhere.invalid/o/r.git")
      var environment = place.environment
      environment["GIT_SSH"] = place.path("ssh")
      let here = try await GitRepository.locate(place.path("here"), git: try GitProgram(environment))
      let base = try await here.base(nil, timeout: .seconds(1))
      #expect(!base.isFresh && base.remark?.contains("no answer within 1 s") == true)
    }
  }

  @Test("a base is a branch of the remote's, our own where it is ahead, or any commit")
  func bases() async throws {
    try await withGit { place in
      try await place.makeRemote()
      let here = try await place.here()
      let first = try await place.run(in: "here", "rev-parse", "HEAD")
      #expect(try await here.base("origin/main").name == "origin/main")
      #expect(try await here.base("main").name == "origin/main")
      try await place.commit(in: "here", "mine", "x", "mine")
      let mine = try await place.run(in: "here", "rev-parse", "HEAD")
      #expect(try await here.base("main") == FeatureBase(name: "main", commit: mine, isFresh: true, remark: nil))
      #expect(try await here.base("origin/main").commit == first)
      #expect(try await here.base("HEAD~1").commit == first)
      for name in ["nothing", "-x", "--exec=touch x", "", "a..b", "$(touch x)", "HEAD:README"] {
        await #expect(throws: GitFailure.unknownReference(name)) { try await here.base(name) }
      }
      #expect(!place.exists("here/x"))
    }
  }

  @Test("a repository in which nothing was committed has no base")
  func unborn() async throws {
    try await withGit { place in
      try FileManager.default.createDirectory(atPath: place.path("r"), withIntermediateDirectories: true)
      try await place.run(in: "r", "init", "-q", "-b", "main")
      let here = try await place.here("r")
      await #expect(throws: GitFailure.noCommits("main")) { try await here.base(nil) }
    }
  }
}
