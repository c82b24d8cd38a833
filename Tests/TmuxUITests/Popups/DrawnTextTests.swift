import TestSupport
import Testing

@testable import TmuxUI

@Suite("Text that tmux expands and draws")
struct DrawnTextTests {
  private static let texts = [
    "#", "##", "###", "a#b", "#(touch bait)", "##(touch bait)", "#[fg=red]x", "##[fg=red]x", "###[fg=red]x", "#{pid}",
    "##{pid}", "%H:%M 5% %%", "a,b}c", "#,#}", "$(x) `y` '\"", "#S #H", "-x", "#[", "#]", "x#",
  ]

  @Test("what is escaped is drawn as it was, in a message and in a prompt, and runs nothing")
  func drawn() async throws {
    for tmux in TmuxBinaries.all {
      try await withTmux(tmux: tmux) { server in
        try await server.run("set-option", "-g", "status-interval", "0")
        try await withTmux(command: "TMUX= exec '\(tmux)' -u -S '\(server.socket)' attach -t =first:") { outer in
          let client = try await eventually("the client is there") {
            try await server.run("list-clients", "-F", "#{client_name}")
          } until: {
            !$0.isEmpty
          }
          for text in Self.texts {
            try await server.run(
              "display-message", "-c", client, "-t", "first:", "-d", "3000", FormatText.message("<\(text)>"))
            try await Self.shows("<\(text)>", outer)
            try await server.run("confirm-before", "-b", "-t", client, "-p", FormatText.message("{\(text)}"), "refresh")
            try await Self.shows("{\(text)}", outer)
            try await outer.run("send-keys", "n")
          }
        }
      }
    }
  }

  private static func shows(_ text: String, _ outer: PrivateTmux) async throws {
    _ = try await eventually("the screen shows \(text)") {
      try await outer.run("capture-pane", "-p")
    } until: {
      $0.contains(text)
    }
  }
}
