import Daemon
import Foundation
import TestSupport
import Testing

@Suite("Notices", .serialized)
struct NoticeTests {
  private static let question = "question \"Which one?\" \"A\" \"B\""

  @Test("an agent that asks is told of once by every way that is on, with its question", arguments: TmuxBinaries.all)
  func everyWay(tmux: String) async throws {
    try await withNotices(tmux: tmux) { notices in
      let rig = notices.rig
      try await rig.agent("infra").does(Self.question)
      let first = try await notices.told(1)
      #expect(first.first?.contains("infra asks") == true && first.first?.contains("Which one?") == true, "\(first)")
      // Redrawn, and seen again, it is the same need.
      try await notices.person.resize(columns: 180, rows: 28)
      try await notices.sentinel("web")
      let desktop = try await notices.told(2)
      #expect(desktop.count == 2 && desktop.last?.hasPrefix("argosy: web asks | ") == true, "\(desktop)")
      for name in ["infra", "web"] {
        _ = try await eventually("the terminal and the status line show \(name)") {
          (notices.sequences() + (try await notices.messages())).count { $0.contains("\(name) asks") }
        } until: {
          $0 == 2
        }
        _ = try await eventually("\(name) has a bell") {
          try await notices.hasBell(name)
        } until: {
          $0
        }
      }
      #expect(notices.sequences().count == 2)
      #expect(notices.sequences().first?.contains("Which one?") == true)
      #expect(try await notices.messages().count == 2)
      let report = try await rig.doctor()
      #expect(report.notices == 2 && report.noticeFaults == nil)
      #expect(try await rig.outcome("tmux", "doctor").output.contains("a bell in the agent's pane"))
    }
  }

  @Test("nothing is told where nothing but the desktop is on, except there")
  func desktopAlone() async throws {
    try await withNotices(rungs: []) { notices in
      try await notices.sentinel("infra")
      // A later one that comes by every way is the only one that does.
      for rung in ["bell", "osc", "message"] {
        try await notices.rig.tmux.run("set-option", "-g", "@argosy_notify_\(rung)", "on")
      }
      try await notices.sentinel("web")
      try await notices.reachEveryWay(["web"])
      #expect(notices.desktop().count == 2)
      #expect(try await !notices.hasBell("infra"))
    }
  }

  @Test("who looks at the agent is not told, nor of what is muted or put aside")
  func silent() async throws {
    try await withNotices { notices in
      let rig = notices.rig
      var agents: [String: StandInAgent] = [:]
      for name in ["seen", "muted", "parked"] { agents[name] = try await rig.agent(name) }
      try await rig.settle(["seen": "idle", "muted": "idle", "parked": "idle"])
      try await rig.ask(.mute, "muted")
      try await rig.ask(.park, "parked")
      try await rig.tmux.run("switch-client", "-c", notices.person.name, "-t", "=seen:")
      try await notices.person.arrives(at: "seen")
      for agent in agents.values { try await agent.does(Self.question) }
      try await rig.settle(["seen": "blocked", "muted": "blocked", "parked": "blocked"])
      try await notices.sentinel("other")
      try await notices.reachEveryWay(["other"])
      #expect(notices.desktop().count == 1, "\(notices.desktop())")
      #expect(try await rig.doctor().notices == 1)
      for name in ["seen", "muted", "parked"] { #expect(try await !notices.hasBell(name)) }
    }
  }

  @Test("three at once are one summary, and a killed argosy tells of none of them again")
  func together() async throws {
    let names = ["one", "two", "three"]
    try await withNotices(before: { rig in
      for name in names {
        try await rig.agent(name).does(Self.question)
        _ = try await eventually("\(name) asks") {
          try await rig.tmux.run("capture-pane", "-p", "-t", "=\(name):")
        } until: {
          $0.contains("Which one?")
        }
      }
    }) { notices in
      let rig = notices.rig
      let summary = try await notices.told(1)
      #expect(summary.first?.contains("3 need you") == true, "\(summary)")
      for name in names { #expect(summary.first?.contains("\(name) asks") == true) }

      kill(try await rig.doctor().pid, SIGKILL)
      _ = try await eventually("argosy is gone") {
        try await rig.token()
      } until: {
        $0 == "argosy off"
      }
      try await rig.run("up")
      try await rig.settle(["one": "blocked", "two": "blocked", "three": "blocked"])
      try await notices.sentinel("four")
      let all = try await notices.told(2)
      #expect(all.count == 2 && all.last?.hasPrefix("argosy: four asks | ") == true, "\(all)")
      #expect(try await rig.doctor().notices == 1, "of this life")
      try await notices.reachEveryWay(["3 need you", "four"])
      for name in names { #expect(try await notices.hasBell(name), "one bell for each of them, in the first life") }
    }
  }

  @Test("an agent that was answered and asks anew is told of anew")
  func again() async throws {
    try await withNotices { notices in
      let agent = try await notices.rig.agent("infra")
      try await agent.does(Self.question)
      _ = try await notices.told(1)
      let pane = try #require(try await notices.rig.agents()["infra"]?.pane)
      try await notices.rig.tmux.run("send-keys", "-t", pane, "1")
      try await agent.does("work")
      try await notices.rig.settle(["infra": "working"])
      try await agent.does(Self.question)
      let told = try await notices.told(2)
      #expect(told.count == 2 && told.allSatisfy { $0.contains("infra asks") }, "\(told)")
    }
  }

  @Test("while the board lies over the client, its person is not told")
  func board() async throws {
    try await withNotices { notices in
      let agent = try await notices.rig.agent("infra")
      try await notices.rig.settle(["infra": "idle"])
      let words = [notices.rig.argosy, "ui", "-S", notices.rig.tmux.socket, "board", notices.person.name]
      try await notices.rig.tmux.run("run-shell", "-b", words.map { "'\($0)'" }.joined(separator: " "))
      _ = try await eventually("the board follows") {
        try await notices.rig.doctor().followers
      } until: {
        $0 >= 2
      }
      try await agent.does(Self.question)
      try await notices.rig.settle(["infra": "blocked"])
      try await notices.person.sees("Which one?")
      _ = try await eventually("it is decided") {
        notices.log()
      } until: {
        $0.contains("nobody is told")
      }
      #expect(try await notices.rig.doctor().notices == 0)
      try await notices.person.press("q")
      _ = try await eventually("the board has gone") {
        try await notices.rig.doctor().followers
      } until: {
        $0 < 2
      }
      try await notices.sentinel("other")
      try await notices.reachEveryWay(["other"])
      #expect(notices.desktop().count == 1)
      #expect(try await notices.rig.doctor().notices == 1)
      #expect(try await !notices.hasBell("infra"))
    }
  }

  @Test("a person's own command is told by variables")
  func ownCommand() async throws {
    try await withNotices(rungs: []) { notices in
      let rig = notices.rig
      let own = rig.file("own").path
      let line = "printf '%s|' \"$ARGOSY_TITLE\" \"$ARGOSY_TEXT\" \"$ARGOSY_STATE\" \"$ARGOSY_PANE\" >'\(own)'"
      try await rig.tmux.run("set-option", "-g", "@argosy_notify_command", line)
      try await rig.agent("infra").does(Self.question)
      let text = try await eventually("the command was run") {
        rig.text(of: "own")
      } until: {
        $0.split(separator: "|").count == 4
      }
      #expect(text.hasPrefix("infra asks|") && text.contains("Which one?|question|%"), "\(text)")
      // Without it the desktop is told, of what comes from then on.
      try await rig.tmux.run("set-option", "-gu", "@argosy_notify_command")
      try await notices.sentinel("web")
      #expect(notices.desktop().count == 1 && rig.text(of: "own") == text)
    }
  }

  @Test("what an agent writes is text in every notice", arguments: TmuxBinaries.all)
  func hostile(tmux: String) async throws {
    try await withNotices(tmux: tmux) { notices in
      let rig = notices.rig
      let bait = rig.file("bait").path
      let own = "eval : && printf '%s\\n' \"$ARGOSY_TEXT\" >>'\(rig.file("own").path)'"
      let texts = [
        "#(touch \(bait)) %H:%M #{pid}", "$(touch \(bait)) `touch \(bait)`", "'; touch \(bait); '",
        "-u <b>x</b> & ;a;", "\";run-shell 'touch \(bait)'",
      ]
      for (number, text) in texts.enumerated() {
        if number == texts.count - 1 { try await rig.tmux.run("set-option", "-g", "@argosy_notify_command", own) }
        let quoted = "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        try await rig.agent("agent\(number)").does("question \(quoted) \"A\" \"B\"")
        _ = try await eventually("\(text) is told") {
          try await notices.messages()
        } until: {
          $0.contains { $0.contains("agent\(number) asks") }
        }
      }
      let desktop = try await notices.told(texts.count - 1)
      for (number, text) in texts.dropLast().enumerated() {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        #expect(desktop[number].contains(escaped.prefix(60)), "\(desktop[number])")
      }
      _ = try await eventually("the person's own command was told") {
        rig.text(of: "own")
      } until: {
        $0.contains("run-shell")
      }
      _ = try await eventually("the message is drawn as it was written") {
        notices.drawn()
      } until: {
        $0.contains("asks: #(touch \(bait)) %H:%M #{pid}")
      }
      // Jobs run some time later. One that is started by a message after all of them has run: the others would have, too.
      let proof = rig.file("proof").path
      _ = try await eventually("a job of ours ran") {
        try await rig.tmux.run("display-message", "-c", notices.person.name, "#(touch \(proof))")
        return FileManager.default.fileExists(atPath: proof)
      } until: {
        $0
      }
      #expect(!FileManager.default.fileExists(atPath: bait))
    }
  }
}
