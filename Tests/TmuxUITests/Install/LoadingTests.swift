import Foundation
import TestSupport
import Testing

@testable import TmuxUI

/// Settings of a person's, and what they had before.
struct Household: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let commands: [[String]]
  init(_ name: String, _ commands: [[String]]) {
    testDescription = name
    self.commands = commands
  }

  static func setting(_ pairs: [(String, String)]) -> [[String]] { pairs.map { ["set-option", "-g", $0.0, $0.1] } }

  static let all = [
    Household("nothing", []),
    Household(
      "everything on",
      setting([
        ("@argosy_line", "on"), ("@argosy_window_marks", "on"), ("@argosy_autostart", "on"),
        ("@argosy_border_show", "on"), ("@argosy_key_root", "M-g"), ("@argosy_oldest_show", "on"),
      ])),
    Household(
      "nothing wanted", setting([("@argosy_key", "none"), ("@argosy_segment", "manual"), ("@argosy_mouse", "off")])),
    Household(
      "an own status line",
      setting([
        ("@argosy_line", "on"), ("status", "3"), ("status-format[2]", "third #{pid}"),
        ("status-right", "it's \"mine\" \\ $HOME #{E:@x}; ✗"), ("status-right-length", "120"),
      ])),
    Household("no status line", setting([("@argosy_line", "on"), ("status", "off")])),
    Household(
      "own keys and hooks",
      [
        ["bind-key", "N", "display-message", "mine"], ["bind-key", "-T", "argosy", "c", "display-message", "mine"],
        ["bind-key", "-n", "-r", "MouseDown1Status", "display-message", "a ; b"],
        ["set-hook", "-g", "client-detached", "display-message mine"],
        ["set-hook", "-g", "client-attached[5]", "display-message mine"],
      ]),
    Household(
      "Rosé Pine",
      setting([
        ("@rose_pine_variant", "moon"), ("@argosy_window_marks", "on"), ("window-status-format", "#I#{?a,b,c}"),
      ])),
  ]
}

@Suite("Loading the interface", .serialized)
struct LoadingTests {
  @Test(
    "loading twice changes nothing, and unloading leaves nothing: options, keys and hooks are as before",
    arguments: TmuxBinaries.all, Household.all)
  func inverse(tmux: String, household: Household) async throws {
    for version in [nil, "3.5a", "3.6b"] {
      try await withTmux(tmux: tmux) { server in
        for command in household.commands { try await server.run(command) }
        let before = try await server.everything()
        try await server.load(as: version)
        let once = try await server.everything()
        #expect(once != before)
        try await server.load(as: version)
        #expect(difference(try await server.everything(), once) == [])
        // A key moves, and the old one is free again.
        try await server.run("set-option", "-g", "@argosy_key", "F")
        try await server.load(as: version)
        try await server.run("set-option", "-gu", "@argosy_key")
        for command in household.commands { try await server.run(command) }
        try await server.load(as: version)
        try await server.unload()
        #expect(difference(try await server.everything(), before) == [])
      }
    }
  }

  @Test("what a person switches off again is as if it had never been on")
  func switchedOff() async throws {
    let settings = [
      ("@argosy_line", "on", "off"), ("@argosy_window_marks", "on", "off"), ("@argosy_autostart", "on", "off"),
      ("@argosy_segment", "auto", "manual"), ("@argosy_mouse", "on", "off"), ("@argosy_key", "F", "none"),
      ("@argosy_key_root", "M-g", "none"),
    ]
    func state(on before: Bool) async throws -> [String] {
      try await withTmux { server in
        for (name, on, _) in settings where before { try await server.run("set-option", "-g", name, on) }
        if before { try await server.load(as: "3.5a") }
        for (name, _, off) in settings { try await server.run("set-option", "-g", name, off) }
        try await server.load(as: "3.5a")
        return try await server.everything().filter { !$0.hasPrefix("HOME=") && !$0.contains(server.directory.path) }
      }
    }
    let never = try await state(on: false)
    #expect(difference(try await state(on: true), never) == [])
  }

  @Test("what was changed by somebody else since stays when the interface goes")
  func changedSince() async throws {
    try await withTmux { server in
      for (name, value) in [("@argosy_line", "on"), ("@argosy_window_marks", "on")] {
        try await server.run("set-option", "-g", name, value)
      }
      try await server.load(as: "3.5a")
      try await server.run("set-option", "-g", "status-right", "new")
      try await server.run("set-option", "-g", "status", "4")
      try await server.run("set-option", "-gw", "window-status-format", "new")
      try await server.run("bind-key", "G", "display-message", "new")
      try await server.run("bind-key", "-n", "MouseDown1Status", "display-message", "new")
      try await server.unload()
      let facts = try await server.facts()
      #expect(facts.global["status-right"] == "new" && facts.global["status"] == "4")
      #expect(facts.window["window-status-format"] == "new")
      let keys = facts.bindings.filter { $0.command == "display-message new" }.map(\.key).sorted()
      #expect(keys == ["G", "MouseDown1Status"])
      #expect(!facts.global.values.keys.contains { $0.hasPrefix("@_argosy") })
    }
  }

  @Test("a theme that is loaded again and again leaves one token in the status line")
  func themes() async throws {
    for isRosePine in [true, false] {
      try await withTmux { server in
        func theme() async throws {
          if isRosePine { try await server.run("set-option", "-g", "@rose_pine_variant", "main") }
          let section = try await server.facts().global[StatusToken.extensionPoint] ?? ""
          try await server.run("set-option", "-g", "status-right", "\(isRosePine ? section : "")theme %H:%M")
          try await server.run("set-option", "-gu", "status-format[1]")
        }
        for _ in 1...3 {
          try await theme()
          try await server.load()
          let line = try await server.facts().global["status-right"] ?? ""
          #expect(line == "#{E:@argosy}theme %H:%M")
        }
        try await server.unload()
        let facts = try await server.facts()
        #expect(facts.global["status-right"] == "theme %H:%M")
        #expect(facts.global[StatusToken.extensionPoint] == nil)
      }
    }
  }

  @Test("a token that a person has placed is the only one")
  func placed() async throws {
    try await withTmux { server in
      try await server.run("set-option", "-g", "status-left", "#{E:@argosy_attn}")
      let before = try await server.facts().global["status-right"]
      try await server.load()
      #expect(try await server.facts().global["status-right"] == before)
      try await server.unload()
      #expect(try await server.facts().global["status-left"] == "#{E:@argosy_attn}")
    }
  }

  @Test("what a daemon that was killed has left goes with the interface")
  func leftovers() async throws {
    try await withTmux { server in
      let before = try await server.everything()
      try await server.load()
      for name in OptionName.ofSessions { try await server.run("set-option", "-t", "=first:", name.rawValue, "1") }
      for name in OptionName.ofPanes { try await server.run("set-option", "-p", "-t", "=first:", name.rawValue, "1") }
      try await server.run("set-option", "-w", "-t", "=first:", "@argosy_win_status", "idle")
      try await server.run("set-option", "-w", "-t", "=first:", "pane-border-status", "top")
      try await server.run("set-option", "-w", "-t", "=first:", "pane-border-format", PublishedFacts.borderFormat)
      try await server.run("set-option", "-s", "@argosy_version", "1")
      try await server.unload()
      #expect(difference(try await server.everything(), before) == [])
    }
  }

  @Test("the hooks in hooks/tmux.conf are those that are loaded")
  func hooks() async throws {
    try await withTmux { server in
      try await server.run("set-option", "-g", "@argosy_autostart", "on")
      try await server.load()
      let loaded = try await server.facts().hooks
      #expect(Set(loaded.keys) == ["client-detached[7300]", "client-attached[7301]"])
      // The formats alone start nothing.
      for (file, expected) in [
        ("hooks/tmux.conf", loaded), ("tmux.conf.d/argosy.conf", loaded.filter { $0.key == "client-detached[7300]" }),
      ] {
        for place in loaded.keys { try await server.run("set-hook", "-gu", place) }
        #expect(try await server.facts().hooks.isEmpty)
        try await server.run("source-file", SourceTree.file(file))
        #expect(try await server.facts().hooks == expected, "\(file)")
      }
    }
  }
}

enum SourceTree {
  static func file(_ path: String, from here: String = #filePath) -> String {
    var parts = here.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/") + "/" + path
  }
}
