import Foundation
import TestSupport
import Testing

/// A person's client with popups over it, opened as a key opens them.
struct PopupRig {
  let rig: Rig
  let client: AttachedClient
  let agents: [String: StandInAgent]

  struct Size: Sendable, CustomStringConvertible {
    let columns: Int
    let rows: Int
    var description: String { "\(columns)x\(rows)" }
  }

  static let large = Size(columns: 120, rows: 35)
  static let sizes = [large, Size(columns: 60, rows: 15)]

  /// Nobody waits for it.
  func open(_ words: String...) async throws {
    let quoted = ([rig.argosy, "ui", "-S", rig.tmux.socket, words[0], client.name] + words.dropFirst())
      .map { "'\($0)'" }.joined(separator: " ")
    try await rig.tmux.run("run-shell", "-b", quoted)
  }

  func pane(_ session: String) async throws -> String {
    try await rig.tmux.run("display-message", "-p", "-t", "=\(session):", "#{pane_id}")
  }

  /// What was submitted to an agent.
  func submitted(_ name: String) throws -> [String] {
    entries(name).filter { $0.event == "submit" }.compactMap(\.text)
  }

  struct Answer: Hashable, CustomStringConvertible {
    let kind: String
    /// Counted from 1; 0 where the dialog was cancelled.
    let choice: Int
    let label: String
    var description: String { "\(kind) \(choice) \(label)" }
  }

  /// What an agent was answered, by its own log.
  func answers(_ name: String) -> [Answer] {
    entries(name).compactMap { entry in
      guard entry.event == "answer", let kind = entry.kind, let choice = entry.choice else { return nil }
      return Answer(kind: kind, choice: choice, label: entry.label ?? "")
    }
  }

  private struct Entry: Decodable {
    let event: String
    let text: String?
    let kind: String?
    let choice: Int?
    let label: String?
  }

  private func entries(_ name: String) -> [Entry] {
    guard let log = agents[name]?.log, let text = try? String(contentsOf: log, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
  }

  /// The files of drafts.
  var drafts: [URL] {
    let directory = rig.tmux.directory.appendingPathComponent("state/argosy/drafts")
    return (try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)) ?? []
  }

  /// Has popups find an editor that writes around what it is given; returns what it makes of a text.
  func editor() async throws -> (String) -> String {
    let path = rig.tmux.directory.appendingPathComponent("an-editor")
    try Programs.write(script: "#!/bin/sh\nprintf 'edited: %s\\nsecond' \"$(cat \"$2\")\" > \"$2\"\n", to: path.path)
    // It is a piece of shell, with an argument of its own.
    try await rig.tmux.run("set-environment", "-g", "EDITOR", "'\(path.path)' -x")
    return { "edited: \($0)\nsecond" }
  }
}

/// Runs a test's body with a person before three agents: one asks for permission, one asks a question, and one, whose
/// title would be run by a shell or a format, rests.
func withPopups(
  _ size: PopupRig.Size, tmux: String, isUnicode: Bool = true, _ body: (PopupRig) async throws -> Void
) async throws {
  try await withRig(tmux: tmux) { rig in
    let evil = rig.tmux.directory.appendingPathComponent("evil").path
    let agents = [
      "asks": try await rig.agent(
        "asks", script: "permission \"Bash command\" \"npm test\" \"Run the tests\"\nsay it goes on\nidle\nrepeat"),
      "wonders": try await rig.agent(
        "wonders", script: "question \"Which database?\" \"Postgres\" \"SQLite\"\nidle\nrepeat"),
      "calm": try await rig.agent(
        "calm",
        script: (1...80).map { "say line-\($0)." }.joined(separator: "\n")
          + "\ntitle #(touch \(evil))$(touch \(evil))\nidle\nrepeat"),
    ]
    try await rig.run("up")
    try await rig.settle(["asks": "blocked", "wonders": "blocked", "calm": "idle"])
    try await withClient(
      of: rig.tmux, columns: size.columns, rows: size.rows, isUnicode: isUnicode
    ) { client in
      try await body(PopupRig(rig: rig, client: client, agents: agents))
    }
    #expect(!FileManager.default.fileExists(atPath: evil))
  }
}

/// Runs a test's body with a person in a session beside features.
func withFeaturePopups(
  _ size: PopupRig.Size, tmux: String, programs: [String: String] = [:],
  _ body: (FeatureRig, PopupRig) async throws -> Void
) async throws {
  try await withFeatures(tmux: tmux, programs: programs) { features in
    try await features.rig.run("up")
    try await withClient(of: features.tmux, columns: size.columns, rows: size.rows) { client in
      try await body(features, PopupRig(rig: features.rig, client: client, agents: [:]))
    }
  }
}
