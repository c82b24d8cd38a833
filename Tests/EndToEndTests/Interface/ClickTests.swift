import Foundation
import TestSupport
import Testing

/// The mouse on the status line, with a real client's own reports of it.
@Suite("Clicks in the status line")
struct ClickTests {
  private static let settings = ["set-option -g @argosy_line on"]

  /// Whether this tmux tells what of the status line was clicked: from 3.4 on.
  private static func tellsRanges(_ interface: InterfaceRig) async throws -> Bool {
    try await interface.rig.tmux.run("list-keys", "-T", "root").contains(" ui click ")
  }

  @Test("a count opens the menu of its agents, and a click in it chooses", arguments: TmuxBinaries.all)
  func count(tmux: String) async throws {
    try await withInterface(tmux: tmux, configuration: Self.settings) { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.agent("asks", script: "title asks-one\npermission \"Bash command\" \"ls -l\"")
      try await rig.agent("works", script: "title works-one\nwork")
      try await rig.settle(["asks": "blocked", "works": "working"])
      try await person.sees("!1")
      guard try await Self.tellsRanges(interface) else {
        // As ever: a click there does nothing, and says nothing.
        let before = try await person.sees("!1")
        try await person.click(on: "!1")
        try await person.press("C-b", "G")
        try await person.sees("works-one")
        try await person.press("q")
        try await person.seesNo("Next that needs you")
        #expect(try await person.fact("#{session_name}") == "first", "\(before)")
        return
      }
      try await person.click(on: "!1")
      let menu = try await person.sees("argosy · 1 needs you")
      #expect(InterfaceRig.rows(menu).filter { $0.contains("-one") }.count == 1, "\(menu)")
      // Only from 3.5 on does a menu that a click opened take the mouse.
      if try await rig.tmux.isAtLeast(3, 5) {
        try await person.click(on: "blocked")
      } else {
        try await person.press("1")
      }
      try await person.sees("Go to session")
      try await person.press("g")
      try await person.arrives(at: "asks")
    }
  }

  @Test("a chip leads to its session, and the right button opens its feature", arguments: TmuxBinaries.all)
  func chip(tmux: String) async throws {
    try await withInterface(tmux: tmux, configuration: Self.settings) { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.agent("asks", script: "title asks-one\npermission \"Bash command\" \"ls -l\"")
      try await rig.settle(["asks": "blocked"])
      try await person.sees("! asks-one")
      guard try await Self.tellsRanges(interface) else { return }
      // The menu comes while the button is still held, and stays when it is let go.
      let chip = try await person.place(of: "! asks-one")
      try await person.hold(column: chip.column, row: chip.row, .right)
      try await person.sees("Allow once")
      try await person.release(column: chip.column, row: chip.row, .right)
      try await person.press("Down")
      try await person.sees("Allow once")
      try await person.press("q")
      try await person.seesNo("Allow once")
      #expect(try await person.fact("#{session_name}") == "first")
      try await person.click(on: "! asks-one")
      try await person.arrives(at: "asks")
    }
  }

  @Test("a click on a window still chooses it, and the right button has tmux's own menu", arguments: TmuxBinaries.all)
  func window(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.tmux.run("new-window", "-d", "-t", "=first:", "-n", "second", "exec sleep 3600")
      try await person.sees("1:second")
      try await person.click(on: "1:second")
      _ = try await eventually("the second window is chosen") {
        try await person.fact("#{window_name}")
      } until: {
        $0 == "second"
      }
      guard try await Self.tellsRanges(interface) else { return }
      // tmux closes this one when the button is let go.
      let tab = try await person.place(of: "1:second")
      try await person.hold(column: tab.column, row: tab.row, .right)
      try await person.sees("Rename")
      try await person.press("q")
      try await person.seesNo("Rename")
    }
  }
}

extension AttachedClient {
  /// The middle of a text that the screen shows, in the lowest row that has it, counted from 0. Every character before
  /// it has to be one cell wide.
  func place(of text: String) async throws -> (column: Int, row: Int) {
    let rows = try await sees(text).split(separator: "\n", omittingEmptySubsequences: false)
    guard let row = rows.lastIndex(where: { $0.contains(text) }), let place = rows[row].range(of: text) else {
      throw Programs.Failure(description: "\(text) is nowhere")
    }
    return (rows[row].distance(from: rows[row].startIndex, to: place.lowerBound) + text.count / 2, row)
  }

  func click(on text: String) async throws {
    let place = try await place(of: text)
    try await click(column: place.column, row: place.row)
  }
}
