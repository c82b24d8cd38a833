import Daemon
import Foundation
import TestSupport

/// argosy with a person in front of it: a real client in a session of its own, argosy's keys, and stand-in agents.
struct InterfaceRig: Sendable {
  let rig: Rig
  let person: AttachedClient

  /// What is in an agent's log that a person may have caused.
  struct Entry: Decodable {
    let event: String
    let text: String?
    let key: String?
    let state: String?
    let dialog: String?
    let answer: String?
    let outcome: String?
  }

  func entries(_ agent: StandInAgent) -> [Entry] {
    let text = (try? String(contentsOf: agent.log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
  }

  /// Everything that was pressed, typed or pasted.
  func input(_ agent: StandInAgent) -> [Entry] {
    entries(agent).filter { ["key", "text", "paste"].contains($0.event) && $0.key?.hasPrefix("focus") != true }
  }

  /// Opens the fleet menu with the leader and waits for it.
  @discardableResult
  func menu() async throws -> String {
    try await person.press("C-b", "G")
    return try await person.sees("argosy")
  }

  /// Opens a feature's menu: the row that shows a text.
  @discardableResult
  func feature(_ title: String) async throws -> String {
    let menu = try await menu()
    let row = try Self.row(title, in: menu)
    guard let key = row.split(separator: "(").last?.first else { throw Programs.Failure(description: "no key: \(row)") }
    try await person.press(String(key))
    return try await person.sees("Go to session")
  }

  static func row(_ text: String, in screen: String) throws -> String {
    guard let row = screen.split(separator: "\n").first(where: { $0.contains(text) && $0.contains("(") }) else {
      throw Programs.Failure(description: "no row shows \(text) in:\n\(screen)")
    }
    return String(row)
  }

  /// The menu's rows between its borders, from top to bottom.
  static func rows(_ screen: String) -> [String] {
    screen.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "│", omittingEmptySubsequences: false)
      return parts.count >= 3 ? parts[1].trimmingCharacters(in: .whitespaces) : nil
    }
  }
}

/// Runs a test's body with a person at a client of `first`, whose prefix is `C-b`, on one tmux.
func withInterface(
  tmux: String? = nil, columns: Int = 100, rows: Int = 30, configuration: [String] = [],
  _ body: (InterfaceRig) async throws -> Void
) async throws {
  try await withRig(tmux: tmux) { rig in
    try await rig.tmux.run("set-option", "-g", "mouse", "on")
    for line in configuration {
      try await rig.tmux.run(line.split(separator: " ").map(String.init))
    }
    try await rig.run("tmux", "load")
    try await rig.run("up")
    try await withClient(of: rig.tmux, columns: columns, rows: rows) { person in
      try await body(InterfaceRig(rig: rig, person: person))
    }
  }
}
