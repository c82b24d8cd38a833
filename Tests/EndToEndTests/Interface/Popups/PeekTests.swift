import Daemon
import Foundation
import TestSupport
import Testing

/// A peek over a real client.
@Suite("A peek on a client")
struct PeekTests {
  @Test("a peek answers in place, and any other key closes it", arguments: PopupRig.sizes, TmuxBinaries.all)
  func peek(_ size: PopupRig.Size, tmux: String) async throws {
    try await withPopups(size, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      let session = try await rig.tmux.run("display-message", "-p", "-t", "=asks:", "#{session_id}")
      try await popups.open("peek", session)
      let asked = try await client.sees("y allow")
      #expect(asked.contains(" asks · ⏎ goes"), "\(asked)")
      try await client.type("y")
      try await client.sees("it goes on")
      try await rig.settle(["asks": "done", "wonders": "blocked", "calm": "idle"])
      #expect(popups.answers("asks") == [.init(kind: "permission", choice: 1, label: "Yes")])
      try await client.type("x")
      try await client.seesNo("it goes on")
      let calm = try await rig.tmux.run("display-message", "-p", "-t", "=calm:", "#{pane_id}")
      try await popups.open("peek", calm)
      try await client.sees("go there")
      try await client.press("Enter")
      try await client.arrives(at: "calm")
    }
  }

  @Test("what is allowed for ever, denied or chosen is what the agent is given", arguments: TmuxBinaries.all)
  func answers(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let (rig, client) = (popups.rig, popups.client)
      try await popups.open("peek", try await popups.pane("wonders"))
      try await client.sees("1 2 4 answer")
      // Nothing is allowed where nothing is to be allowed.
      try await client.type("A")
      try await client.sees("there is no such answer")
      // What is typed into has a number, and is no choice.
      try await client.type("3")
      try await client.sees("there is no such answer")
      #expect(popups.answers("wonders").isEmpty)
      try await client.type("1")
      try await rig.settle(["asks": "blocked", "wonders": "done", "calm": "idle"])
      #expect(popups.answers("wonders") == [.init(kind: "question", choice: 1, label: "Postgres")])
      try await client.press("Escape")
      try await client.seesNo("goes")
      try await popups.open("peek", try await popups.pane("asks"))
      try await client.sees("A always")
      try await client.type("A")
      try await client.sees("press A again")
      #expect(popups.answers("asks").isEmpty)
      try await client.type("d")
      try await client.sees("submitted")
      #expect(popups.answers("asks") == [.init(kind: "permission", choice: 3, label: "No")])
    }
  }

  @Test("a peek scrolls through the history, says where it is, and comes back to now", arguments: TmuxBinaries.all)
  func scrolling(tmux: String) async throws {
    try await withPopups(PopupRig.large, tmux: tmux) { popups in
      let client = popups.client
      try await popups.open("peek", try await popups.pane("calm"))
      try await client.sees("line-80.")
      try await client.seesNo("line-1.")
      try await client.press("PageUp")
      try await client.sees("a place") { $0.firstMatch(of: /\[\d+\/\d+\]/) != nil && !$0.contains("line-80.") }
      try await client.press("Home")
      let top = try await client.sees("line-1.")
      let place = try #require(top.firstMatch(of: /\[(\d+)\/(\d+)\]/))
      #expect(place.output.1 == place.output.2, "\(top)")
      try await client.press("Down")
      try await client.sees("one line on") { $0.contains("[\((Int(place.output.1) ?? 0) - 1)/\(place.output.2)]") }
      try await client.press("End")
      try await client.sees("line-80.")
      try await client.press("Up", "q")
      try await client.sees("now") { $0.contains("line-80.") && !$0.contains("back to now") }
      try await client.press("q")
      try await client.seesNo("goes")
    }
  }
}
