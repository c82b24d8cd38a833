import TestSupport
import Testing

@testable import TmuxUI

@Suite("Keys")
struct KeyTests {
  private func plan(_ settings: InterfaceSettings = .init(), among bindings: [Binding]) throws -> KeyPlan {
    try KeyPlan(OwnKey.keys(settings), among: bindings, program: "/bin/argosy")
  }

  @Test("two keys of the prefix table are taken, the rest lies in our own, and none repeats")
  func plain() throws {
    let keys = OwnKey.keys(.init())
    #expect(keys.filter { $0.table == "prefix" }.map(\.key) == ["G", "N"])
    #expect(keys.filter { $0.table == "root" }.isEmpty)
    let own = Set(keys.filter { $0.table == "argosy" }.map(\.key))
    let wanted = ["n", "p", ".", "s", "c", "D", "y", "Tab", "?", "Escape", "Any"] + (1...9).map { "\($0)" }
    #expect(own == Set(wanted))
    let waiting = keys.filter { $0.table == "argosy-wait" }
    #expect(waiting.map(\.key) == ["Escape", "Any"])
    // What is drawn a moment later takes the keys away from the pane first.
    for key in keys {
      switch key.deed {
      case .lead(let words): #expect(words == ["ui", "menu", "#{client_name}", "#{pane_id}"])
      case .wait(let words): #expect(words.contains("--awaited"))
      case .ask(let words): #expect(["next", "back", "row"].contains(words[1]))
      case .tmux: break
      }
    }
    let commands = try plan(among: []).commands
    #expect(commands.count == keys.count)
    for command in commands {
      #expect(command.hasPrefix("bind-key -N 'Argosy: "))
      #expect(!command.contains(" -r "))
    }
  }

  @Test("none disables a key, and another name moves it")
  func settings() {
    let settings = InterfaceSettings(shown: "@argosy_key none\n@argosy_key_next M-n\n@argosy_key_root F8")
    let keys = OwnKey.keys(settings).filter { $0.option != nil }
    #expect(keys.map(\.key) == ["M-n", "F8"] && keys.map(\.table) == ["prefix", "root"])
  }

  @Test("a key that is taken is left alone, and told with the option that moves ours")
  func taken() throws {
    let plan = try plan(among: [
      Binding(table: "prefix", key: "G", command: "display-message mine"),
      Binding(table: "root", key: "N", command: "display-message mine"),
      Binding(table: "argosy", key: "c", command: "display-message mine"),
    ])
    #expect(plan.remarks.count == 2)
    #expect(plan.remarks[0].contains("prefix G") && plan.remarks[0].contains("@argosy_key "))
    #expect(!plan.commands.contains { $0.contains("-T prefix 'G'") || $0.contains("-T argosy 'c'") })
    #expect(plan.commands.contains { $0.contains("-T prefix 'N'") })
  }

  @Test("our own keys of an earlier load, of another program, and of the plugin without one are replaced")
  func replaced() throws {
    let commands = [
      "switch-client -T argosy \\; run-shell -b \"'/old/argosy' ui menu '#{client_name}' '#{pane_id}'\"",
      "display-popup -E \"echo 'argosy is not installed. In a shell:'\"",
    ]
    for command in commands {
      let plan = try plan(among: [Binding(table: "prefix", key: "G", command: command)])
      #expect(plan.remarks.isEmpty && plan.commands.contains { $0.contains("-T prefix 'G'") })
    }
    let moved = try plan(
      InterfaceSettings(shown: "@argosy_key F"), among: [Binding(table: "prefix", key: "G", command: commands[0])])
    #expect(moved.commands.first == "unbind-key -q -T prefix 'G'")
  }

  @Test("names of keys are compared as tmux writes them")
  func names() {
    for (key, name) in [("^g", "C-g"), ("c-g", "C-g"), ("m-c-x", "M-C-x"), ("G", "G"), ("^", "^"), ("-", "-")] {
      #expect(KeyPlan.canonical(key) == name)
    }
  }

  @Test("every key that a real tmux lists is read, with its command word by word")
  func listed() async throws {
    try await withTmux { server in
      for key in ["\"", "'", "#", "$", "%", ";", "~", "{", "}", "\\", "-", "M-;", "Space"] {
        let word = key.hasSuffix(";") ? key.dropLast() + "\\;" : key
        try await server.run(
          "bind-key", "-T", "other", word, "display-message", "it is \(key.replacing(";", with: ""))")
      }
      try await server.run("bind-key", "-r", "-T", "other", "r", "display-message", "x")
      let lines = try await server.run("list-keys").split(separator: "\n")
      let bindings = lines.compactMap { Binding($0) }
      #expect(bindings.count == lines.count)
      let own = Set(bindings.filter { $0.table == "other" }.map(\.key))
      #expect(own == ["\"", "'", "#", "$", "%", ";", "~", "{", "}", "\\", "-", "M-;", "Space", "r"])
      #expect(bindings.filter { $0.table == "other" && $0.isRepeatable }.map(\.key) == ["r"])
      // Bound again from what was read, they are what they were.
      let text = bindings.map(\.restoring).joined(separator: "\n") + "\n"
      #expect(try await server.source(text) == "")
      #expect(try await server.run("list-keys").split(separator: "\n") == lines)
    }
  }
}
