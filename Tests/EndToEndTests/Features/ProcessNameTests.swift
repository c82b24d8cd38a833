import Daemon
import TestSupport
import Testing

/// Agents show themselves under several names, of which none may be needed.
@Suite("Whatever an agent's process is called", .serialized)
struct ProcessNameTests {
  @Test(
    "S0-27: a feature is begun, asks, leaves in peace and is started again", arguments: ["node", "2.1.112"])
  func named(process: String) async throws {
    try await withFeatures(process: process) { features in
      let script = """
        on /workflows:brainstorm -> work 300ms; question "Which store?" "Postgres" "SQLite"; exit
        on /workflows:plan -> work

        """
      let item = try await features.begins("Add SSO support", name: "auth-sso", script: script)
      let pane = try #require(item.session?.pane)
      #expect(
        try await features.tmux.run("display-message", "-p", "-t", pane, "#{pane_current_command}") == process)
      try await features.reaches("auth-sso", "asks") { $0.status == "needs_input" }
      try await features.rig.run("answer", "auth-sso", "Postgres")
      let again = try await features.reaches("auth-sso", "goes on with another agent") {
        $0.stage == "plan" && $0.progress == "running"
      }
      #expect(again.attempts.map(\.reason) == ["first", "relaunch"])
      #expect(
        features.agent("auth-sso").commands == ["/workflows:brainstorm Add SSO support", "/workflows:plan"])
      #expect(features.agent("auth-sso").submissions.allSatisfy { $0.state == "idle" })
    }
  }
}
