import Daemon
import Fleet
import Testing

@testable import argosy

@Suite("What would be lost, and what was left")
struct LossesTests {
  @Test("files and commits are named and counted")
  func named() {
    #expect(
      LossesText(Losses(uncommitted: ["a.swift"], unpushed: ["Add b", "Add c"])).text(of: "auth-sso") == """
        With auth-sso would be lost:
          1 file with changes that no commit holds
            a.swift
          2 commits that are on no remote and in no other branch
            Add b
            Add c
        """)
  }

  @Test("a long list is cut, and its count is not")
  func long() {
    let text = LossesText(Losses(uncommitted: (1...300).map { "file\($0)" })).text(of: "a")
    #expect(text.split(separator: "\n").count == 13)
    #expect(
      text.contains("  300 files with") && text.hasSuffix("file10\n    and 290 more") && !text.contains("no remote"))
  }

  @Test("names of files and subjects of commits are shown, not carried out")
  func hostile() {
    let text = LossesText(Losses(uncommitted: [Samples.hostile], unpushed: [Samples.hostile])).text(of: Samples.hostile)
    #expect(Samples.isInert(text) && text.split(separator: "\n").count == 5, "\(text.debugDescription)")
  }

  @Test("prune says what was removed, what is left, and why")
  func prune() throws {
    let removed = try Samples.item("done-one") { $0.worktree = nil }
    let left = try Samples.item("dirty")
    var answer: WorkResponse = try Samples.decoded(#"{"remarks":["dirty: 2 files with changes that no commit holds"]}"#)
    answer.items = [removed, left]
    #expect(
      Prune.text(answer) == """
        done-one: removed
        dirty: left, at /dev/app/.claude/worktrees/dirty
        dirty: 2 files with changes that no commit holds
        """)
    #expect(Prune.text(WorkResponse()) == "There is nothing to remove.")
  }
}
