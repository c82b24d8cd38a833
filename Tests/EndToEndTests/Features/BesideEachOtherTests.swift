import Daemon
import Foundation
import TestSupport
import Testing

/// Several features at once, and what must not be begun at all.
@Suite("Features beside each other", .serialized)
struct BesideEachOtherTests {
  @Test(
    """
    S0-13, S0-18, S0-39, S0-40, S0-46, S0C-10, S0C-26: two features of one repository and an automatic one of another \
    do not disturb each other
    """)
  func threeAtOnce() async throws {
    try await withFeatures { features in
      let note = "on /workflows:brainstorm -> work 300ms; run basename $PWD > note; work\n"
      try await features.begins("Add SSO support", name: "auth-sso", script: note)
      try await features.begins("Redesign the cart", name: "cart-redesign", script: note)
      let tip = try await features.git("rev-parse", "origin/trunk", in: "dev/api")
      try await features.begins(
        "Add pagination", name: "pagination", in: "api",
        script: "on /slfg -> work 300ms; run echo pages > pages && ship Pagination\n", "--auto")
      for name in ["auth-sso", "cart-redesign"] {
        let note = features.worktree(name) + "/note"
        _ = try await eventually("\(name) has written its note") {
          try? String(contentsOfFile: note, encoding: .utf8)
        } until: {
          $0 == name + "\n"
        }
      }
      #expect(try await features.git("status", "--porcelain").isEmpty)
      #expect(try await features.git("symbolic-ref", "--short", "HEAD") == "main")

      let pages = try await features.reaches("pagination", "its pull request is watched") {
        $0.stage == "pr" && $0.pullRequest != nil
      }
      #expect(pages.mode == "auto")
      #expect(pages.stages == ["slfg", "pr"])
      #expect(pages.repository.title == "acme/api")
      #expect(pages.repository.defaultBranch == "trunk")
      #expect(
        try await features.git("merge-base", "HEAD", "origin/trunk", in: features.worktree("pagination", in: "api"))
          == tip)
      #expect(features.agent("pagination").commands == ["/slfg Add pagination"])
      let refused = try await features.rig.outcome("advance", "pagination")
      #expect(refused.status == 1 && refused.errors.contains("automatic"))
      #expect(features.agent("pagination").commands == ["/slfg Add pagination"])
      #expect(try await Set(features.items().map(\.name)) == ["auth-sso", "cart-redesign", "pagination"])
    }
  }

  @Test("S0C-17: a name that is being worked on and a place that is no repository are refused, and nothing is made")
  func refused() async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      let before = try await made(features)
      let again = try await features.rig.outcome(
        "new", "Once more", "--name", "auth-sso", "--repo", features.path("dev/app"))
      #expect(again.status == 1 && again.errors.contains("already being worked on"), "\(again)")
      let nowhere = try await features.rig.outcome("new", "Something", "--repo", features.path("dev"))
      #expect(nowhere.status == 1 && !nowhere.errors.isEmpty, "\(nowhere)")
      for name in ["../out", "-x", "a b/..", "main.lock"] {
        let illegal = try await features.rig.outcome("new", "x", "--name=\(name)", "--repo", features.path("dev/app"))
        if illegal.status == 0 { Issue.record("\(name) was taken") }
      }
      #expect(try await made(features) == before)
      #expect(features.agent("auth-sso").starts.count == 1)
    }
  }

  @Test("S0C-17: a session of the person's that has the name gets no agent, and the feature's session gets a number")
  func takenSession() async throws {
    try await withFeatures { features in
      try await features.tmux.run("new-session", "-d", "-s", "auth-sso", "exec sleep 3600")
      let item = try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      #expect(item.session?.name == "auth-sso-2")
      #expect(
        try await features.tmux.run("list-panes", "-t", "=auth-sso:", "-F", "#{pane_current_command}") == "sleep")
    }
  }

  /// What a feature leaves: sessions, worktrees, branches, items.
  private func made(_ features: FeatureRig) async throws -> [String] {
    [
      try await features.tmux.run("list-sessions", "-F", "#{session_name}"),
      try await features.git("worktree", "list"), try await features.git("branch", "--list"),
      try await features.items().map(\.id).joined(separator: " "),
    ]
  }
}
