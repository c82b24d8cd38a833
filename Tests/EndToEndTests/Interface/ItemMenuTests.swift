import Daemon
import Foundation
import TestSupport
import Testing

@Suite("Work items in the menus")
struct ItemMenuTests {
  private func withPerson(
    programs: [String: String] = [:], _ body: (FeatureRig, InterfaceRig) async throws -> Void
  ) async throws {
    try await withFeatures(programs: programs) { features in
      try await features.rig.run("tmux", "load")
      try await withClient(of: features.tmux) { person in
        try await body(features, InterfaceRig(rig: features.rig, person: person))
      }
    }
  }

  @Test("to kill is a question that names what would be lost, and an answer to that question alone")
  func kill() async throws {
    try await withPerson { features, interface in
      let person = interface.person
      try await features.begins("Single sign-on", name: "sso", script: FeatureScripts.busy)
      try await features.reaches("sso", "works") { $0.session?.state == "working" && $0.progress == "running" }
      try await features.shell("echo one > '\(features.worktree("sso"))/one'")

      let menu = try await interface.feature("sso")
      #expect(menu.contains("Kill, though it is at work…") && !menu.contains("(X)"), "\(menu)")
      try await person.press("!")
      try await person.sees("kill sso, which is at work, and LOSE 1 uncommitted file? (y/n)")
      try await person.press("n")
      try await person.seesNo("(y/n)")

      try await interface.feature("sso")
      try await person.press("!")
      try await person.sees("(y/n)")
      try await features.shell("echo two > '\(features.worktree("sso"))/two'")
      try await person.press("y")
      try await person.sees("something else would be lost by now: nothing was touched")
      #expect(features.exists(features.worktree("sso")))

      try await interface.feature("sso")
      try await person.press("!")
      try await person.sees("LOSE 2 uncommitted files?")
      try await person.press("y")
      try await features.reaches("sso", "is ended") { $0.isOver && $0.worktree == nil }
      #expect(!features.exists(features.worktree("sso")))
    }
  }

  @Test("an item at a gate goes on from its menu")
  func gate() async throws {
    try await withPerson { features, interface in
      try await features.begins("Single sign-on", name: "sso", script: FeatureScripts.whole)
      try await features.reaches("sso", "waits after its work") {
        $0.stage == "work" && $0.attention.contains { $0.kind == "decision-gate" }
      }
      let menu = try await interface.feature("sso")
      #expect(menu.contains("Advance to the next stage") && menu.contains("sso · work"), "\(menu)")
      #expect(menu.contains("work is finished; review comes next"), "\(menu)")
      try await interface.person.press("a")
      try await features.reaches("sso", "is reviewed") { $0.history.contains { $0.stage == "review" } }
    }
  }

  @Test("a pull request opens in the browser, and without one its address is shown")
  func pullRequest() async throws {
    let opener = """
      #!/bin/sh
      [ -e "$HOME/no-browser" ] && exit 3
      printf '%s' "$1" > "$HOME/opened"
      """
    try await withPerson(programs: ["xdg-open": opener, "open": opener]) { features, interface in
      let person = interface.person
      try await features.begins(
        "Ship it", name: "sso", script: "on /slfg -> work 300ms; run ship It\n", "--auto")
      let url = try await eventually("it has a pull request") {
        // Whatever the pace: has argosy look now.
        try await features.changePull("worktree-sso") { _ in }
        return try await features.item("sso").pullRequest?.url ?? ""
      } until: {
        !$0.isEmpty
      }
      let menu = try await interface.feature("sso")
      #expect(menu.contains("Open PR #"), "\(menu)")
      try await person.press("o")
      _ = try await eventually("the browser was opened") {
        (try? String(contentsOfFile: features.path("opened"), encoding: .utf8)) ?? ""
      } until: {
        $0 == url
      }
      try await features.shell("touch no-browser")
      try await interface.feature("sso")
      try await person.press("o")
      try await person.sees("no browser here; the page is \(url)")
    }
  }
}
