import Daemon
import Foundation
import TestSupport
import Testing

/// Help and the diff over a real client, and what the person has set in all popups.
@Suite("Other popups on a client")
struct OtherPopupTests {
  @Test("help shows the server's own keys and what its tmux cannot do", arguments: PopupRig.sizes, TmuxBinaries.all)
  func help(_ size: PopupRig.Size, tmux: String) async throws {
    try await withPopups(size, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      try await rig.tmux.run("bind-key", "-N", "Argosy: menu", "-T", "prefix", "G", "display-message", "x")
      try await popups.open("keys")
      try await client.sees("After C-b")
      try await client.sees("the key with its note") { $0.firstMatch(of: /G +menu/) != nil }
      try await client.press("End")
      try await client.sees("the last table, or what this tmux lacks") {
        $0.contains("(3.6): they are short") || $0.contains("delete to the line's beginning")
      }
      try await client.type("q")
      try await client.seesNo("any key")
    }
  }

  @Test(
    "the diff is the work against where it began, in the person's pager", arguments: PopupRig.sizes, TmuxBinaries.all)
  func diff(_ size: PopupRig.Size, tmux: String) async throws {
    let pager = "#!/bin/sh\ntee \"$HOME/paged\"\necho THE END\nread line </dev/tty\n"
    try await withFeaturePopups(size, tmux: tmux, programs: ["a-pager": pager]) { features, popups in
      let client = popups.client
      try await features.shell("git config --global core.pager a-pager; git config --global color.ui never")
      try await features.begins("Add a search", name: "search", script: "idle\nrepeat")
      try await features.shell(
        """
        cd dev/app/.claude/worktrees/search
        echo committed > done && git add done && git commit -qm work
        echo changed >> README; echo new > other
        cd "$HOME/dev/app" && echo later > later && git add later && git commit -qm later && git push -q origin main
        """)
      try await popups.open("diff", "search")
      let screen = try await client.sees("THE END")
      #expect(screen.contains("diff of search"), "\(screen)")
      // What is new on the branch that it came from since then is not its work.
      let paged = try String(contentsOfFile: features.path("paged"), encoding: .utf8).split(separator: "\n")
      let changed = paged.filter {
        ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
      }
      #expect(changed.sorted() == ["+changed", "+committed"], "\(paged)")
      #expect(paged.first == "new, in no commit: other" && !paged.contains { $0.contains("later") }, "\(paged)")
      // A pager that was left at once might not have been one: then Enter is asked for once more.
      _ = try await eventually("the popup is gone") {
        try await client.press("Enter")
        return try await client.screen()
      } until: {
        !$0.contains("THE END") && !$0.contains("diff of")
      }
    }
  }

  @Test("the person's colours are drawn, and the board that is open follows a setting", arguments: TmuxBinaries.all)
  func settings(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      try await rig.tmux.run("set-option", "-g", "@argosy_style_blocked", "fg=colour208")
      try await rig.tmux.run("set-option", "-g", "@argosy_style_idle", "fg=tan")
      try await popups.open("board")
      try await client.sees("· 3 in all")
      let picture = try await client.picture()
      #expect(picture.contains("38;5;208"), "\(picture)")
      // What only tmux knows by its name, as near as the terminal has it.
      #expect(picture.contains("38;5;180") || picture.contains("38;2;210;180;140"), "\(picture)")
      try await rig.tmux.run("set-option", "-g", "@argosy_icons", "ascii")
      _ = try await eventually("the board is in ASCII") {
        try await client.press("Down")
        return try await client.screen()
      } until: {
        $0.contains("- 3 in all")
      }
    }
  }

  @Test("a client without UTF-8 is shown nothing beyond ASCII", arguments: PopupRig.sizes, TmuxBinaries.all)
  func ascii(_ size: PopupRig.Size, tmux: String) async throws {
    try await withPopups(size, tmux: tmux, isUnicode: false) { popups in
      let client = popups.client
      let calm = try await popups.pane("calm")
      let shown = [
        ("board", "", "3 in all"), ("prompt", calm, "Esc cancel"), ("form", calm, "Repository"),
        ("keys", "", "On the board"),
        ("peek", calm, "Enter go there"),
      ]
      for (kind, target, sign) in shown {
        try await popups.open(kind, target)
        let screen = try await client.sees(sign)
        #expect(screen.utf8.allSatisfy { $0 < 0x80 }, "\(screen)")
        // As tmux draws what a client cannot show.
        // From 3.8 on a pane's title has such a sign where a format would begin.
        #expect(!screen.replacing("_(", with: "").contains("_"), "\(screen)")
        try await client.press("Escape")
        try await client.seesNo(sign)
      }
    }
  }
}
