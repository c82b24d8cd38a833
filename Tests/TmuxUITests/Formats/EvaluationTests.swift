import TestSupport
import Testing

@testable import TmuxUI

@Suite("Formats with nobody attached")
struct EvaluationTests {
  @Test("a server with no client evaluates every format in every way, and lives", arguments: TmuxBinaries.all)
  func alone(tmux: String) async throws {
    try await withTmux(tmux: tmux) { server in
      for name in ["@argosy_line", "@argosy_window_marks", "@argosy_oldest_show", "@argosy_border_show"] {
        try await server.run("set-option", "-g", name, "on")
      }
      try await server.load()
      try await server.addSessions(StatusWord.allCases.map(\.rawValue))
      for (name, value) in [("@argosy_title", "#(x),}#{pid}"), ("@argosy_phase", "a,b"), ("@argosy_since", "1")] {
        try await server.run("set-option", "-t", "=s0:", name, value)
      }
      try await server.run("set-option", "-s", "@argosy_up", "1")
      try await server.run("set-option", "-s", "@argosy_oldest", "1")
      try await server.run("set-option", "-p", "-t", "=s0:", "@argosy_pane_status", "blocked")
      try await server.run("set-option", "-w", "-t", "=s0:", "@argosy_win_status", "blocked")
      let pid = try await server.expand("#{pid}")
      let formats = try await server.facts().global.values.keys.filter {
        $0.hasPrefix("@argosy") || $0.hasPrefix("@_argosy")
      }
      try #require(formats.count > 40)
      for name in formats.sorted() {
        let format = "#{E:\(name)}"
        for target in ["=first:", "=s0:"] {
          _ = try await server.run("display-message", "-p", "-t", target, format)
          try await server.run("if-shell", "-F", "-t", target, format, "", "")
          try await server.run("set-option", "-gF", "@evaluated", format)
        }
        _ = try await server.run("list-sessions", "-F", format)
        _ = try await server.run("list-windows", "-a", "-F", format)
        _ = try await server.run("list-panes", "-a", "-f", format, "-F", format)
      }
      #expect(try await server.expand("#{pid}") == pid)
    }
  }

  @Test("styles follow the theme that is loaded, and a person's own go first")
  func themes() async throws {
    try await withTmux { server in
      func styles() async throws -> [String] {
        try await server.load()
        let values = try await server.facts().global
        return ["blocked", "error", "idle"].map { values["@_argosy_style_\($0)"] ?? "" }
      }
      #expect(try await styles() == ["fg=red,bold", "fg=magenta,bold", "dim"])
      try await server.run("set-option", "-g", "@thm_red", "#f38ba8")
      #expect(try await styles() == ["fg=#f38ba8,bold", "fg=magenta,bold", "dim"])
      try await server.run("set-option", "-g", "@rose_pine_variant", "dawn")
      #expect(try await styles() == ["fg=#b4637a,bold", "fg=#d7827e,bold", "fg=#9893a5"])
      try await server.run("set-option", "-g", "@rose_pine_variant", "moon")
      #expect(try await styles() == ["fg=#eb6f92,bold", "fg=#ea9a97,bold", "fg=#6e6a86"])
      try await server.run("set-option", "-g", "@argosy_style_error", "fg=#010203,blink")
      #expect(try await styles() == ["fg=#eb6f92,bold", "fg=#010203,blink", "fg=#6e6a86"])
    }
  }

  @Test("sessions that are put aside are shown as such, and not counted")
  func parked() async throws {
    try await withTmux { server in
      try await server.load()
      try await server.addSessions(["blocked", "blocked", "done"])
      try await server.run("set-option", "-s", "@argosy_up", "1")
      try await server.run("set-option", "-t", "=s0:", "@argosy_parked", "1")
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "!1 ✓1")
      #expect(try await server.run("list-sessions", "-F", "#{E:@argosy_tree}").contains("(parked)"))
      #expect(try await server.expand("#{E:@argosy_chips}").ranges(of: "range=session").count == 2)
    }
  }

  @Test("a stage stands in the session's line, the picker's and the border's")
  func stages() async throws {
    try await withTmux { server in
      try await server.load()
      for (name, value) in [
        ("@argosy_status", "blocked"), ("@argosy_phase", "review"), ("@argosy_title", "SSO"), ("@argosy_pad", "  "),
      ] {
        try await server.run("set-option", "-t", "=first:", name, value)
      }
      try await server.run("set-option", "-p", "-t", "=first:", "@argosy_pane_status", "blocked")
      #expect(unstyled(try await server.expand("#{E:@argosy_here}")) == "! review · SSO")
      #expect(unstyled(try await server.expand("#{E:@argosy_border}")) == "! blocked review")
      let tree = try await server.run("list-sessions", "-F", "#{E:@argosy_tree}")
      #expect(tree.replacing(/#\[[^\]]*\]/, with: "") == "  ! blocked  review     SSO")
      // Without stages anywhere there is no column for them.
      try await server.run("set-option", "-u", "-t", "=first:", "@argosy_phase")
      let plain = try await server.run("list-sessions", "-F", "#{E:@argosy_tree}")
      #expect(plain.replacing(/#\[[^\]]*\]/, with: "") == "  ! blocked  SSO")
    }
  }

  @Test("the border stays empty until there is a question, where that is wanted")
  func border() async throws {
    try await withTmux { server in
      try await server.load()
      try await server.run("set-option", "-g", "@argosy_border_show", "blocked")
      for (status, isShown) in [("working", false), ("blocked", true), ("question", true), ("idle", false)] {
        try await server.run("set-option", "-p", "-t", "=first:", "@argosy_pane_status", status)
        #expect(try await server.expand("#{E:@argosy_border}").isEmpty == !isShown)
      }
    }
  }

  @Test("the longest wait stands behind the counts, where that is wanted")
  func oldest() async throws {
    try await withTmux { server in
      try await server.load()
      try await server.addSessions(["blocked"])
      let now = try #require(Int(try await server.expand("#{T:@_argosy_now}")))
      try await server.run("set-option", "-s", "@argosy_up", "1")
      try await server.run("set-option", "-s", "@argosy_oldest", "\(now - 7 * 60 - 1)")
      #expect(unstyled(try await server.expand("#{E:@argosy}")) == "!1")
      try await server.run("set-option", "-g", "@argosy_oldest_show", "on")
      let token = unstyled(try await server.expand("#{E:@argosy}"))
      // However long it took to ask.
      let later = try #require(Int(try await server.expand("#{T:@_argosy_now}")))
      let ages = 7...(later - now + 7 * 60 + 1) / 60
      #expect(ages.map { "!1 \($0)m" }.contains(token), "\(token)")
    }
  }

  @Test("a client that shows no UTF-8 gets ASCII by itself, and another one beside it does not")
  func plain() async throws {
    try await withTmux { server in
      try await server.load()
      try await server.addSessions(["done"])
      try await server.run("set-option", "-s", "@argosy_up", "1")
      for (name, value) in [
        ("status-right", ""), ("window-status-format", ""), ("window-status-current-format", ""),
        ("status-left", "<#{E:@argosy}>"),
      ] {
        try await server.run("set-option", "-g", name, value)
      }
      func client(_ flag: String) -> String {
        "unset TMUX; LC_ALL=C exec '\(server.tmux)' \(flag) -S '\(server.socket)' attach -t =first:"
      }
      func line(_ outer: PrivateTmux) async throws -> Substring {
        let picture = try await eventually("the status line was drawn") {
          try await outer.run("capture-pane", "-p")
        } until: {
          $0.contains(">")
        }
        return picture.split(separator: "\n").last ?? ""
      }
      try await withTmux(command: client("")) { plain in
        try await withTmux(command: client("-u")) { other in
          #expect(try await line(plain).contains("<+1"))
          #expect(try await line(other).contains("<✓1"))
          // Both at once, and drawn anew.
          try await server.run("set-option", "-t", "=s0:", "@argosy_status", "working")
          for (outer, shape) in [(plain, "<*1"), (other, "<●1")] {
            _ = try await eventually("the status line shows \(shape)") {
              try await line(outer)
            } until: {
              $0.contains(shape)
            }
          }
        }
      }
    }
  }
}
