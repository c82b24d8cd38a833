import Daemon
import Foundation
import TestSupport
import Testing

/// How features end, and what is kept.
@Suite("Features end", .serialized)
struct EndingTests {
  @Test(
    """
    S0-34, S0C-15: stop names what would be lost and touches nothing until that is agreed to; then session, worktree \
    and branch go, and nothing else
    """)
  func stop() async throws {
    try await withFeatures { features in
      let item = try await features.begins(
        "Redesign the cart", name: "cart-redesign", script: "on /workflows:brainstorm -> run echo 1 > draft; work\n")
      let session = try #require(item.session?.session)
      let worktree = features.worktree("cart-redesign")
      _ = try await eventually("the draft is there") {
        features.exists(worktree + "/draft")
      } until: {
        $0
      }
      let tips = try await features.shell("git -C dev/app rev-parse main origin/main; git -C dev/api rev-parse trunk")
      let asked = try await features.rig.outcome("stop", "cart-redesign")
      #expect(asked.status == 4 && asked.errors.contains("draft"), "\(asked)")
      #expect(features.exists(worktree + "/draft"))
      #expect(try await features.tmux.run("list-sessions", "-F", "#{session_id}").contains(session))
      #expect(try await features.item("cart-redesign").status == "planning")

      try await features.rig.run("stop", "cart-redesign", "--yes")
      let stopped = try await features.reaches("cart-redesign", "is cancelled") { $0.status == "cancelled" }
      #expect(stopped.worktree == nil)
      #expect(!features.exists(worktree))
      #expect(try await features.git("branch", "--list", "worktree-cart-redesign").isEmpty)
      #expect(
        try await !features.tmux.run("list-sessions", "-F", "#{session_name}").split(separator: "\n")
          .contains("cart-redesign"))
      #expect(
        try await features.shell("git -C dev/app rev-parse main origin/main; git -C dev/api rev-parse trunk") == tips)
      #expect(try await features.git("status", "--porcelain").isEmpty)
    }
  }

  @Test("S0-34: one that is stopped while it is set up leaves no worktree and no branch")
  func stopInSetup() async throws {
    try await withFeatures { features in
      let settings = features.path("dev/app/.argosy.yml")
      try "setup: touch begun; sleep 3600\n".write(toFile: settings, atomically: true, encoding: .utf8)
      let worktree = features.worktree("early")
      try await features.rig.run("new", "Add it", "--name", "early", "--no-wait", "--repo", features.path("dev/app"))
      _ = try await eventually("the set-up runs") {
        features.exists(worktree + "/begun")
      } until: {
        $0
      }
      let told = try await features.rig.run("stop", "early", "--yes")
      #expect(told.contains("its worktree and its branch are removed"), "\(told)")
      #expect(!features.exists(worktree))
      #expect(try await features.git("branch", "--list", "worktree-early").isEmpty)
      #expect(try await !features.git("worktree", "list").contains("early"))
      try FileManager.default.removeItem(atPath: settings)
    }
  }

  @Test("S0-37: settings that name a stage the workflow has not are refused before anything is made")
  func unknownStage() async throws {
    try await withFeatures { features in
      for text in ["gates: {paln: pause}\n", "models: {paln: opus}\n"] {
        try text.write(toFile: features.path("dev/app/.argosy.yml"), atomically: true, encoding: .utf8)
        let outcome = try await features.rig.outcome("new", "Add it", "--repo", features.path("dev/app"))
        #expect(outcome.status != 0, "\(outcome)")
        #expect(outcome.errors.contains("no stage paln") && outcome.errors.contains("brainstorm, plan"), "\(outcome)")
      }
      #expect(try await features.items().isEmpty)
    }
  }

  @Test("S0-21: a follow-up is a feature of its own, linked to the first")
  func followUp() async throws {
    try await withFeatures { features in
      let first = try await features.begins(
        "Add SSO support", name: "auth-sso",
        script: "on /workflows:brainstorm -> work 300ms\non /workflows:plan -> work\n")
      try await features.rig.run("done", "auth-sso")
      try await features.reaches("auth-sso", "is done") { $0.status == "complete" }
      try features.agent("auth-logout").script(FeatureScripts.busy)
      try await features.rig.run("follow-up", "auth-sso", "Log out everywhere", "--name", "auth-logout")
      let next = try await features.item("auth-logout")
      #expect(next.follows == first.id)
      #expect(next.worktree == features.worktree("auth-logout"))
      #expect(next.branch == "worktree-auth-logout")
      #expect(next.session?.session != first.session?.session)
      #expect(features.agent("auth-logout").commands == ["/workflows:brainstorm Log out everywhere"])
      #expect(features.exists(features.worktree("auth-sso")), "nothing is removed by done")
    }
  }

  @Test("S0-34, S0C-15: prune removes what is merged and clean, and leaves the rest")
  func prune() async throws {
    try await withFeatures { features in
      for name in ["merged", "dirty"] {
        try await features.begins(
          "Do \(name)", name: name, script: "on /slfg -> work 300ms; run echo \(name) > \(name) && ship \(name)\n",
          "--auto")
        try await features.reaches(name, "is watched") { $0.stage == "pr" && $0.pullRequest != nil }
      }
      try await features.shell(
        """
        git -C dev/app push -q origin worktree-merged:main
        git -C dev/app fetch -q
        echo more > dev/app/.claude/worktrees/dirty/more
        """)
      for name in ["merged", "dirty"] { try await features.rig.run("done", name) }
      try await features.rig.run("prune")
      try await features.reaches("merged", "is removed") { $0.worktree == nil }
      #expect(!features.exists(features.worktree("merged")))
      #expect(try await features.git("branch", "--list", "worktree-merged").isEmpty)
      #expect(features.exists(features.worktree("dirty") + "/more"))
      #expect(try await !features.git("branch", "--list", "worktree-dirty").isEmpty)
    }
  }

  @Test("S0-49, S0C-04, S0C-05, S0C-07: where it is wanted, the first fleet program's files follow the feature")
  func fleetFiles() async throws {
    try await withFeatures { features in
      try await features.shell(
        "mkdir -p .config/argosy; printf 'compat:\\n  fleet_files: true\\n' > .config/argosy/config.yml")
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      let begun = try await registered("auth-sso", features) { $0.status == "active" && $0.phase == "brainstorm" }
      #expect(begun?.worktreePath == features.worktree("auth-sso"))
      #expect(begun?.branch == "worktree-auth-sso")
      try await features.rig.run("stop", "auth-sso")
      _ = try await registered("auth-sso", features) { $0.status == "abandoned" }
      // The events are written behind the registry.
      _ = try await eventually("beginning and end are among the events") {
        try await features.shell("cat .claude/fleet/events.jsonl")
      } until: {
        $0.contains("\"spawned\"") && $0.contains("\"abandoned\"")
      }
    }
  }

  private struct Registry: Decodable {
    struct Feature: Decodable {
      let status: String
      let phase: String?
      let worktreePath: String?
      let branch: String?
    }
    let features: [String: Feature]
  }

  private func registered(
    _ name: String, _ features: FeatureRig, until condition: (Registry.Feature) -> Bool
  ) async throws -> Registry.Feature? {
    try await eventually("\(name) is in the registry as it is") {
      let file = URL(fileURLWithPath: features.path(".claude/fleet/registry.json"))
      let registry = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Registry.self, from: $0) }
      return registry?.features[name]
    } until: {
      $0.map(condition) ?? false
    }
  }
}
