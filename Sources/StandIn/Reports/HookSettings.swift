import Foundation

/// The part of `--settings` that the stand-in honours: hooks that are commands, and the status line.
struct HookSettings {
  private struct File: Decodable {
    let hooks: [String: [Group]]?
    let statusLine: Hook?
  }

  private struct Group: Decodable {
    let matcher: String?
    let hooks: [Hook]
  }

  private struct Hook: Decodable {
    let command: String?
    let async: Bool?
  }

  /// A command of a hook; the agent waits for one that is not `async`.
  struct Command: Equatable {
    var text: String
    var isAwaited: Bool
  }

  private var file: File

  /// - Parameter text: JSON, or the path of a file with it, as the real agent takes both.
  /// - Throws: ``UsageError`` when it is neither.
  init(_ text: String) throws(UsageError) {
    let json = text.hasPrefix("{") ? text : (try? Files.text(text)) ?? ""
    guard let file = try? JSONDecoder().decode(File.self, from: Data(json.utf8)) else {
      throw UsageError("error: invalid settings: \(text.prefix(80))")
    }
    self.file = file
  }

  var statusLine: String? { file.statusLine?.command }

  /// The commands of an event, where a matcher is a list of tool names between bars.
  func commands(for event: String, tool: String?) -> [Command] {
    (file.hooks?[event] ?? []).filter { group in
      guard let matcher = group.matcher, !matcher.isEmpty, matcher != "*" else { return true }
      return matcher.split(separator: "|").contains { $0 == tool ?? "" }
    }.flatMap { group in
      group.hooks.compactMap { hook in hook.command.map { Command(text: $0, isAwaited: hook.async != true) } }
    }
  }
}
