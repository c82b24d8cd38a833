import Daemon
import Foundation
import StandInGitHub
import TestSupport
import Testing

/// From a sentence to a merged pull request, with nothing in the way.
@Suite("A feature goes its whole way")
struct StraightWayTests {
  @Test(
    """
    S0-01, S0-02, S0-04, S0-05, S0-07, S0-08, S0-09, S0-14, S0-15, S0-16, S0-17, S0-20, S0-22, S0-23, S0-28, S0-29, \
    S0-31, S0-32, S0-33, S0-35, S0-37, S0-38, S0-46, S0-48, S0-51, S0C-01, S0C-09, S0C-10, S0C-11, S0C-12, S0C-13, \
    S0C-24: from new to a merged pull request
    """)
  func straightWay() async throws {
    try await withFeatures { features in
      let tip = try await features.git("rev-parse", "origin/main")
      let item = try await withPerson(at: features.rig, session: "first") {
        let item = try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.whole)
        let clients = try await features.tmux.run("list-clients", "-F", "#{client_control_mode} #{session_name}")
        #expect(
          clients.split(separator: "\n").filter { $0.hasPrefix("0 ") } == ["0 first"], "nobody's client is moved")
        return item
      }
      try await checkBeginning(features, item, tip)
      try await goesToGate(features)
      try await goesToReview(features)
      try await followsPullRequest(features)
      try await isMerged(features)
    }
  }

  private func checkBeginning(_ features: FeatureRig, _ item: ItemReport, _ tip: String) async throws {
    let worktree = features.worktree("auth-sso")
    #expect(item.worktree == worktree)
    #expect(item.branch == "worktree-auth-sso")
    #expect(item.mode == "phased")
    #expect(item.repository.title == "acme/app")
    #expect(try await features.git("merge-base", "HEAD", "origin/main", in: worktree) == tip)
    #expect(try await features.git("symbolic-ref", "--short", "HEAD", in: worktree) == "worktree-auth-sso")
    let session = try #require(item.session)
    #expect(session.name == "auth-sso")
    #expect(
      try await features.tmux.run("display-message", "-p", "-t", session.pane, "#{session_attached} #{window_name}")
        == "0 claude")
    let start = try #require(features.agent("auth-sso").starts.first)
    let arguments = try #require(start.argv)
    #expect(start.cwd == worktree)
    #expect(value(of: "--session-id", in: arguments) == session.conversation)
    #expect(session.conversation != nil)
    let settings = try #require(value(of: "--settings", in: arguments))
    #expect(features.exists(settings))
    #expect(
      arguments.contains("--dangerously-skip-permissions") || value(of: "--permission-mode", in: arguments) != nil)
    #expect(!(start.env ?? [:]).keys.contains { $0.hasPrefix("CLAUDE") })
    let first = try #require(features.agent("auth-sso").submissions.first)
    #expect(first.text == "/workflows:brainstorm Add SSO support")
    #expect(first.state == "idle")
  }

  private func value(of flag: String, in arguments: [String]) -> String? {
    guard let place = arguments.firstIndex(of: flag), place + 1 < arguments.count else { return nil }
    return arguments[place + 1]
  }

  /// Brainstorm and plan lead on by themselves, what follows work does not.
  private func goesToGate(_ features: FeatureRig) async throws {
    let held = try await features.reaches("auth-sso", "is held behind work") {
      $0.stage == "work" && $0.progress == "held" && $0.pullRequest != nil
    }
    #expect(held.history.map(\.stage) == ["brainstorm", "plan", "work"])
    #expect(held.history.allSatisfy { $0.outcome == "completed" })
    #expect(
      Set(held.artifacts.map(\.path)) == [
        "docs/brainstorms/2026-02-20-sso-brainstorm.md", "docs/plans/2026-02-20-feat-sso-plan.md",
      ])
    #expect(held.status == "paused")
    #expect(held.pullRequest?.number == 42)
    #expect(try await features.inbox().map(\.attention.kind).contains("decision-gate"))
    #expect(
      features.agent("auth-sso").commands == [
        "/workflows:brainstorm Add SSO support", "/workflows:plan", "/workflows:work",
      ])
  }

  /// The review's agent leaves in peace, and another one takes the next command.
  private func goesToReview(_ features: FeatureRig) async throws {
    try await features.rig.run("advance", "auth-sso")
    let watched = try await features.reaches("auth-sso", "is in review of the pull request") {
      $0.stage == "pr" && $0.progress == "watching"
    }
    #expect(watched.status == "in_review")
    #expect(watched.attempts.map(\.reason) == ["first", "relaunch"])
    let agent = features.agent("auth-sso")
    #expect(agent.starts.count == 2)
    #expect(agent.starts.allSatisfy { $0.cwd == features.worktree("auth-sso") })
    #expect(agent.commands.dropFirst(3).first == "/workflows:review latest")
    #expect(agent.commands.last?.hasPrefix("Look through everything") == true)
    #expect(agent.commands.count == 5)
    #expect(agent.submissions.allSatisfy { $0.state == "idle" && $0.queued == false })
    #expect(agent.rudeInput.isEmpty)
  }

  private func followsPullRequest(_ features: FeatureRig) async throws {
    let branch = "worktree-auth-sso"
    try await features.changePull(branch) { $0.checks = [.init(id: 7, name: "build", status: "IN_PROGRESS")] }
    try await features.reaches("auth-sso", "checks are pending") { $0.pullRequest?.ci == "pending" }
    try await features.changePull(branch) {
      $0.checks = [.init(id: 7, name: "build", conclusion: "FAILURE", log: "one\ntwo: it broke\n")]
    }
    let failing = try await features.reaches("auth-sso", "checks fail") { item in
      item.attention.contains { $0.kind == "ci-failing" }
    }
    #expect(failing.attention.first { $0.kind == "ci-failing" }?.detail.contains { $0.contains("it broke") } == true)
    try await features.changePull(branch) { $0.checks = [.init(id: 8, name: "build")] }
    let passing = try await features.reaches("auth-sso", "checks pass") { item in
      item.pullRequest?.ci == "passing" && !item.attention.contains { $0.kind == "ci-failing" }
    }
    #expect(passing.attention.map(\.kind) == ["pr-ready"])
    #expect(try await features.rig.run("status").contains("PR #42 — CI passing"))
    try await features.changePull(branch) { $0.comments = [.init(id: "c1", author: "ann", body: "Why not twice?")] }
    try await features.reaches("auth-sso", "a comment waits") { item in
      item.attention.contains { $0.kind == "review-comments" && $0.detail.contains { $0.contains("Why not twice?") } }
    }
    let told = try await features.log("auth-sso").filter { $0.kind == "attention.opened" }.map(\.text)
    for kind in ["ci-failing", "review-comments"] {
      #expect(told.count { $0.hasPrefix(kind) } == 1, "\(told)")
    }
  }

  private func isMerged(_ features: FeatureRig) async throws {
    try await features.changePull("worktree-auth-sso") {
      $0.state = "MERGED"
      $0.mergedAt = GitHubState.now
    }
    let done = try await features.reaches("auth-sso", "is complete") { $0.status == "complete" }
    #expect(done.reason.contains("merged"))
    #expect(try await features.inbox().isEmpty)
    #expect(!features.gitHubCalls.isEmpty)
    #expect(!features.gitHubCalls.joined().contains { $0.lowercased().hasSuffix("merge") }, "a person merges")
    #expect(features.agent("auth-sso").commands.count == 5)
  }
}
