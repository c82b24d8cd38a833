import Foundation
import TestSupport
import Testing

@testable import TmuxUI

@Suite("Hostile text in formats")
struct HostileTextTests {
  private static let formats = [
    "#{E:@argosy_here}", "#{E:@argosy_chips}", "#{E:@argosy_tree}", "#{E:@argosy_border}", "#{T:@argosy_here}",
    "#{E:@argosy_mark}", "#{E:@argosy}",
  ]

  @Test("what an agent writes stays text in every format")
  func inert() async throws {
    try await withTmux { server in
      let bait = server.directory.appendingPathComponent("bait").path
      let proof = server.directory.appendingPathComponent("proof").path
      let pid = try await server.expand("#{pid}")
      let titles = [
        "#(touch \(bait))", "#[fg=red]red#[default]", "#{pid}", "#{E:@trap}", "#S #H #{session_name}",
        "##(touch \(bait))",
        "###(touch \(bait))", "a,b}c#,d#}e", "}#(touch \(bait))", ",#(touch \(bait))", "%H:%M %%", "$(touch \(bait))",
        "`touch \(bait)`", "#", "##", "'\"\\;x",
      ]
      try await server.loadFormats()
      try await server.run("set-option", "-s", "@argosy_up", "1")
      try await server.run("set-option", "-g", "@trap", "#(touch \(bait))TRAPPED")
      try await server.run("set-option", "-t", "=first:", "@argosy_status", "blocked")
      try await server.run("set-option", "-p", "-t", "=first:", "@argosy_pane_status", "blocked")
      for title in titles {
        try await server.run("set-option", "-t", "=first:", "@argosy_title", title)
        try await server.run("set-option", "-p", "-t", "=first:", "@argosy_pane_note", title)
        for format in Self.formats {
          let shown = try await server.expand(format)
          // A doubled # is text; what is left of it after taking the doubled ones away would act.
          let active = shown.replacing("##", with: "")
          #expect(!active.contains("#(") && !active.contains("#{"), "\(format) of \(title): \(shown)")
          #expect(!active.contains("#[fg=red]"), "\(format) of \(title): \(shown)")
          #expect(!shown.contains(pid) && !shown.contains("TRAPPED"), "\(format) of \(title): \(shown)")
        }
        let tree = try await server.run("list-sessions", "-F", "#{E:@argosy_tree}")
        #expect(!tree.replacing("##", with: "").contains("#("), "\(tree)")
      }
      let here = try await server.expand("#{E:@argosy_here}")
      #expect(here.hasSuffix(" '\"\\;x"), "\(here)")

      // Jobs run some time later. One that is started after all of them has run: the others would have, too.
      _ = try await eventually("a job of ours ran") {
        _ = try await server.expand("#(touch \(proof))")
        return FileManager.default.fileExists(atPath: proof)
      } until: {
        $0
      }
      #expect(!FileManager.default.fileExists(atPath: bait))
    }
  }

  @Test("a title in the status line of a real client runs nothing and styles nothing")
  func drawn() async throws {
    try await withTmux { server in
      let bait = server.directory.appendingPathComponent("bait").path
      let proof = server.directory.appendingPathComponent("proof").path
      // The first forty signs of a title are shown.
      let titles = ["#(touch \(bait))", "#[fg=red]#{pid}#(date)"]
      try await server.loadFormats()
      try await server.run("set-option", "-t", "=first:", "@argosy_status", "blocked")
      for (name, value) in [
        ("status-left-length", "200"), ("status-right", ""), ("window-status-format", ""),
        ("window-status-current-format", ""), ("status-left", "<#{E:@argosy_here}>"),
      ] {
        try await server.run("set-option", "-g", name, value)
      }
      // A client in a pane of a second server shows what a person sees.
      try await withTmux(command: "TMUX= exec tmux -u -S '\(server.socket)' attach -t =first:") { outer in
        for title in titles {
          try await server.run("set-option", "-t", "=first:", "@argosy_title", title)
          _ = try await eventually("the status line shows \(title)") {
            try await outer.run("capture-pane", "-p")
          } until: {
            $0.contains("<! \(title)>")
          }
        }
        // A job of the same line that is started after all of them has run: the others would have, too.
        try await server.run("set-option", "-g", "status-left", "<#{E:@argosy_here}>#(touch \(proof))")
        _ = try await eventually("a job of ours ran") {
          FileManager.default.fileExists(atPath: proof)
        } until: {
          $0
        }
      }
      #expect(!FileManager.default.fileExists(atPath: bait))
    }
  }
}
