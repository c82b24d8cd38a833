import Daemon
import Foundation
import TestSupport
import Testing

@Suite("What tmux shows", .serialized)
struct PublishingTests {
  private static let configuration = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../tmux.conf.d/argosy.conf").standardizedFileURL.path

  /// The token as a person reads it, without styles.
  private func token(_ rig: Rig) async throws -> String {
    let text = try await rig.tmux.run("display-message", "-p", "#{E:@argosy}")
    return text.replacing(#/#\[[^\]]*\]/#, with: "").trimmingCharacters(in: .whitespaces)
  }

  private func option(_ name: String, _ scope: String..., of rig: Rig) async throws -> String {
    try await rig.tmux.run(["show-options", "-qv"] + scope + [name])
  }

  @Test("a permission is shown with its question, answered with a key, and followed to the end of the turn")
  func permission() async throws {
    try await withRig { rig in
      try await rig.tmux.run("source-file", Self.configuration)
      #expect(try await token(rig) == "argosy off")
      let agent = try await rig.agent("infra")
      try await rig.run("up")
      let pane = try #require(try await rig.settle(["infra": "idle"])["infra"]?.pane)
      #expect(try await token(rig) == "")
      try await agent.does("title Make CI faster\npermission \"Bash command\" \"rm -rf build\" -> yes: work")
      let blocked = try #require(try await rig.settle(["infra": "blocked"])["infra"])
      #expect(blocked.kind == "permission")
      #expect(blocked.title == "Make CI faster")
      #expect(blocked.ask?.question == "Do you want to proceed?")
      #expect(blocked.ask?.options.map(\.key) == ["1", "2", "3"])
      #expect(blocked.ask?.options.first?.label == "Yes")
      #expect(blocked.ask?.detail.contains { $0.contains("rm -rf build") } == true)
      #expect(try await token(rig) == "!1")
      #expect(try await option("@argosy_pane_status", "-p", "-t", pane, of: rig) == "blocked")
      #expect(try await option("@argosy_status", "-t", "=infra:", of: rig) == "blocked")
      #expect(try await option("@argosy_ask", "-t", "=infra:", of: rig) == "Do you want to proceed?")
      #expect(try await option("@argosy_ask_kind", "-t", "=infra:", of: rig) == "permission")
      #expect(try await option("@argosy_pane", "-t", "=infra:", of: rig) == pane)
      let session = try await rig.tmux.run("display-message", "-p", "-t", "=infra:", "#{session_id}")
      #expect(try await option("@argosy_session", "-p", "-t", pane, of: rig) == session)
      #expect(try await option("@argosy_pane_note", "-p", "-t", pane, of: rig).contains("rm -rf build"))
      let since = try await option("@argosy_since", "-t", "=infra:", of: rig)
      #expect((Int(since) ?? 0) > 1_700_000_000)

      try await rig.tmux.run("send-keys", "-t", pane, "1")
      try await rig.settle(["infra": "working"])
      #expect(try await token(rig) == "●1")
      #expect(try await option("@argosy_ask", "-t", "=infra:", of: rig) == "")
      #expect(try await option("@argosy_pane_note", "-p", "-t", pane, of: rig) == "")
      try await agent.does("idle")
      try await rig.settle(["infra": "done"])
      #expect(try await token(rig) == "✓1")
    }
  }

  @Test("each kind of dialog is told apart and counted")
  func kinds() async throws {
    try await withRig { rig in
      try await rig.tmux.run("source-file", Self.configuration)
      let steps = [
        ("permission", "permission \"Edit file\" \"a.txt\""), ("question", "question \"Which one?\" \"A\" \"B\""),
        ("plan", "plan \"1. Do it\""), ("trust", "trust"), ("login", "login"), ("limit", "limit \"resets 3:45pm\""),
      ]
      for (kind, step) in steps { try await rig.agent(kind).does(step) }
      try await rig.run("up")
      let agents = try await rig.settle(Dictionary(uniqueKeysWithValues: steps.map { ($0.0, "blocked") }))
      for (kind, _) in steps { #expect(agents[kind]?.kind == kind) }
      #expect(try await token(rig) == "!4 ?1 ✗1")
      #expect(agents["question"]?.ask?.question == "Which one?")
      #expect(agents["question"]?.ask?.options.prefix(2).map(\.label) == ["A", "B"])
    }
  }

  @Test("quoted dialogs in the scrollback ask nothing")
  func bait() async throws {
    try await withRig { rig in
      try await rig.agent("quoter", script: "bait\nidle")
      try await rig.run("up")
      try await rig.settle(["quoter": "idle"])
      #expect(try await rig.tmux.run("capture-pane", "-p", "-t", "=quoter:").contains("Do you want to proceed?"))
    }
  }

  @Test("hostile titles and questions stay text: nothing runs, and status stays whole")
  func hostile() async throws {
    try await withRig { rig in
      try await rig.tmux.run("source-file", Self.configuration)
      let mark = rig.tmux.directory.appendingPathComponent("executed").path
      let evil = "#(touch \(mark)) '\\\" ; $(touch \(mark)) `touch \(mark)` #{pid} #[fg=red] 100%"
      let agent = try await rig.agent("evil")
      try await rig.run("up")
      try await rig.settle(["evil": "idle"])
      try await agent.does("title \"\(evil)\"\nquestion \"\(evil)\" \"\(evil)\" \"B\"")
      let asked = try #require(try await rig.settle(["evil": "blocked"])["evil"])
      #expect(asked.title.contains(try await rig.tmux.kept(title: "#(touch")))
      #expect(asked.ask?.question.contains("#(touch") == true)
      for format in ["#{E:@argosy_here}", "#{E:@argosy_chips}", "#{E:@argosy_tree}", "#{E:@argosy}"] {
        _ = try await rig.tmux.run("display-message", "-p", "-t", "=evil:", format)
      }
      #expect(try await token(rig) == "?1")
      // A client that draws it all, inside another tmux.
      try await rig.tmux.run("set-option", "-g", "status-right", "#{E:@argosy_chips} #{E:@argosy}")
      try await rig.tmux.run("set-option", "-g", "status-left", "#{E:@argosy_here}")
      try await rig.tmux.run(
        "new-session", "-d", "-x", "100", "-y", "20", "-s", "viewer",
        "unset TMUX; exec \(rig.tmux.tmux) -u -S \(rig.tmux.socket) attach -t =evil")
      _ = try await eventually("the status line is drawn") {
        try await rig.tmux.run("capture-pane", "-p", "-t", "=viewer:")
      } until: {
        $0.contains("?1")
      }
      // Jobs run some time later. One that is started by the same line after all of them has run: the others would have,
      // too.
      let proof = rig.file("proof").path
      try await rig.tmux.run("set-option", "-g", "status-left", "#{E:@argosy_here}#(touch \(proof))")
      _ = try await eventually("a job of ours ran") {
        FileManager.default.fileExists(atPath: proof)
      } until: {
        $0
      }
      #expect(!FileManager.default.fileExists(atPath: mark))
    }
  }

  @Test("titles of ten thousand characters, with newlines and invalid UTF-8, do not disturb anything")
  func longTitles() async throws {
    try await withRig { rig in
      try await rig.tmux.run("source-file", Self.configuration)
      let raw = rig.tmux.directory.appendingPathComponent("raw")
      var bytes = Array("\u{1B}]2;✳ ".utf8) + [UInt8](repeating: 0x61, count: 10_000) + [0x07]
      bytes += Array("\u{1B}]2;bad \u{1B}\\".utf8) + [0x1B, 0x5D, 0x32, 0x3B, 0xFF, 0xFE, 0x41, 0x07]
      try Data(bytes).write(to: raw)
      let agent = try await rig.agent("long")
      try await rig.run("up")
      try await rig.settle(["long": "idle"])
      // Another program of the same pane says what no agent would.
      let tty = try await rig.tmux.run("display-message", "-p", "-t", "=long:", "#{pane_tty}")
      let outcome = try await Programs.outcome(
        "/bin/sh", ["-c", "cat '\(raw.path)' > '\(tty)'"], environment: rig.tmux.environment)
      #expect(outcome.status == 0)
      try await agent.does("question \"\(String(repeating: "é你", count: 400))\" \"A\" \"B\"")
      let asked = try #require(try await rig.settle(["long": "blocked"])["long"])
      #expect(asked.title.count <= 500)
      #expect((asked.ask?.question.count ?? 0) <= 500)
      #expect(try await option("@argosy_ask", "-t", "=long:", of: rig).count <= 200)
      #expect(try await option("@argosy_title", "-t", "=long:", of: rig).count <= 120)
      #expect(try await token(rig) == "?1")
      #expect(try await rig.run("status").split(separator: "\n").count >= 3)
    }
  }
}
