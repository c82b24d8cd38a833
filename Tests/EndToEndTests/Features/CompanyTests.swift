import Daemon
import Fleet
import Foundation
import TestSupport
import Testing

/// Agents beside a feature's own: those that it calls together, and the one that runs the fleet.
@Suite("Agents in company", .serialized)
struct CompanyTests {
  @Test("S0-10, S0-48: a team that the feature's agent leads belongs to the feature, with the state of its tasks")
  func team() async throws {
    try await withFeatures { features in
      let item = try await features.begins("Add SSO support", name: "auth-sso", script: FeatureScripts.busy)
      let conversation = try #require(item.session?.conversation)
      try await features.shell(
        """
        mkdir -p .claude/teams/coders .claude/tasks/coders
        echo '{"status":"completed"}' > .claude/tasks/coders/1.json
        echo '{"status":"pending"}' > .claude/tasks/coders/2.json
        echo '{"name":"coders","leadSessionId":"\(conversation)","members":[{"name":"ann"},{"name":"bob"}]}' > team.json
        mv team.json .claude/teams/coders/config.json
        """)
      let led = try await features.reaches("auth-sso", "leads a team") { $0.team != nil }
      #expect(led.team?.name == "coders")
      #expect(led.team?.members == ["ann", "bob"])
      let done = try await features.reaches("auth-sso", "its tasks are known") { $0.team?.tasks["completed"] == 1 }
      #expect(done.team?.tasks == ["completed": 1, "pending": 1])
      #expect(done.stage == "brainstorm" && done.session?.pane == item.session?.pane)
      #expect(try await features.items().count == 1)
    }
  }

  @Test(
    "S0-45, S0C-02: the orchestrator has a session of its own, is started once, outlives argosy, and is no feature")
  func orchestrator() async throws {
    try await withFeatures { features in
      try features.agent("app").script("idle\n")
      let folder = features.path("dev/app")
      let first = try await features.rig.run("orchestrator", "--directory", folder, "--json")
      _ = try await eventually("the orchestrator has started") {
        features.agent("app").starts.count
      } until: {
        $0 == 1
      }
      #expect(try await features.rig.run("orchestrator", "--directory", folder, "--json") == first)
      let marked = try await features.tmux.run(
        "list-sessions", "-f", "#{@fleet_captain}", "-F", "#{session_name} #{session_attached}")
      #expect(marked == "orchestrator 0")
      #expect(try await features.items().isEmpty)
      try await features.rig.run("down")
      #expect(try await features.tmux.run("list-sessions", "-F", "#{session_name}").contains("orchestrator"))
      try await features.rig.run("up")
      #expect(try await features.rig.run("orchestrator", "--directory", folder, "--json") == first)
      let starts = features.agent("app").starts
      #expect(starts.count == 1)
      #expect(starts.first?.argv?.contains("--append-system-prompt") == true)
    }
  }
}
