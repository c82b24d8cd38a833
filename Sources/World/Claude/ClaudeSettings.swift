import Foundation
import TmuxControl

/// Settings for one session of Claude Code (`claude --settings`): its hooks and its status line tell argosy what it
/// does. They are merged with the person's own, none of which is changed.
public struct ClaudeSettings: Sendable {
  /// Absolute path of argosy.
  public let argosy: String
  /// What the person's status line is without us.
  public let statusLine: StatusLine?
  /// Whether the hook of a permission waits for an answer that is given by argosy.
  public let holds: Bool

  public init(argosy: String, statusLine: StatusLine?, holds: Bool = false) {
    self.holds = holds
    self.argosy = argosy
    self.statusLine = statusLine
  }

  /// The events that say something of an agent. A tool's start does only where the tool is a question: one process for
  /// each call of each tool would be too dear.
  public static let events: [(name: String, matcher: String?)] = [
    ("SessionStart", nil), ("UserPromptSubmit", nil), ("PreToolUse", "AskUserQuestion|ExitPlanMode"),
    ("PermissionRequest", nil), ("PostToolUse", nil), ("PostToolUseFailure", nil), ("Notification", nil),
    ("Elicitation", nil), ("ElicitationResult", nil), ("PreCompact", nil), ("PostCompact", nil), ("Stop", nil),
    ("StopFailure", nil), ("SessionEnd", nil),
  ]

  /// The settings as one line of JSON.
  public var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let hooks = Dictionary(
        uniqueKeysWithValues: Self.events.map { event in
          (event.name, [HookGroup(matcher: event.matcher, hooks: [hook(for: event.name)])])
        })
      let wrapped = statusLine.map { " -- \(ShellWord.quoted($0.command))" } ?? ""
      let line = StatusLine(
        command: "\(ShellWord.quoted(argosy)) statusline\(wrapped)", padding: statusLine?.padding,
        refreshInterval: statusLine?.refreshInterval)
      return String(decoding: try encoder.encode(Settings(hooks: hooks, statusLine: line)), as: UTF8.self)
    }
  }

  /// Seconds that a held hook waits at most, and those after which Claude Code would end it.
  private static let (holdLimit, holdTimeout) = (540, 600)

  /// A permission's hook may be held: its dialog is on the screen all the while. That of a tool's start may not, though
  /// it could answer a question too: the question would not be shown before it ended.
  private func hook(for event: String) -> Hook {
    guard holds, event == "PermissionRequest" else { return Hook(command: "\(ShellWord.quoted(argosy)) hook") }
    return Hook(
      command: "\(ShellWord.quoted(argosy)) hook --hold \(Self.holdLimit)", timeout: Self.holdTimeout, async: false)
  }

  private struct Settings: Encodable {
    let hooks: [String: [HookGroup]]
    let statusLine: StatusLine
  }

  private struct HookGroup: Encodable {
    let matcher: String?
    let hooks: [Hook]
  }

  private struct Hook: Encodable {
    let type = "command"
    let command: String
    /// Seconds. Where nothing waits for it, it matters only when something is very wrong.
    var timeout = 5
    var async = true
  }

  /// The `statusLine` of a settings file.
  public struct StatusLine: Codable, Hashable, Sendable {
    public var type: String?
    public var command: String
    public var padding: Int?
    public var refreshInterval: Int?

    public init(command: String, padding: Int? = nil, refreshInterval: Int? = nil) {
      type = "command"
      self.command = command
      self.padding = padding
      self.refreshInterval = refreshInterval
    }

    /// The one that Claude Code would show in a project, by the order of its settings: local, project, user. Nil where
    /// none is set, or the file that sets it cannot be read.
    public static func inForce(in directory: String, environment: [String: String]) -> StatusLine? {
      let home = environment["CLAUDE_CONFIG_DIR"] ?? environment["HOME"].map { "\($0)/.claude" }
      let files =
        ["\(directory)/.claude/settings.local.json", "\(directory)/.claude/settings.json"]
        + (home.map { ["\($0)/settings.json"] } ?? [])
      for file in files {
        guard let data = FileManager.default.contents(atPath: file),
          let line = try? JSONDecoder().decode(File.self, from: data).statusLine
        else { continue }
        // One of ours is not wrapped once more.
        return line.command.contains("argosy' statusline") || line.command.contains("argosy statusline") ? nil : line
      }
      return nil
    }

    private struct File: Decodable {
      let statusLine: StatusLine?
    }
  }
}
