import Daemon
import Foundation
import TestSupport
import Testing

/// Popups in which text is typed, over a real client.
@Suite("Popups with text on a client")
struct TypedPopupTests {
  @Test("a prompt of several lines is sent, and its verdict is shown", arguments: PopupRig.sizes, TmuxBinaries.all)
  func prompt(_ size: PopupRig.Size, tmux: String) async throws {
    try await withPopups(size, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      let pane = try await rig.tmux.run("display-message", "-p", "-t", "=calm:", "#{pane_id}")
      try await popups.open("prompt", pane)
      try await client.sees("Esc cancel")
      try await client.type("one")
      try await client.press("C-j")
      try await client.type("two")
      try await client.press("Enter")
      try await client.sees("submitted")
      try await client.press("Enter")
      try await client.seesNo("submitted")
      #expect(try popups.submitted("calm") == ["one\ntwo"])
      let blocked = try await rig.tmux.run("display-message", "-p", "-t", "=asks:", "#{pane_id}")
      try await popups.open("prompt", blocked)
      try await client.sees("answer that first")
      try await client.type("go on")
      try await client.press("Enter", "Escape")
      try await client.seesNo("answer that first")
      #expect(try popups.submitted("asks").isEmpty && popups.answers("asks").isEmpty)
    }
  }

  @Test(
    "the form begins a feature, keeps a draft, and says a refusal in its place", arguments: PopupRig.sizes,
    TmuxBinaries.all)
  func form(_ size: PopupRig.Size, tmux: String) async throws {
    try await withFeatures(tmux: tmux) { features in
      let (rig, tmux) = (features.rig, features.rig.tmux)
      try await rig.run("up")
      try features.agent("search").script("idle\nrepeat")
      try await tmux.run("new-session", "-d", "-s", "work", "-c", features.path("dev/app"), "exec sleep 3600")
      let pane = try await tmux.run("display-message", "-p", "-t", "=work:", "#{pane_id}")
      try await withClient(of: tmux, session: "=work:", columns: size.columns, rows: size.rows) { client in
        let popups = PopupRig(rig: rig, client: client, agents: [:])
        try await popups.open("form", pane)
        try await client.sees("dev/app")
        try await client.type("Add a search")
        try await client.press("Escape")
        try await client.seesNo("Repository")
        try await popups.open("form", pane)
        try await client.sees("Add a search")
        try await client.press("Tab", "Tab", "C-u")
        try await client.type("/")
        try await client.press("Enter")
        // What the daemon refuses at once is said beside what was typed.
        try await client.sees("✗")
        try await client.press("C-u")
        try await client.type(features.path("dev/app"))
        try await client.press("Tab")
        try await client.type("nowhere")
        try await client.press("Enter")
        try await client.sees("there is no branch")
        try await client.press("Enter")
        try await client.seesNo("Repository")
        try await popups.open("form", pane)
        try await client.sees("nowhere")
        try await client.press("Tab")
        try await client.type("search")
        try await client.press("Tab", "Tab", "C-u", "Enter")
        try await client.sees("is begun")
        try await client.press("Enter")
        try await client.seesNo("Repository")
        try await features.reaches("search", "is there") { $0.description == "Add a search" }
        try await popups.open("form", pane)
        try await client.sees("what is to be built")
        try await client.press("Escape")
      }
    }
  }

  @Test("a prompt that is left is there again for the same agent alone, until it is sent", arguments: TmuxBinaries.all)
  func drafts(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let client = popups.client
      let (calm, asks) = (try await popups.pane("calm"), try await popups.pane("asks"))
      try await popups.open("prompt", calm)
      try await client.sees("Esc cancel")
      try await client.type("half a thought")
      try await client.press("C-j")
      try await client.type("and a half")
      try await client.press("Escape")
      try await client.seesNo("Esc")
      #expect(popups.drafts.count == 1)
      let attributes = try FileManager.default.attributesOfItem(atPath: try #require(popups.drafts.first).path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      try await popups.open("prompt", asks)
      try await client.sees("answer that first")
      #expect(!(try await client.screen()).contains("half a thought"))
      try await client.press("Escape")
      try await client.seesNo("answer that first")
      try await popups.open("prompt", calm)
      try await client.sees("the draft") { $0.contains("half a thought") && $0.contains("and a half") }
      try await client.type("!")
      try await client.press("Enter")
      try await client.sees("submitted")
      #expect(try popups.submitted("calm") == ["half a thought\nand a half!"])
      try await client.press("Enter")
      try await client.seesNo("submitted")
      _ = try await eventually("the draft is gone") {
        popups.drafts
      } until: {
        $0.isEmpty
      }
    }
  }

  @Test("Ctrl-E takes a prompt through the person's editor, and one that fails leaves it", arguments: TmuxBinaries.all)
  func promptEditor(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let client = popups.client
      let edited = try await popups.editor()
      let calm = try await popups.pane("calm")
      try await popups.open("prompt", calm)
      try await client.sees("^E editor")
      try await client.type("one $HOME")
      try await client.press("C-e")
      try await client.sees("what the editor made of it") { $0.contains("edited: one $HOME") && $0.contains("second") }
      try await client.press("Enter")
      try await client.sees("submitted")
      #expect(try popups.submitted("calm") == [edited("one $HOME")])
      try await client.press("Enter")
      try await client.seesNo("submitted")
      try await popups.rig.settle(["asks": "blocked", "wonders": "blocked", "calm": "idle"])
      try await popups.rig.tmux.run("set-environment", "-g", "EDITOR", "exit 7; :")
      try await popups.open("prompt", calm)
      try await client.sees("^E editor")
      try await client.type("two")
      try await client.press("C-e")
      try await client.sees("the editor ended with 7")
      try await client.press("Enter")
      try await client.sees("submitted")
      #expect(try popups.submitted("calm") == [edited("one $HOME"), "two"])
    }
  }

  @Test("Ctrl-E takes the form's prompt through the person's editor", arguments: TmuxBinaries.all)
  func formEditor(tmux: String) async throws {
    try await withFeaturePopups(PopupRig.large, tmux: tmux) { features, popups in
      let client = popups.client
      let edited = try await popups.editor()
      try features.agent("search").script("idle\nrepeat")
      try await features.tmux.run(
        "new-session", "-d", "-s", "work", "-c", features.path("dev/app"), "exec sleep 3600")
      try await popups.open("form", try await popups.pane("work"))
      try await client.sees("dev/app")
      try await client.type("Add a search")
      // It is the prompt's, in whatever field one is.
      try await client.press("Tab")
      try await client.type("search")
      try await client.press("C-e")
      try await client.sees("edited: Add a search")
      try await client.press("Enter")
      try await client.sees("is begun")
      try await features.reaches("search", "is there") { $0.description == edited("Add a search") }
    }
  }
}
