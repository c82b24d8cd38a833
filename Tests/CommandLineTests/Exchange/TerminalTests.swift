import Daemon
import Fleet
import Foundation
import TestSupport
import Testing
import TmuxUI

@testable import argosy

/// What is seen in a terminal of some size, and asked there.
@Suite("Verbs in a real pane")
struct TerminalTests {
  @Test("a board is drawn anew as soon as its terminal has another size", arguments: ["status --watch"])
  func resizing(_ words: String) async throws {
    let item = try Samples.item { ($0.reason, $0.status) = ("why it is as it is, in so many words", "paused") }
    let status = try Samples.status(items: [item])
    try await FakeDaemon.with(status: status) { _, _ in
      .answers([])
    } _: { daemon in
      try await withTmux { tmux in
        let command = try daemon.line(words)
        try await tmux.run("new-session", "-d", "-s", "board", "-x", "110", "-y", "12", command)
        func row(_ what: String, _ condition: (String) -> Bool) async throws -> String {
          try await eventually(what) {
            try await tmux.run("capture-pane", "-p", "-t", "=board:").split(separator: "\n").dropFirst().first
              .map(String.init) ?? ""
          } until: {
            condition($0)
          }
        }
        let wide = try await row("the whole line") { $0.contains("so many words") }
        try await tmux.run("resize-window", "-t", "=board:", "-x", "60", "-y", "12")
        let narrow = try await row("a line that was cut") { $0.hasSuffix("…") }
        #expect(CellText.width(narrow) <= 60 && narrow.contains("auth-sso"))
        try await tmux.run("resize-window", "-t", "=board:", "-x", "110", "-y", "12")
        #expect(try await row("the whole line again") { $0.contains("so many words") } == wide)
      }
    }
  }
}
