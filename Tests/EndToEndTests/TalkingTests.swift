import Daemon
import Foundation
import TestSupport
import Testing

/// argosy's verbs for agents, on real panes.
@Suite("Talking to agents")
struct TalkingTests {
  private func send(_ rig: Rig, _ arguments: String..., text: String) async throws -> (DeliveryReport, Int32) {
    let outcome = try await Programs.outcome(
      rig.argosy, ["send", "--json", "-S", rig.tmux.socket] + arguments, environment: rig.tmux.environment,
      input: Data(text.utf8))
    return (try JSONDecoder().decode(DeliveryReport.self, from: Data(outcome.output.utf8)), outcome.status)
  }

  private func submitted(_ agent: StandInAgent) -> [String] {
    struct Entry: Decodable {
      let event: String
      let text: String?
    }
    let log = (try? String(contentsOf: agent.log, encoding: .utf8)) ?? ""
    return log.split(separator: "\n").compactMap { try? JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
      .filter { $0.event == "submit" }.compactMap(\.text)
  }

  @Test("texts that senders have been seen to spoil arrive byte for byte, each as one prompt")
  func texts() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("one", script: "idle\nrepeat")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      let large = (0..<1600).map { "line \($0) of what somebody pastes, naïve and 日本語 and 👩‍👩‍👧" }.joined(separator: "\n")
      let texts = [
        "plain", "-x is a flag", "!ls", "#1", "@file", "&", "?", ": D", "/etc/hosts is wrong", "two\nlines\n\nand four",
        "quotes ' \" ` $HOME #{pane_id} #(x) ; \\ {", "🎉", "ends in a backslash\\\\", " leading and trailing ", large,
      ]
      for text in texts {
        let (report, status) = try await send(rig, "one", "-", text: text)
        #expect(report.verdict == "submitted" && status == 0 && report.changes.isEmpty, "\(text.prefix(40)): \(report)")
      }
      #expect(submitted(agent) == texts)
      let (changed, _) = try await send(rig, "one", text: "a\r\nb\u{1B}[201~c\n")
      #expect(changed.changes == ["line-ends", "control-characters", "trailing-line-ends"])
      #expect(submitted(agent).last == "a\nb[201~c")
      for (words, text) in [
        (["--", "-words", "on", "the", "line"], "-words on the line"), (["--queue"], "--queue"),
        (["fix", "the", "--json", "flag", "-S", "/x"], "fix the --json flag -S /x"),
        (["--timeout", "20", "--", "--queue", "it"], "--queue it"),
      ] {
        let arguments = ["send", "-S", rig.tmux.socket, "one"] + words
        let outcome = try await Programs.outcome(rig.argosy, arguments, environment: rig.tmux.environment)
        #expect(outcome.status == 0 && submitted(agent).last == text, "\(outcome)")
      }
      let wrong = try await rig.outcome("send", "--qeue", "one", "x")
      #expect(wrong.status == 2 && wrong.errors.contains("[--] <text>; <text> may be -"), "\(wrong)")
    }
  }

  @Test("an agent is talked to as a person's own rules for it say: typed, with other keys, and something in front")
  func ownManners() async throws {
    try await withRig { rig in
      let folder = rig.file(".config/argosy/agents")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let yaml = try await rig.hook("agents", "show", "claude", input: Data()).output
      let start = try #require(yaml.range(of: "\nsend:\n")?.upperBound)
      let end = try #require(yaml.range(of: "\nrules:\n")?.lowerBound)
      let send = """
          paste: keys
          newline: C-j
          submit: C-m
          interrupt: C-c
          settle: 400ms
          prefixes: "!"
          shield: "- "
          resubmits: true
        """
      try yaml.replacingCharacters(in: start..<end, with: send)
        .write(to: folder.appendingPathComponent("claude.yaml"), atomically: true, encoding: .utf8)
      let agent = try await rig.agent("one", script: "on go -> work\nidle\nrepeat")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      let (two, _) = try await self.send(rig, "one", text: "one 'quoted' $HOME #{pane_id}\ntwo; \\ three")
      #expect(two.verdict == "submitted", "\(two)")
      let (shielded, _) = try await self.send(rig, "one", text: "!go")
      #expect(shielded.verdict == "submitted" && shielded.changes == ["shield"], "\(shielded)")
      try await rig.settle(["one": "working"])
      let (queued, _) = try await self.send(rig, "--queue", "one", text: "later")
      #expect(queued.code == "no-queue")
      let (stopped, _) = try await self.send(rig, "--interrupt", "one", text: "now")
      #expect(stopped.verdict == "submitted", "\(stopped)")
      #expect(submitted(agent) == ["one 'quoted' $HOME #{pane_id}\ntwo; \\ three", "- !go", "now"])
      #expect(!agent.events().contains { $0.event == "paste" } && agent.events().contains { $0.event == "interrupted" })
    }
  }

  @Test("a slash command is typed, and is one")
  func command() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("one", script: "idle\nrepeat")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      let (report, status) = try await send(rig, "one", text: "/clear")
      #expect(status == 0, "\(report)")
      #expect(agent.events().contains { $0.event == "cleared" } && !agent.events().contains { $0.event == "paste" })
    }
  }

  @Test("an agent that works or asks is refused; --queue and --interrupt do what they say")
  func manners() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("one", script: "on go -> work\nidle\nrepeat")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      #expect(try await send(rig, "one", text: "go").1 == 0)
      let (busy, code) = try await send(rig, "one", text: "no")
      #expect(busy.verdict == "refused" && busy.code == "busy" && code == 4)
      let (queued, three) = try await send(rig, "one", "--queue", "-", text: "later")
      #expect(queued.verdict == "queued" && three == 3, "\(queued)")
      let (stopped, zero) = try await send(rig, "--interrupt", "one", text: "now")
      #expect(stopped.verdict == "submitted" && zero == 0, "\(stopped)")
      #expect(submitted(agent) == ["go", "later", "now"])
      #expect(agent.events().contains { $0.event == "interrupted" })
      try await agent.does(#"permission "Bash command" "make""#)
      try await rig.settle(["one": "blocked"])
      let (asking, four) = try await send(rig, "one", text: "no")
      #expect(asking.code == "asking" && four == 4)
      #expect(try await rig.outcome("send", "nobody", "x").status == 6)
    }
  }

  @Test("a draft is left alone, and so is a shell in the box")
  func drafts() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("one", script: "idle\nrepeat")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      func screen() async throws -> String { try await rig.tmux.run("capture-pane", "-p", "-t", "=one:") }
      let clean = try await screen()
      for keys in ["half a thought", "!"] {
        try await rig.tmux.run("send-keys", "-t", "=one:", "-l", keys)
        // What is still on its way to the agent nobody can see.
        _ = try await eventually("\(keys) is drawn") {
          try await screen()
        } until: {
          $0 != clean
        }
        let (report, status) = try await send(rig, "one", text: "hello")
        #expect(report.code == "draft" && status == 4, "\(report)")
        try await rig.tmux.run("send-keys", "-t", "=one:", "C-u")
        try await rig.tmux.run("send-keys", "-t", "=one:", "BSpace")
        _ = try await eventually("the box is empty") {
          try await screen()
        } until: {
          $0 == clean
        }
      }
      #expect(submitted(agent).isEmpty)
    }
  }

  @Test("dialogs of every form are answered, by number, by label and in words, and nobody else's")
  func answers() async throws {
    try await withRig { rig in
      let agent = try await rig.agent(
        "one",
        script: """
          permission "Bash command" "make" -> yes: say Made. | no: idle
          question "Which way?" "The first" "The second"
          question "In whose words?" "Mine" "Yours"
          question "Which fruits?" "Apple" "Pear" "Plum" several
          plan "Do it"
          trust unnumbered
          idle
          """)
      try await rig.run("up")
      let steps: [(question: String, kind: String, answer: [String], label: String)] = [
        ("Do you want to proceed?", "permission", ["1"], "Yes"), ("Which way?", "question", ["the sec"], "The second"),
        ("In whose words?", "question", ["in 3 words"], "in 3 words"),
        ("Which fruits?", "question", ["apple", "3"], "Apple, Plum"),
        ("Would you like to proceed?", "plan", ["Yes, manually"], "Yes, manually approve edits"),
        ("Is this a project", "trust", ["yes"], "Yes, I trust this folder"),
      ]
      for step in steps {
        let shown = try await eventually("\(step.question) is asked") {
          try await rig.agents()["one"]
        } until: {
          $0?.ask?.question.contains(step.question) == true
        }
        #expect(shown?.kind == step.kind)
        let wrong = try await rig.outcome("answer", "one", "--ask", "000000000000", "1")
        #expect(wrong.status == 4, "\(wrong)")
        let arguments = ["answer", "--json", "--ask", shown?.ask?.id ?? "", "-S", rig.tmux.socket, "one"] + step.answer
        let outcome = try await Programs.outcome(rig.argosy, arguments, environment: rig.tmux.environment)
        #expect(outcome.status == 0, "\(step.question): \(outcome)")
      }
      struct Entry: Decodable {
        let event: String
        let label: String?
      }
      let log = try String(contentsOf: agent.log, encoding: .utf8).split(separator: "\n")
        .compactMap { try? JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
      #expect(log.filter { $0.event == "answer" }.map(\.label) == steps.map(\.label))
      #expect(try await rig.outcome("answer", "one", "1").status == 4)
    }
  }

  @Test("wait, events and peek tell what happens")
  func reading() async throws {
    try await withRig { rig in
      let agent = try await rig.agent("one", script: "idle\nrepeat")
      try await rig.run("up")
      try await rig.settle(["one": "idle"])
      #expect(try await rig.outcome("wait", "one", "--until", "idle,done").status == 0)
      #expect(try await rig.outcome("wait", "one", "--until", "working", "--timeout", "0.2").status == 7)
      #expect(try await rig.outcome("wait", "nobody", "--until", "idle").status == 6)
      #expect(try await rig.outcome("wait", "one", "--until", "happy").status == 2)
      for time in ["nan", "inf", "1e300", "-1"] {
        #expect(try await rig.outcome("wait", "one", "--until", "gone", "--timeout=\(time)").status == 2)
        #expect(try await rig.outcome("answer", "one", "1", "--timeout=\(time)").status == 2)
        #expect(try await rig.outcome("send", "--timeout=\(time)", "one", "x").status == 2)
      }
      #expect(try await rig.outcome("wait", "one", "--until", "working", "--timeout", "0.2").status == 7)
      #expect(try await rig.outcome("explain", "nobody").status == 6)
      #expect(try await rig.run("explain", "one").contains("idle"))
      try await agent.does("work")
      #expect(try await rig.run("wait", "one", "--until", "working").contains("working"))
      let screen = try await rig.run("peek", "one")
      #expect(screen.contains("esc to interrupt") && !screen.contains("\u{1B}"))
      #expect(try await rig.run("peek", "one", "--ansi").contains("\u{1B}[0;"))
      try await agent.does("exit")
      #expect(try await rig.outcome("wait", "one", "--until", "done").status != 0)
    }
  }

  @Test("who waits for an agent in a pane that has none is told when the pane goes")
  func gone() async throws {
    try await withRig { rig in
      try await rig.tmux.run("new-session", "-d", "-s", "bare", "exec sleep 3600")
      try await rig.run("up")
      let pane = try await rig.tmux.run("list-panes", "-t", "=bare:", "-F", "#{pane_id}")
      let waiting = Task { try await rig.outcome("wait", pane, "--until", "idle", "--timeout", "300") }
      // The board in the hub, and who waits.
      _ = try await eventually("somebody waits") {
        try await rig.doctor().followers
      } until: {
        $0 == 2
      }
      try await rig.tmux.run("kill-session", "-t", "=bare")
      let outcome = try await waiting.value
      #expect(outcome.status == 8, "\(outcome.errors)")
    }
  }

  @Test("a daemon that could not start leaves nothing behind")
  func nobodyThere() async throws {
    try await withRig { rig in
      let wrong = try await Programs.outcome(
        rig.argosy, ["status", "-S", rig.tmux.socket + "-nosuch"], environment: rig.tmux.environment)
      #expect(wrong.status != 0)
      let files = try FileManager.default.subpathsOfDirectory(atPath: rig.tmux.directory.path)
      #expect(files.filter { $0.contains("nosuch") && !$0.hasPrefix("state/") } == [])
    }
  }

  @Test("an answer to panes that share their keys reaches no other agent's dialog")
  func synchronized() async throws {
    try await withRig { rig in
      let one = try await rig.agent("one", script: #"permission "Bash command" "make""#)
      let other = StandInAgent(directory: rig.tmux.directory, session: "other")
      try #"permission "Bash command" "rm -rf /""#.write(to: other.script, atomically: true, encoding: .utf8)
      try await rig.tmux.run("split-window", "-t", "=one:", "-h", rig.command(other, process: "claude"))
      try await rig.run("up")
      let pane = try await rig.tmux.run("list-panes", "-t", "=one:", "-F", "#{pane_id}").split(separator: "\n")[0]
      _ = try await eventually("it asks") {
        try await rig.status().agents.map(\.state)
      } until: {
        $0 == ["blocked", "blocked"]
      }
      try await rig.tmux.run("set-option", "-w", "-t", "=one:", "synchronize-panes", "on")
      let refused = try await rig.outcome("answer", "--json", String(pane), "1")
      #expect(refused.status == 4 && refused.output.contains("synchronized"), "\(refused)")
      try await rig.tmux.run("set-option", "-w", "-t", "=one:", "synchronize-panes", "off")
      #expect(try await rig.outcome("answer", String(pane), "1").status == 0)
      #expect(one.events().contains { $0.event == "answer" } && !other.events().contains { $0.event == "answer" })
    }
  }
}
