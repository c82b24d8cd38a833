import Daemon
import Foundation
import StandInGitHub
import TestSupport
import Testing

/// What waits for a person, and what argosy does not do in the person's stead.
@Suite("Features that wait for a person", .serialized)
struct AttentionTests {
  private static let asking = """
    on /workflows:brainstorm -> work 300ms; question "Which store?" "Postgres" "SQLite"; work 300ms
    on /workflows:plan -> work

    """

  @Test(
    """
    S0-03, S0-12, S0-19, S0-23, S0-24, S0-26, S0-30, S0-34, S0C-12: a question blocks, is told once, is \
    answered in the pane by who jumps in, and closes
    """)
  func question() async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      try await features.begins("Redesign the cart", name: "cart-redesign", script: Self.asking)
      let asking = try await features.reaches("cart-redesign", "asks") { $0.status == "needs_input" }
      let pane = try #require(asking.session?.pane)
      let screen = try await features.rig.run("status")
      let line = try #require(screen.split(separator: "\n").first { $0.contains("cart-redesign") })
      #expect(line.contains("■ BLOCKED") && line.contains("needs input: Which store?"), "\(line)")

      let inbox = try await features.inbox()
      #expect(inbox.map(\.name) == ["cart-redesign"])
      #expect(inbox.first?.attention.kind == "question")
      #expect(inbox.first?.attention.text == "Which store?")
      #expect(inbox.first?.attention.options.map(\.label).prefix(2) == ["Postgres", "SQLite"])

      let before = features.agent("cart-redesign").input.count
      for verb in ["advance", "retry", "skip"] {
        let refused = try await features.rig.outcome(verb, "cart-redesign")
        #expect(refused.status == 1 && refused.errors.contains("asks"), "\(verb): \(refused)")
      }
      let sent = try await features.rig.outcome("send", "cart-redesign", "hello")
      #expect(sent.status == 4, "\(sent)")
      #expect(features.agent("cart-redesign").input.count == before, "nothing is pressed for the person")

      try await withPerson(at: features.rig, session: "cart-redesign") {
        try await features.tmux.run("send-keys", "-t", pane, "1")
        _ = try await features.reaches("cart-redesign", "goes on") { $0.stage == "plan" && $0.progress == "running" }
      }
      #expect(try await features.inbox().isEmpty)
      let told = try await features.log("cart-redesign").filter { $0.kind == "attention.opened" }
      #expect(told.map(\.text) == ["question: Which store?"])
      #expect(
        features.agent("cart-redesign").commands == ["/workflows:brainstorm Redesign the cart", "/workflows:plan"])
    }
  }

  @Test("S0-23, S0C-12: a busy agent is given nothing, whatever is ordered")
  func busy() async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      try await features.reaches("auth-sso", "works") { $0.progress == "running" && $0.session?.state == "working" }
      let before = features.agent("auth-sso").input.count
      for verb in ["advance", "retry", "skip"] {
        let refused = try await features.rig.outcome(verb, "auth-sso")
        #expect(refused.status == 1 && refused.errors.contains("working"), "\(verb): \(refused)")
      }
      #expect(features.agent("auth-sso").input.count == before)
      #expect(try await features.item("auth-sso").stage == "brainstorm")
    }
  }

  @Test("S0-30, S0C-22, S0C-24: a stage that ends with a menu is over when the menu is answered, and not before")
  func closingMenu() async throws {
    try await withFeatures { features in
      let script = """
        on /workflows:brainstorm -> work 300ms
        on /workflows:plan -> work 300ms; run mkdir -p docs/plans && touch docs/plans/a-plan.md; question "Plan ready. What next?" "Start" "Refine"
        on /workflows:work -> work

        """
      try await features.begins("Add SSO support", name: "auth-sso", script: script)
      let asking = try await features.reaches("auth-sso", "asks how to go on, and says that the plan is there") {
        item in
        item.attention.first?.hint?.contains("docs/plans/a-plan.md") == true
      }
      #expect(asking.stage == "plan")
      #expect(asking.attention.first?.text == "Plan ready. What next?")
      #expect(asking.artifacts.map(\.path) == ["docs/plans/a-plan.md"])
      try await features.rig.run("answer", "auth-sso", "1", "--advance")
      try await features.reaches("auth-sso", "is at work") { $0.stage == "work" && $0.progress == "running" }
      #expect(features.agent("auth-sso").commands.suffix(2) == ["/workflows:plan", "/workflows:work"])
    }
  }

  @Test("S0-35, S0-36, S0-47: the dashboard has icon, word, repository, branch or pull request, and age or reason")
  func dashboard() async throws {
    try await withFeatures { features in
      try await features.shell(
        """
        cd dev/api
        printf 'workflow: short.yml\\n' > .argosy.yml
        printf 'workflow: short\\nstages:\\n  - name: check\\n    status: verifying\\n    command: /check\\n  - name: pr\\n    status: in_review\\n' > short.yml
        """)
      try await features.begins("Code it", name: "coding", script: "on /slfg -> work\n", "--auto")
      try await features.begins(
        "Ask it", name: "asking", script: "on /slfg -> question \"Which one?\" \"A\" \"B\"\n", "--auto")
      try await features.begins("Ship it", name: "shipped", script: "on /slfg -> work 300ms; run ship It\n", "--auto")
      try await features.begins("Check it", name: "checking", in: "api", script: "on /check -> work\n")
      try await features.reaches("shipped", "is watched") { $0.stage == "pr" && $0.pullRequest != nil }
      try await features.changePull("worktree-shipped") { $0.checks = [.init(id: 1, name: "build")] }
      try await features.reaches("shipped", "passes") { $0.pullRequest?.ci == "passing" }
      try await features.reaches("asking", "asks") { $0.status == "needs_input" }
      try await features.reaches("checking", "is checked") { $0.progress == "running" }
      let lines = try await features.rig.run("status").split(separator: "\n").map(String.init)
      #expect(lines.contains("Active Features:"))
      func line(_ name: String) throws -> String {
        try #require(lines.first { $0.hasPrefix("  \(name) ") }, "\(lines)")
      }
      let coding = try line("coding")
      #expect(coding.contains("● coding") && coding.contains("acme/app") && coding.contains("worktree-coding"))
      #expect(coding.firstMatch(of: /(now|ago)$/) != nil, "\(coding)")
      let asking = try line("asking")
      #expect(asking.contains("■ BLOCKED") && asking.contains("needs input: Which one?"))
      let checking = try line("checking")
      #expect(checking.contains("▶ reviewing") && checking.contains("acme/api"))
      let shipped = try line("shipped")
      #expect(shipped.contains("✓ monitoring") && shipped.contains("PR #42 — CI passing"))
    }
  }
}
