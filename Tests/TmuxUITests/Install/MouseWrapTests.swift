import TestSupport
import Testing

@testable import TmuxUI

@Suite("Clicks in the status line")
struct MouseWrapTests {
  private static let stock = [
    Binding(table: "root", key: "MouseDown1Status", command: "select-window -t ="),
    Binding(
      table: "root", key: "MouseDown3Status",
      command: "display-menu -T \"#[align=centre]#{window_index}:#{window_name}\" -t = -x W -y W Kill X { kill-window }"
    ),
  ]

  private func commands(_ version: String, _ bindings: [Binding], mouse: String = "on") throws -> [String] {
    let facts = ServerFacts(
      version: version, global: ShownOptions(values: ["@argosy_mouse": mouse]), bindings: bindings)
    return try MouseWrap.placing(facts, program: "/bin/argosy").commands.filter { $0.hasPrefix("bind-key") }
  }

  @Test("from 3.4 on both buttons are wrapped, and what they did is kept in the last branch")
  func gates() throws {
    for version in ["3.2a", "3.3", "3.3a"] { #expect(try commands(version, Self.stock).isEmpty) }
    for version in ["3.4", "3.5a", "3.6b", "3.7c", "next-3.8", "master"] {
      let wrapped = try commands(version, Self.stock)
      #expect(wrapped.count == 2)
      for (command, binding) in zip(wrapped, Self.stock) { #expect(command.hasSuffix("{ \(binding.command) } }")) }
    }
    #expect(try commands("3.5a", Self.stock, mouse: "off").isEmpty)
  }

  @Test("a button of a person's own is left alone, and the doctor tells how to have both")
  func own() throws {
    let own = [Binding(table: "root", key: "MouseDown1Status", command: "run-shell mine"), Self.stock[1]]
    let facts = ServerFacts(version: "3.5a", bindings: own)
    let placing = try MouseWrap.placing(facts, program: "/bin/argosy")
    #expect(placing.remarks.count == 1 && placing.remarks[0].contains("MouseDown1Status"))
    #expect(!placing.commands.contains { $0.hasPrefix("bind-key") && $0.contains("MouseDown1Status") })
    #expect(MouseWrap.findings(facts).map(\.isWrapped) == [false, false])
  }

  @Test("a real server takes the wrap, and what was bound is in it word by word")
  func real() async throws {
    try await withTmux { server in
      let before = try await server.facts().bindings
      try await server.load(as: "3.5a")
      let wrapped = try await server.facts().bindings
      for key in ["MouseDown1Status", "MouseDown3Status"] {
        let old = try #require(before.first { $0.table == "root" && $0.key == key })
        let new = try #require(wrapped.first { $0.table == "root" && $0.key == key })
        #expect(new.command.contains(old.command) && new.command.contains(" ui "))
      }
    }
  }
}
