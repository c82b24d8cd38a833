import Daemon
import Foundation
import TestSupport
import Testing

@Suite("Hostile text in menus, prompts and messages")
struct HostileMenuTests {
  private static func baits(_ bait: String) -> [String] {
    [
      "#(touch \(bait))", "##(touch \(bait))", "#[fg=red]red#[default]", "#{pid} #{client_name} #S", "%H:%M %d 100% %%",
      "$(touch \(bait)) `touch \(bait)`", "'; touch \(bait); '", "\";run-shell 'touch \(bait)'", "a;", "a\\;",
      "-b rounded",
      "}{ #} #, ,", "#[", "日本語#(touch \(bait))", String(repeating: "long #(touch \(bait)) ", count: 20),
    ]
  }

  @Test("what an agent writes is text in every menu, title, prompt and message", arguments: TmuxBinaries.all)
  func inert(tmux: String) async throws {
    try await withInterface(tmux: tmux, columns: 140) { interface in
      let (rig, person) = (interface.rig, interface.person)
      let (bait, proof) = (rig.file("bait").path, rig.file("proof").path)
      let agent = try await rig.agent("one", script: "idle")
      try await rig.settle(["one": "idle"])
      let pid = try await rig.tmux.run("display-message", "-p", "#{pid}")
      for text in Self.baits(bait) {
        // Quoted as the stand-in's scripts have it.
        let quoted = "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        try await agent.does("title \(quoted)")
        try await agent.does("permission \"Bash command\" \(quoted)")
        let start = text.prefix(12).trimmingCharacters(in: .whitespaces)
        let title = try await rig.tmux.kept(title: text)
        _ = try await eventually("\(text) is asked") {
          try await rig.agents()["one"]
        } until: {
          // From its first line on: a long one is drawn in pieces.
          guard let agent = $0, let lines = agent.ask?.detail.prefix(2), lines.first == "Bash command",
            lines.last?.contains(start) == true
          else { return false }
          return agent.title.contains(title.prefix(12).trimmingCharacters(in: .whitespaces))
        }
        let menu = try await interface.menu()
        let row = InterfaceRig.rows(menu).first ?? ""
        #expect(row.contains(title.prefix(20)), "\(text): \(menu)")
        try await person.press("1")
        let feature = try await person.sees("Go to session")
        #expect(InterfaceRig.rows(feature).contains { $0.contains(text.prefix(20)) }, "\(text): \(feature)")
        #expect(feature.split(separator: "\n").contains { $0.contains("╭") || $0.contains("┌") })
        for screen in [menu, feature] { #expect(!screen.contains(pid), "\(text): \(screen)") }
        // What lasts is asked for again, in a prompt.
        try await person.press("A")
        let asked = try await person.sees("(y/n)")
        #expect(asked.contains("Bash command \(text.prefix(12))"), "\(text): \(asked)")
        try await person.press("n")
        try await person.seesNo("(y/n)")
        try await agent.does("! idle")
        _ = try await eventually("nothing is asked") {
          try await rig.agents()["one"]?.ask
        } until: {
          $0 == nil
        }
      }
      // Jobs run some time later. One that is started after all of them has run: the others would have, too.
      _ = try await eventually("a job of ours ran") {
        try await rig.tmux.run("display-message", "-p", "#(touch \(proof))")
        return FileManager.default.fileExists(atPath: proof)
      } until: {
        $0
      }
      #expect(!FileManager.default.fileExists(atPath: bait))
    }
  }
}
