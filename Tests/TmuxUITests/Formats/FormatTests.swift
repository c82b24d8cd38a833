import Foundation
import TestSupport
import Testing

@testable import TmuxUI

extension PrivateTmux {
  /// Loads argosy's formats, as a person's configuration does.
  func loadFormats() async throws {
    let file = directory.appendingPathComponent("argosy.conf")
    try Data(TmuxConfiguration.text.utf8).write(to: file)
    let said = try await run("source-file", file.path)
    #expect(said == "")
  }

  /// Sessions that have these statuses, beside the first one.
  func addSessions(_ statuses: [String]) async throws {
    for (index, status) in statuses.enumerated() {
      try await run("new-session", "-d", "-s", "s\(index)", "exec sleep 3600")
      try await run("set-option", "-t", "=s\(index):", "@argosy_status", status)
    }
  }

  /// A format as the first session expands it.
  func expand(_ format: String) async throws -> String {
    try await run("display-message", "-p", "-t", "=first:", format)
  }
}

/// The text without `#[…]`.
func unstyled(_ text: String) -> String {
  text.replacing(/#\[[^\]]*\]/, with: "").trimmingCharacters(in: .whitespaces)
}

@Suite("Formats on a real tmux")
struct FormatTests {
  private static let statuses =
    Array(repeating: "blocked", count: 2) + ["question", "error"] + Array(repeating: "done", count: 3)
    + Array(repeating: "working", count: 5) + ["idle", "unknown"]

  @Test("the file loads twice, and the second time changes nothing")
  func twice() async throws {
    try await withTmux { server in
      func state() async throws -> String {
        try await server.run("show-options", "-g") + server.run("show-options", "-s") + server.run("show-hooks", "-g")
      }
      let before = try await state()
      try await server.loadFormats()
      let once = try await state()
      #expect(once != before)
      try await server.loadFormats()
      #expect(try await state() == once)
      #expect(once.components(separatedBy: "client-detached[").count == 2, "one hook, at our index")
      #expect(once.contains("client-detached[\(Prefix.hookIndex)]"))
      let changed = Set(once.split(separator: "\n")).symmetricDifference(before.split(separator: "\n"))
      let foreign = changed.filter {
        !$0.hasPrefix("@argosy") && !$0.hasPrefix("@_argosy") && !$0.hasPrefix("client-detached")
      }
      #expect(foreign.isEmpty, "nothing of the user's is changed")
    }
  }

  @Test("the token counts sessions by status, most urgent first")
  func token() async throws {
    try await withTmux { server in
      try await server.loadFormats()
      try await server.addSessions(Self.statuses)
      try await server.run("set-option", "-s", "@argosy_up", "1")
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "!2 ?1 ✗1 ✓3 ●5")
      #expect(unstyled(try await server.expand("#{E:@argosy_attn}")) == "!2 ?1 ✗1")
    }
  }

  @Test("a count of zero is not shown at all")
  func zero() async throws {
    try await withTmux { server in
      try await server.loadFormats()
      try await server.run("set-option", "-s", "@argosy_up", "1")
      #expect(try await server.expand("#{E:@argosy}") == "")
      #expect(try await server.expand("#{E:@argosy_attn}") == "")
      try await server.addSessions(["working", "idle"])
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "●1")
      #expect(try await server.expand("#{E:@argosy_attn}") == "")
    }
  }

  @Test("the token says so when argosy is not running, whatever old counts there are")
  func off() async throws {
    try await withTmux { server in
      try await server.loadFormats()
      try await server.addSessions(["blocked"])
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "argosy off")
      #expect(try await server.expand("#{E:@argosy_attn}") == "")
    }
  }

  @Test("plain icons, and icons and styles of one's own, are used after loading again")
  func icons() async throws {
    try await withTmux { server in
      try await server.loadFormats()
      try await server.addSessions(Self.statuses)
      try await server.run("set-option", "-s", "@argosy_up", "1")
      try await server.run("set-option", "-g", "@argosy_icons", "ascii")
      try await server.loadFormats()
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "!2 ?1 x1 +3 *5")
      try await server.run("set-option", "-g", "@argosy_icon_done", "D")
      try await server.run("set-option", "-g", "@argosy_style_done", "fg=blue,italics")
      try await server.loadFormats()
      let token = try await server.expand("#{E:@argosy}")
      #expect(unstyled(token) == "!2 ?1 x1 D3 *5")
      #expect(token.contains("#[fg=blue,italics]D3"))
    }
  }

  @Test("each status has its icon in the icons that the daemon's tables use", arguments: StatusWord.allCases)
  func here(word: StatusWord) async throws {
    try await withTmux { server in
      try await server.loadFormats()
      #expect(try await server.expand("#{E:@argosy_mark}#{E:@argosy_here}") == "")
      try await server.run("set-option", "-t", "=first:", "@argosy_status", word.rawValue)
      try await server.run("set-option", "-t", "=first:", "@argosy_title", "Fix it")
      #expect(try await server.expand("#{E:@argosy_mark}") == word.icon)
      #expect(unstyled(try await server.expand("#{E:@argosy_here}")) == "\(word.icon) Fix it")
      let isNews = [.blocked, .question, .error, .done].contains(word)
      #expect(unstyled(try await server.expand("#{E:@argosy_chips}")) == (isNews ? "\(word.icon) Fix it" : ""))
    }
  }

  @Test("the border shows an agent's pane and nothing on others")
  func border() async throws {
    try await withTmux { server in
      try await server.loadFormats()
      #expect(try await server.expand("#{E:@argosy_border}") == "")
      try await server.run("set-option", "-p", "-t", "=first:", "@argosy_pane_status", "blocked")
      try await server.run("set-option", "-p", "-t", "=first:", "@argosy_pane_note", "Run?")
      #expect(unstyled(try await server.expand("#{E:@argosy_border}")) == "! blocked Run?")
    }
  }
}
