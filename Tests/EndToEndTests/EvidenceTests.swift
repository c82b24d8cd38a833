import Daemon
import Foundation
import TestSupport
import Testing
import World

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Agents that tell of themselves")
struct AgentEvidenceTests {
  private func settings(_ rig: Rig) async throws -> String {
    let file = rig.file("settings.json")
    try await rig.hook("claude-settings", input: Data()).output.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  @Test("hooks reach the daemon: states, in the agent's own words, and a status line's figures")
  func hooks() async throws {
    try await withRig { rig in
      try await rig.run("up")
      let agent = try await rig.agent("alpha", arguments: "--settings \(try await settings(rig))")
      try await rig.settle(["alpha": "idle"])
      try await agent.does("work")
      try await rig.settle(["alpha": "working"])
      try await agent.does("idle")
      try await rig.settle(["alpha": "done"])
      let pane = try #require(try await rig.agents()["alpha"]?.pane)
      let report = try await eventually("the end of the turn was told") {
        try await rig.explain(pane)
      } until: {
        $0.evidence.contains { $0.name == "Stop" } && $0.agent?.context != nil
      }
      #expect(report.agent?.context == 8)
      #expect(report.agent?.model == "Stand-in")
      try await agent.does(#"permission "Bash command" "make" "Builds.""#)
      try await rig.settle(["alpha": "blocked"])
      _ = try await eventually("the question was told") {
        try await rig.explain(pane)
      } until: {
        $0.evidence.contains { $0.name == "PermissionRequest" }
      }
      #expect(try await rig.agents()["alpha"]?.ask != nil, "the screen's words, though the hook spoke later")
    }
  }

  @Test("the file of a session is followed, also when it is made after the daemon, and Esc is told by it")
  func registry() async throws {
    try await withRig { rig in
      let config = rig.file("config")
      try FileManager.default.createDirectory(
        at: config.appendingPathComponent("sessions"), withIntermediateDirectories: true)
      try await rig.run("up")
      let agent = try await rig.agent(
        "alpha", environment: ["CLAUDE_CONFIG_DIR=\(config.path)", "STANDIN_FILES=1"])
      try await rig.settle(["alpha": "idle"])
      let pane = try #require(try await rig.agents()["alpha"]?.pane)
      func status(_ name: String) async throws {
        _ = try await eventually("the file says \(name)") {
          try await rig.explain(pane).evidence.first { $0.source == "registry" }?.name
        } until: {
          $0 == name
        }
      }
      try await agent.does("work")
      try await status("busy")
      try await rig.tmux.run("send-keys", "-t", "=alpha:", "Escape")
      try await status("idle")
      try await agent.does(#"permission "Bash command" "make" "Builds.""#)
      try await status("waiting")
      // A daemon that comes later reads what is there.
      try await rig.run("down")
      try await rig.run("up")
      try await rig.settle(["alpha": "blocked"])
      try await status("waiting")
    }
  }

  @Test("a hook and a status line end with 0 at once, with no daemon, a stopped one, or nonsense to read")
  func harmless() async throws {
    try await withRig { rig in
      let stop = Data(#"{"hook_event_name":"Stop","session_id":"s"}"#.utf8)
      for input in [stop, Data(), Data("nonsense".utf8), Data(repeating: 0x7B, count: 1 << 20)] {
        let hook = try await rig.hook("hook", input: input)
        #expect((hook.status, hook.output, hook.errors) == (0, "", ""))
      }
      try await rig.run("up")
      let daemon = try await rig.doctor().pid
      kill(daemon, SIGSTOP)
      defer { kill(daemon, SIGCONT) }
      // More than a socket's queue can hold.
      for _ in 0..<14 {
        let outcomes = try await withThrowingTaskGroup(of: Int32.self) { group in
          for _ in 0..<10 { group.addTask { try await rig.hook("hook", input: stop).status } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test("a writer that leaves its pipe open holds up nobody, and an event that comes in pieces is read to its end")
  func open() async throws {
    try await withRig { rig in
      // Bash holds both ends of the pipe while argosy reads: its end never comes.
      let script = """
        mkfifo "$1/pipe"; exec 3<>"$1/pipe"; printf '%s' "$3" >&3
        begin=${EPOCHREALTIME/[^0-9]/}; "$2" hook </dev/null; between=${EPOCHREALTIME/[^0-9]/}; "$2" hook <"$1/pipe"
        end=${EPOCHREALTIME/[^0-9]/}; printf '%s' $(( (end - between) - (between - begin) ))
        """
      for input in ["", #"{"hook_event_name":"Stop","x":"}\"{"}"#, "nonsense"] {
        var best = Int.max
        // How much longer than with nothing to read, whatever the machine; and one that is busy is busy for a while.
        for _ in 0..<10 where best > 1_000_000 {
          let directory = try TemporaryDirectory.make()
          defer { try? FileManager.default.removeItem(at: directory) }
          let outcome = try await Programs.outcome(
            "/bin/bash", ["-c", script, "bash", directory.path, rig.argosy, input], environment: rig.tmux.environment)
          best = min(best, Int(outcome.output) ?? .max)
        }
        #expect(best <= 1_000_000, "µs for \(input)")
      }
    }
  }

  @Test("a person's own status line is shown with the input it would have had")
  func wrapped() async throws {
    try await withRig { rig in
      let line = Data(#"{"session_id":"s","model":{"display_name":"Opus"},"x":"it's"}"#.utf8)
      let outcome = try await rig.hook("statusline", "--", "printf 'mine: '; cat", input: line)
      #expect(outcome.output == "mine: " + String(decoding: line, as: UTF8.self))
      #expect(outcome.status == 0)
      // The input is kept in $TMPDIR, or in /tmp where that is not to be used.
      for folder in [rig.tmux.directory.path, "/does/not/exist"] {
        let environment = rig.tmux.environment.merging(["TMUX": "\(rig.tmux.socket),0,0", "TMPDIR": folder]) { $1 }
        let kept = try await Programs.outcome(
          rig.argosy, ["statusline", "--", "readlink /proc/self/fd/0; cat"], environment: environment, input: line)
        #if os(Linux)
          #expect(kept.output.hasPrefix(folder.hasPrefix("/does") ? "/tmp/" : folder), "\(kept)")
        #endif
        #expect(kept.output.hasSuffix(String(decoding: line, as: UTF8.self)))
      }
      let plain = try await rig.hook("statusline", input: line)
      #expect(plain.output.hasPrefix("Opus"))

      try FileManager.default.createDirectory(at: rig.file(".claude"), withIntermediateDirectories: true)
      try #"{"statusLine":{"type":"command","command":"echo 'a b'","padding":2}}"#
        .write(to: rig.file(".claude/settings.json"), atomically: true, encoding: .utf8)
      let settings = try await rig.hook("claude-settings", "--directory", "/", input: Data()).output
      #expect(settings.contains(#" statusline -- 'echo '\\''a b'\\'''"#), "\(settings)")
      #expect(settings.contains(#""padding":2"#))
    }
  }

  @Test("the plugin listens to the same events as the settings")
  func plugin() throws {
    struct Hooks: Decodable {
      struct Group: Decodable {
        let matcher: String?
      }
      let hooks: [String: [Group]]
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appendingPathComponent("hooks/claude-code/hooks/hooks.json")
    let plugin = try JSONDecoder().decode(Hooks.self, from: Data(contentsOf: file)).hooks
    #expect(Set(plugin.keys) == Set(ClaudeSettings.events.map(\.name)))
    for event in ClaudeSettings.events { #expect(plugin[event.name]?.first?.matcher == event.matcher) }
  }
}
