import Foundation
import Recognition
import TestSupport
import Testing
import TmuxControl
import TmuxUI

@testable import World

@Suite("Hostile text and sessions")
struct HostileSessionTests {
  private func withSessions(_ body: (AgentSessions, PrivateTmux) async throws -> Void) async throws {
    try await withTmux { server in
      let sessions = AgentSessions(
        tmux: TmuxProgram(path: server.tmux), server: ServerAddress(socket: server.socket), timeout: .seconds(120))
      try await body(sessions, server)
    }
  }

  private static let texts = [
    "-x", "a..b", "#(touch x)", "$(touch x)", "`touch x`", "a b", "🎉", "#{pid}", "##{pid}", "a#[b", "##[fg=red]",
    "###[x",
    "100%H", "a;", ";", "a\\;", "it's \"quoted\"", "#", "a#", "#S", "~", "$HOME", "new\nline", "tab\there",
    String(repeating: "long", count: 75),
  ]

  @Test("a directory, a title, an argument and a variable stay what they are", arguments: texts)
  func inert(text: String) async throws {
    try await withSessions { sessions, server in
      // At most 255 bytes to a name.
      let directory = server.directory.appendingPathComponent("d" + text.prefix(200).replacing("/", with: "")).path
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let out = server.directory.appendingPathComponent("out").path
      let opening = AgentSessions.Opening(
        item: "item", name: try FeatureName("one"), title: text, directory: directory,
        program: AgentProgram(
          arguments: [
            "sh", "-c", #"printf '%s|%s|%s' "$1" "$A" "$PWD" > "$OUT.part"; mv "$OUT.part" "$OUT"; cat"#, "sh", text,
          ],
          variables: ["A": text, "OUT": out]))
      let pane = try await sessions.open(opening).pane
      let said = try await eventually("the program has said what it was given") {
        FileManager.default.contents(atPath: out)
      } until: {
        $0 != nil
      }
      #expect(String(decoding: said ?? Data(), as: UTF8.self) == "\(text)|\(text)|\(directory)")
      #expect(
        try await server.run("show-options", "-v", "-t", "\(pane.session)", "@claude_task")
          == PlainText.line(text, limit: 200))
      // Again through the other two ways to start one.
      kill(pane.pid, SIGKILL)
      _ = try await eventually("it is dead") {
        try await sessions.panes().first
      } until: {
        $0?.isDead == true
      }
      try FileManager.default.removeItem(atPath: out)
      _ = try await sessions.relaunch(opening) { _ in }
      let again = try await eventually("the program has said it again") {
        FileManager.default.contents(atPath: out)
      } until: {
        $0 != nil
      }
      #expect(again == said)
      let made = try FileManager.default.contentsOfDirectory(atPath: server.directory.path)
      #expect(!made.contains("x"))
      #expect(FileKind(at: "\(directory)/x") == nil)
    }
  }

  @Test("a directory whose name looks like lines of an answer names nobody")
  func forged() async throws {
    try await withSessions { sessions, server in
      let name = "d\n$0\t@0\t0\t%0\t1\t0\t\t\t1\tvictim\tvictim\tfirst\tw\tx"
      let directory = server.directory.appendingPathComponent(name).path
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      _ = try await sessions.open(
        AgentSessions.Opening(
          item: "item", name: try FeatureName("one"), title: "t", directory: directory,
          program: AgentProgram(arguments: ["cat"])))
      #expect(try await sessions.panes().map(\.item) == ["item"])
    }
  }

  @Test("what cannot be opened is refused with its reason, and nothing is left")
  func refused() async throws {
    try await withSessions { sessions, server in
      func failure(_ change: (inout AgentSessions.Opening) -> Void) async throws -> String? {
        var opening = AgentSessions.Opening(
          item: "item", name: try FeatureName("one"), title: "t", directory: server.directory.path,
          program: AgentProgram(arguments: ["cat"]))
        change(&opening)
        do throws(TmuxFailure) {
          _ = try await sessions.open(opening)
          return nil
        } catch {
          return "\(error)"
        }
      }
      #expect(try await failure { $0.item = "#(touch x)" } == "`#(touch x)` is no item")
      #expect(try await failure { $0.item = "" } == "`` is no item")
      #expect(try await failure { $0.directory = "/nonexistent" } == "there is no directory /nonexistent")
      #expect(try await failure { $0.program.arguments = ["A=1"] } == "`A=1` is no program")
      let long = try await failure { $0.program.arguments.append(String(repeating: "x", count: 20_000)) }
      #expect(long?.contains("send the prompt later") == true)
      #expect(try await server.run("list-sessions", "-F", "#{session_name}") == "first")
      // Just short of that it works.
      #expect(try await failure { $0.program.arguments.append(String(repeating: "x", count: 14_000)) } == nil)
    }
  }

  @Test("variables of an agent's session that the server inherited do not reach the agent")
  func cleaned() async throws {
    try await withSessions { sessions, server in
      for name in ["CLAUDECODE", "CLAUDE_CODE_CHILD_SESSION", "CLAUDE_CONFIG_DIR", "ANTHROPIC_BASE_URL"] {
        try await server.run("set-environment", "-g", name, "1")
      }
      let opening = AgentSessions.Opening(
        item: "item", name: try FeatureName("one"), title: "t", directory: server.directory.path,
        program: AgentProgram(arguments: ["sleep", "3600"]))
      let pane = try await sessions.open(opening).pane
      let environment = try await eventually("env has become the program") {
        ProcessTree.foreground(ofPane: pane.pid).contains { $0.arguments == ["sleep", "3600"] }
          ? ProcessTree.environment(of: pane.pid) : nil
      } until: {
        $0 != nil
      }
      let names = environment.map { Set($0.keys) } ?? []
      let kept = names.filter { $0.hasPrefix("CLAUDE") || $0.hasPrefix("ANTHROPIC") }.sorted()
      #expect(kept == ["ANTHROPIC_BASE_URL", "CLAUDE_CONFIG_DIR"])
      #expect(names.contains("TMUX_PANE"))
    }
  }
}
