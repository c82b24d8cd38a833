import Daemon
import Foundation
import TestSupport
import Testing

/// What the board's keys do to features and their agents.
@Suite("The board's keys on a client")
struct BoardKeyTests {
  @Test("a goes on, and X ends with what would be lost named and agreed to", arguments: TmuxBinaries.all)
  func going(tmux: String) async throws {
    try await withFeaturePopups(PopupRig.large, tmux: tmux) { features, popups in
      let client = popups.client
      try await features.begins("Single sign-on", name: "sso", script: FeatureScripts.whole)
      try await features.reaches("sso", "waits after its work") {
        $0.stage == "work" && $0.attention.contains { $0.kind == "decision-gate" }
      }
      try await popups.open("board")
      try await client.sees("review comes next")
      try await client.type("a")
      try await client.sees("sso goes on to review")
      try await features.reaches("sso", "is reviewed") { $0.history.contains { $0.stage == "review" } }
      let worktree = features.worktree("sso")
      try await features.shell("echo one > '\(worktree)/one'")
      try await client.type("X")
      try await client.sees("End sso?")
      try await client.press("n")
      try await client.seesNo("End sso?")
      #expect(features.exists(worktree))
      try await client.type("X")
      try await client.sees("End sso?")
      try await client.type("y")
      try await client.sees("End it and lose this?")
      let screen = try await client.screen()
      #expect(screen.contains("one") && features.exists(worktree), "\(screen)")
      try await client.type("y")
      try await client.sees("sso is being ended")
      try await features.reaches("sso", "is ended") { $0.isOver && $0.worktree == nil }
      #expect(!features.exists(worktree))
    }
  }

  @Test("o opens the pull request, and tells its address where there is no browser", arguments: TmuxBinaries.all)
  func pullRequest(tmux: String) async throws {
    let opener = """
      #!/bin/sh
      [ -e "$HOME/no-browser" ] && exit 3
      printf '%s' "$1" > "$HOME/opened"
      """
    try await withFeaturePopups(PopupRig.large, tmux: tmux, programs: ["xdg-open": opener, "open": opener]) {
      features, popups in
      let client = popups.client
      try await features.begins("Ship it", name: "sso", script: "on /slfg -> work 300ms; run ship It\n", "--auto")
      try await popups.open("board")
      try await client.sees("1 in all")
      let url = try await eventually("it has a pull request", within: .seconds(60)) {
        try await features.changePull("worktree-sso") { _ in }
        return try await features.item("sso").pullRequest?.url ?? ""
      } until: {
        !$0.isEmpty
      }
      try await client.sees("o PR")
      try await client.type("o")
      try await client.sees("opened \(url)")
      #expect(try String(contentsOfFile: features.path("opened"), encoding: .utf8) == url)
      try await features.shell("rm opened; touch no-browser")
      try await client.type("o")
      try await client.sees("there is no browser here; the page is \(url)")
      #expect(!features.exists(features.path("opened")))
    }
  }

  @Test("m, z and M mark as seen, put aside and mute, and each is seen in the status", arguments: TmuxBinaries.all)
  func marks(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      func agent() async throws -> StatusReport.AgentReport? { try await rig.agents()["wonders"] }
      try await popups.open("board")
      try await client.sees("2 need you")
      try await client.type("/wonders")
      try await client.press("Enter")
      try await client.type("M")
      try await client.sees("wonders is muted")
      try await client.sees("wonders (muted)")
      #expect(try await agent()?.muted == true)
      try await client.type("M")
      try await client.sees("wonders is no longer muted")
      #expect(try await agent()?.muted == nil)
      try await client.type("z")
      try await client.sees("wonders (parked)")
      try await client.sees("1 needs you")
      #expect(try await agent()?.parked == true)
      #expect(try await rig.tmux.run("show-options", "-qv", "-t", "=wonders:", "@argosy_parked") == "1")
      try await client.type("z")
      try await client.sees("wonders is back among the others")
      #expect(try await agent()?.parked == nil)
      try await client.type("1")
      try await rig.settle(["asks": "blocked", "wonders": "done", "calm": "idle"])
      try await client.sees("✓ done")
      try await client.type("m")
      try await client.sees("wonders is marked as seen")
      try await rig.settle(["asks": "blocked", "wonders": "idle", "calm": "idle"])
      #expect(popups.answers("wonders") == [.init(kind: "question", choice: 1, label: "Postgres")])
    }
  }

  @Test("the preview scrolls back with the page keys, and Esc comes back to now", arguments: TmuxBinaries.all)
  func scrolling(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let client = popups.client
      try await popups.open("board")
      try await client.sees("2 need you")
      try await client.type("/calm")
      try await client.press("Enter")
      try await client.sees("line-80.")
      try await client.press("PageUp", "PageUp")
      try await client.sees("an older page") {
        $0.firstMatch(of: /\[\d+\/\d+\]/) != nil && $0.contains("line-55.") && !$0.contains("line-80.")
      }
      try await client.press("Escape")
      let now = try await client.sees("line-80.")
      #expect(now.contains("1 in all") || now.contains("/calm"), "the filter stands: \(now)")
    }
  }
}
