import Daemon
import Foundation
import StandInGitHub
import TestSupport
import Testing

/// What is known of pull requests, and what keeps argosy from knowing more.
@Suite("Asking for pull requests", .serialized)
struct RefreshingTests {
  private static let script = "on /workflows:brainstorm -> work 200ms; run ship Sign-on; work\n"

  private func refresh(_ features: FeatureRig, _ item: String...) async throws -> (status: Int32, [RefreshReport]) {
    let outcome = try await features.rig.outcome(["refresh", "--json"] + item)
    let answer = try JSONDecoder().decode(WorkResponse.self, from: Data(outcome.output.utf8))
    return (outcome.status, answer.refreshed ?? [])
  }

  private func doctor(_ features: FeatureRig) async throws -> (status: Int32, line: Substring) {
    let outcome = try await features.rig.outcome("doctor")
    return (outcome.status, outcome.output.split(separator: "\n").first { $0.contains("pull requests") } ?? "")
  }

  @Test("refresh waits for the answer, and tells of each item what was found, also what changed a moment ago")
  func found() async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: Self.script)
      try await features.begins("Add pagination", name: "pagination", in: "api", script: FeatureScripts.busy)
      try await features.reaches("auth-sso", "has a pull request") { $0.pullRequest != nil }
      try features.gitHub.edit { state in
        state.repositories["acme/app"]?.pulls[0].checks = [.init(id: 9, name: "test")]
      }
      let (status, reports) = try await refresh(features)
      #expect(status == 0 && reports.map(\.name) == ["auth-sso", "pagination"])
      #expect(reports.map(\.outcome) == ["found", "none"])
      #expect(reports.first?.pullRequest?.ci == "passing", "\(reports)")
      #expect(try await features.item("auth-sso").pullRequest?.ci == "passing")
      let text = try await features.rig.run("refresh", "auth-sso")
      #expect(text.contains("— CI passing") && text.contains("✓ test") && !text.contains("pagination"), "\(text)")
      let missing = try await features.rig.outcome("refresh", "nobody")
      #expect(missing.status == 6 && missing.output.isEmpty)
      #expect(try await doctor(features).line.contains("followed in acme/api, acme/app"))
    }
  }

  @Test("what a person has to set right is told by refresh and doctor, and refresh finds that it is")
  func obstacles() async throws {
    try await withFeatures { features in
      try await features.begins("Add SSO support", name: "auth-sso", script: Self.script)
      try await features.reaches("auth-sso", "has a pull request") { $0.pullRequest != nil }
      try features.gitHub.edit { $0.faults = [.init(.notLoggedIn)] }
      let (status, reports) = try await refresh(features, "auth-sso")
      #expect(status == 1 && reports.first?.outcome == "unknown" && reports.first?.pullRequest != nil)
      #expect(reports.first?.reason?.contains("gh auth login") == true, "\(reports)")
      let ill = try await doctor(features)
      #expect(ill.status == 1 && ill.line.hasPrefix("✗") && ill.line.contains("gh auth login"), "\(ill)")
      #expect(try await features.rig.doctor().pullRequestFaults?.count == 1)

      try features.gitHub.edit { $0.faults = [] }
      #expect(try await refresh(features, "auth-sso").status == 0)
      #expect(try await doctor(features).line.hasPrefix("✓"))

      try features.gitHub.edit { $0.faults = [.init(.rateLimited, seconds: 3600)] }
      let (limited, last) = try await refresh(features)
      #expect(limited == 1 && last.first?.until != nil, "\(last)")
      // It is kept to: nobody waits for an answer that will not come.
      try features.gitHub.edit { $0.faults = [] }
      let before = features.gitHubCalls.count
      #expect(before > 0)
      #expect(try await refresh(features).status == 1)
      #expect(features.gitHubCalls.count == before)
      let resting = try await doctor(features)
      #expect(resting.line.hasPrefix("·") && resting.line.contains("asked again at"), "\(resting)")
    }
  }

  @Test("an item that GitHub cannot know of says so, and one that is over; doctor names sessions without an item")
  func without() async throws {
    try await withFeatures { features in
      try await features.shell("cd dev/api && git remote set-url origin \"$HOME/remotes/acme/api.git\"")
      try await features.begins("Add pagination", name: "pagination", in: "api", script: FeatureScripts.busy)
      let (status, reports) = try await refresh(features, "pagination")
      #expect(status == 1 && reports.first?.reason?.contains("no remote at GitHub") == true, "\(reports)")
      try await features.rig.run("done", "pagination")
      #expect(try await refresh(features, "pagination").1.first?.reason?.contains("it is over") == true)
      #expect(try await features.rig.doctor().orphans == [])

      try await features.rig.run("down")
      try await features.shell("rm -f state/argosy/*.sqlite*")
      try await features.rig.run("up")
      #expect(try await features.rig.doctor().orphans?.first?.hasPrefix("pagination (") == true)
      let text = try await features.rig.outcome("doctor").output
      #expect(text.split(separator: "\n").contains { $0.contains("sessions") && $0.contains("pagination") }, "\(text)")
      try await features.tmux.run("kill-session", "-t", "=pagination")
      _ = try await eventually("the session is not named any more") {
        try await features.rig.doctor().orphans
      } until: {
        $0 == []
      }
    }
  }
}
