import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Answers through a held hook")
struct HeldHookTests {
  private func settings(_ rig: Rig, limit: Double? = nil) async throws -> String {
    let file = rig.file("settings.json")
    var text = try await rig.hook("claude-settings", "--hold", input: Data()).output
    #expect(text.contains("hook --hold 540\",\"timeout\":600"))
    if let limit { text = text.replacing("--hold 540", with: "--hold \(limit)") }
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  /// Waits until the agent asks, and its hook is held. Returns the pane.
  private func asked(_ rig: Rig, _ agent: StandInAgent, after hooks: Int = 0) async throws -> String {
    let shown = try await eventually("a question is shown") {
      try await rig.agents()[agent.session]
    } until: {
      $0?.ask != nil
    }
    let pane = try #require(shown?.pane)
    _ = try await eventually("the hook is held") {
      try await rig.explain(pane).heldHooks
    } until: {
      $0.count == 1
    }
    return pane
  }

  private func count(_ event: String, _ agent: StandInAgent) -> Int { agent.events().count { $0.event == event } }

  private func answer(_ rig: Rig, _ words: String...) async throws -> DeliveryReport {
    let outcome = try await Programs.outcome(
      rig.argosy, ["answer", "--json", "-S", rig.tmux.socket, "one"] + words, environment: rig.tmux.environment)
    return try JSONDecoder().decode(DeliveryReport.self, from: Data(outcome.output.utf8))
  }

  private func ended(_ hooks: Int, of agent: StandInAgent) async throws {
    _ = try await eventually("\(hooks) hooks have ended") {
      count("hooked", agent)
    } until: {
      $0 == hooks
    }
  }

  @Test("a permission and a question are answered without a key, and what the hook cannot say with keys")
  func answers() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let agent = try await rig.agent(
        "one",
        script: """
          permission "Bash command" "make all" -> yes: say Made. | no: idle
          permission "Bash command" "make some" -> always: say Always. | no: idle
          question "Which way?" "The first" "The second"
          plan "Do it"
          permission "Bash command" "make none"
          idle
          """, arguments: "--settings \(try await settings(rig))")
      for (number, word) in ["1", "2", "the sec"].enumerated() {
        _ = try await asked(rig, agent)
        let report = try await answer(rig, word)
        #expect(report.verdict == "submitted" && report.reason.contains("hook"), "\(word): \(report)")
        try await ended(number + 1, of: agent)
        #expect(count("decided", agent) == number + 1)
        _ = try await eventually("the next question") {
          count("answer", agent)
        } until: {
          $0 == number + 1
        }
        try await nextAsk(rig, after: number)
      }
      #expect(count("key", agent) == 0 && count("text", agent) == 0 && count("paste", agent) == 0)
      let plan = try await answer(rig, "2")
      #expect(plan.verdict == "submitted" && !plan.reason.contains("hook") && count("text", agent) == 1)
      _ = try await eventually("the last") {
        try await rig.agents()["one"]?.kind
      } until: {
        $0 == "permission"
      }
      _ = try await asked(rig, agent)
      let no = try await eventually("the last is answered") {
        try await answer(rig, "no")
      } until: {
        $0.verdict == "submitted"
      }
      #expect(no.reason.contains("hook"), "\(no)")
      _ = try await eventually("the turn has ended") {
        count("interrupted", agent)
      } until: {
        $0 == 1
      }
      #expect(count("text", agent) == 1)
    }
  }

  /// Waits until the question behind the one of this number is the one on the screen.
  private func nextAsk(_ rig: Rig, after number: Int) async throws {
    let next = ["make some", "Which way?", "Would you like to proceed?"][number]
    _ = try await eventually("\(next) is asked") {
      try await rig.agents()["one"]?.ask
    } until: { ask in
      ask.map { $0.question.contains(next) || $0.detail.contains { $0.contains(next) } } ?? false
    }
  }

  @Test("a person who answers on the screen first ends the hook, which decides nothing any more")
  func person() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let agent = try await rig.agent(
        "one", script: "permission \"Bash command\" \"make\"\nidle\nrepeat",
        arguments: "--settings \(try await settings(rig))")
      _ = try await asked(rig, agent)
      #expect(count("hooked", agent) == 0)
      try await rig.tmux.run("send-keys", "-t", "=one:", "1")
      try await ended(1, of: agent)
      #expect(count("decided", agent) == 0 && count("late", agent) == 0 && count("answer", agent) == 1)
    }
  }

  @Test("a daemon that is killed or stopped, or the end of the time, ends the hook without a word, and keys go on")
  func gone() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let agent = try await rig.agent(
        "one", script: "permission \"Bash command\" \"make\"\nidle\nrepeat",
        arguments: "--settings \(try await settings(rig))")
      _ = try await asked(rig, agent)
      let killed = try await rig.doctor().pid
      kill(killed, SIGKILL)
      try await ended(1, of: agent)
      #expect(count("decided", agent) == 0 && count("answer", agent) == 0)
      try await rig.run("up")
      try await rig.settle(["one": "blocked"])
      let report = try await answer(rig, "1")
      #expect(report.verdict == "submitted" && !report.reason.contains("hook"), "\(report)")

      try await agent.does(#"permission "Bash command" "make twice""#)
      _ = try await asked(rig, agent)
      let stopped = try await rig.doctor().pid
      kill(stopped, SIGSTOP)
      defer { kill(stopped, SIGCONT) }
      try await ended(2, of: agent)
      #expect(count("decided", agent) == 0)
      kill(stopped, SIGCONT)
      #expect(try await answer(rig, "1").verdict == "submitted")
    }
  }

  @Test("a hook whose time is over ends without a word, and the dialog is answered by keys")
  func timeout() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let agent = try await rig.agent(
        "one", script: "permission \"Bash command\" \"make\"\nidle\nrepeat",
        arguments: "--settings \(try await settings(rig, limit: 1.5))")
      try await rig.settle(["one": "blocked"])
      try await ended(1, of: agent)
      #expect(count("decided", agent) == 0 && count("answer", agent) == 0)
      let report = try await answer(rig, "1")
      #expect(report.verdict == "submitted" && !report.reason.contains("hook"), "\(report)")
    }
  }

  @Test("without a daemon, or from nobody that it knows, a hook that would wait ends at once and prints nothing")
  func nobody() async throws {
    try await withRig { rig in
      let event = Data(
        #"{"hook_event_name":"PermissionRequest","session_id":"s","tool_name":"Bash","tool_input":{"command":"x"}}"#
          .utf8)
      for input in [event, Data(), Data("nonsense".utf8)] {
        let outcome = try await rig.hook("hook", "--hold", "540", input: input)
        #expect((outcome.status, outcome.output, outcome.errors) == (0, "", ""))
      }
      try await rig.run("up")
      let unknown = try await rig.hook("hook", "--hold", "540", input: event)
      #expect((unknown.status, unknown.output, unknown.errors) == (0, "", ""))
      let daemon = try await rig.doctor().pid
      kill(daemon, SIGSTOP)
      defer { kill(daemon, SIGCONT) }
      let stopped = try await rig.hook("hook", "--hold", "540", input: event)
      #expect((stopped.status, stopped.output, stopped.errors) == (0, "", ""))
    }
  }
}
