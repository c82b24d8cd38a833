import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// tmux's own list of sessions, as a person has it open.
@Suite("The picker on a client")
struct PickerTests {
  @Test(
    "agents' sessions and no others, their marks in columns; a new name is followed; it works without argosy",
    arguments: TmuxBinaries.all)
  func picker(tmux: String) async throws {
    try await withInterface(tmux: tmux) { interface in
      let (rig, person) = (interface.rig, interface.person)
      try await rig.agent("api", script: "title Pages of orders\nquestion \"Which one?\" \"A\" \"B\"")
      try await rig.agent("infrastructure", script: "title Make CI faster\npermission \"Bash command\" \"ls -l\"")
      try await rig.tmux.run("new-session", "-d", "-s", "plain", "exec sleep 3600")
      try await rig.settle(["api": "blocked", "infrastructure": "blocked"])

      try await interface.menu()
      try await person.press("s")
      let screen = try await person.sees("the picker") { $0.contains("Pages of orders") && $0.contains("(sort:") }
      let rows = screen.split(separator: "\n").filter { $0.hasPrefix("(") }
      #expect(rows.count == 2 && !rows.contains { $0.contains("plain") || $0.contains("first") }, "\(screen)")
      let columns = rows.compactMap { row in
        ["question", "blocked"].compactMap { row.range(of: $0)?.lowerBound }.first.map {
          row.distance(from: row.startIndex, to: $0)
        }
      }
      #expect(columns.count == 2 && Set(columns).count == 1, "the states stand below each other: \(screen)")
      try await person.press("q")
      try await person.seesNo("(sort:")

      // The session is the same by whatever name it goes.
      try await rig.tmux.run("rename-session", "-t", "=api:", "orders")
      _ = try await eventually("the new name is known") {
        try await rig.agents().keys.sorted()
      } until: {
        $0 == ["infrastructure", "orders"]
      }
      let killed = try await rig.doctor().pid
      kill(killed, SIGKILL)
      _ = try await eventually("argosy is off") {
        try await rig.token()
      } until: {
        $0 == "argosy off"
      }
      // As the key does; the key before it would start argosy.
      try await rig.tmux.run(
        "choose-tree", "-Zs", "-O", "name", "-t", "=first:", "-f", "#{@argosy_status}", "-F", "#{E:@argosy_tree}")
      let left = try await person.sees("the picker") { $0.contains("orders:") && $0.contains("(sort:") }
      #expect(left.contains("? question") && left.contains("! blocked") && left.contains("Make CI faster"), "\(left)")
      let row = left.split(separator: "\n").first { $0.contains("orders:") } ?? ""
      try await person.press(String(row.dropFirst().prefix { $0 != ")" }))
      try await person.press("Enter")
      try await person.arrives(at: "orders")
    }
  }
}
