import Daemon
import Foundation
import TestSupport
import Testing

/// argosy with a person in front of it, a desktop that remembers what it was told, and a terminal that does.
struct NoticeRig: Sendable {
  let interface: InterfaceRig
  let terminal: String

  var rig: Rig { interface.rig }
  var person: AttachedClient { interface.person }

  /// The words of each call of the desktop's program.
  func desktop() -> [[String]] {
    rig.text(of: "desktop").split(separator: "\n").map { $0.split(separator: "\u{1F}").map(String.init) }
  }

  /// The texts of the notices that the terminal was sent, as a tmux around another one is.
  func sequences() -> [String] {
    sent.dropFirst().map { $0.components(separatedBy: Self.end).first ?? "" }
  }

  /// Everything that the terminal was sent beside them.
  func drawn() -> String {
    ((sent.first.map { [$0] } ?? []) + sent.dropFirst().map { $0.components(separatedBy: Self.end).last ?? "" })
      .joined()
  }

  private static let end = "\u{1B}\u{1B}\\\u{1B}\\"

  private var sent: [String] {
    String(decoding: FileManager.default.contents(atPath: terminal) ?? Data(), as: UTF8.self)
      .components(separatedBy: "\u{1B}Ptmux;\u{1B}\u{1B}]9;")
  }

  /// The messages that the person's client has shown.
  func messages() async throws -> [String] {
    try await rig.tmux.run("show-messages", "-t", person.name).split(separator: "\n").compactMap { line in
      line.components(separatedBy: " message: ").dropFirst().first.flatMap { $0.hasPrefix("argosy: ") ? $0 : nil }
    }
  }

  func hasBell(_ session: String) async throws -> Bool {
    try await rig.tmux.run("display-message", "-p", "-t", "=\(session):", "#{window_bell_flag}") == "1"
  }

  /// The daemon's log.
  func log() -> String {
    let folder = rig.file("state/argosy")
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let log = files?.first { $0.pathExtension == "log" }
    return log.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
  }

  /// Waits until the desktop was told so many times, and returns the titles and texts.
  func told(_ count: Int) async throws -> [String] {
    try await eventually("\(count) notices on the desktop") {
      desktop()
    } until: {
      $0.count >= count
    }.map { $0.suffix(2).joined(separator: " | ") }
  }

  /// Waits until the terminal and the status line were told of the last of these, in its pane by a bell; then of all of
  /// them once, and of nothing else.
  func reachEveryWay(_ titles: [String]) async throws {
    let last = titles.last ?? ""
    _ = try await eventually("\(last) has come by every way") {
      let ways = [sequences(), try await messages()].map { $0.contains { $0.contains(last) } }
      return ways + [try await hasBell(last)]
    } until: {
      $0 == [true, true, true]
    }
    let (shown, said) = (sequences(), try await messages())
    for told in [shown, said] {
      #expect(told.count == titles.count, "\(told)")
      for title in titles { #expect(told.count { $0.contains(title) } == 1, "\(title) in \(told)") }
    }
  }

  /// An agent that asks something: whatever was to be told before it has been decided when this is.
  func sentinel(_ name: String) async throws {
    try await rig.agent(name).does("question \"Are you there?\" \"Yes\" \"No\"")
    _ = try await eventually("\(name) is told of") {
      desktop()
    } until: {
      $0.contains { $0.contains { $0.contains(name) } }
    }
  }
}

/// - Parameters:
///   - rungs: the options that are switched on.
///   - agents: what there is before argosy is up.
func withNotices(
  tmux: String? = nil, rungs: [String] = ["bell", "osc", "message"],
  before agents: (Rig) async throws -> Void = { _ in }, _ body: (NoticeRig) async throws -> Void
) async throws {
  try await withRig(
    tmux: tmux,
    preparing: { home in
      let bin = home.appendingPathComponent("bin")
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      for name in ["notify-send", "terminal-notifier"] {
        let path = bin.appendingPathComponent(name)
        try Programs.write(
          script: "#!/bin/sh\nline=$(printf '%s\\037' \"$@\")\nprintf '%s\\n' \"$line\" >>\"$HOME/desktop\"\n",
          to: path.path)
      }
      let usual = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      return .init(environment: ["PATH": "\(bin.path):\(usual)"])
    }
  ) { rig in
    for rung in rungs { try await rig.tmux.run("set-option", "-g", "@argosy_notify_\(rung)", "on") }
    try await rig.run("tmux", "load")
    try await withClient(of: rig.tmux, columns: 200) { person in
      let terminal = try await person.record()
      try await agents(rig)
      try await rig.run("up")
      try await body(NoticeRig(interface: InterfaceRig(rig: rig, person: person), terminal: terminal))
    }
  }
}
