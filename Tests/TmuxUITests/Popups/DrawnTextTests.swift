import Foundation
import TestSupport
import Testing

@testable import TmuxUI

@Suite("Text that tmux expands and draws")
struct DrawnTextTests {
  private static func texts(_ bait: String) -> [String] {
    [
      "#", "##", "###", "a#b", "#(touch \(bait))", "##(touch \(bait))", "###(touch \(bait))", "#[fg=red]x",
      "##[fg=red]x", "###[fg=red]x", "#{pid}", "##{pid}", "%H:%M 5% %%", "a,b}c", "#,#}",
      "$(touch \(bait)) `touch \(bait)` '\"", "#S #H", "-x", "#[", "#]", "x#",
    ]
  }

  @Test("what is escaped is drawn as it was, in a message and in a prompt, and runs nothing")
  func drawn() async throws {
    for tmux in TmuxBinaries.all {
      try await withTmux(tmux: tmux) { server in
        try await server.run("set-option", "-g", "status-interval", "0")
        let bait = server.directory.appendingPathComponent("bait").path
        let proof = server.directory.appendingPathComponent("proof").path
        try await withClient(of: server) { person in
          for text in Self.texts(bait) {
            try await server.run(
              "display-message", "-c", person.name, "-t", "first:", "-d", "60000", FormatText.message("<\(text)>"))
            try await person.sees("<\(text)>")
            try await server.run(
              "confirm-before", "-b", "-t", person.name, "-p", FormatText.message("{\(text)}"), "refresh-client")
            try await person.sees("{\(text)}")
            try await person.press("n")
            try await person.seesNo("{\(text)}")
          }
          // Jobs run some time later. One that is started by a message after all of them has run: the others would have,
          // too.
          _ = try await eventually("a job of ours ran") {
            try await server.run("display-message", "-c", person.name, "-t", "first:", "#(touch \(proof))")
            return FileManager.default.fileExists(atPath: proof)
          } until: {
            $0
          }
        }
        #expect(!FileManager.default.fileExists(atPath: bait))
      }
    }
  }
}
