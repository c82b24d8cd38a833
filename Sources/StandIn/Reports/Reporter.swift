/// What the real agent tells others beside its screen, told from the log of this one: hooks, the file of its session,
/// its status line (agents.md §§1.4, 2, 3).
///
/// Esc and a denial are told by no hook, a trust dialog by nothing at all, as with the real one.
struct Reporter {
  private let settings: HookSettings?
  /// `$CLAUDE_CONFIG_DIR/sessions`, only where `STANDIN_FILES` is set: these files are read by other programs.
  private let sessions: String?
  private let session: String
  private var wasInterrupted = false
  private var hasBegun = false
  /// In a turn, of which an end is told.
  private var isTurn = false

  init(_ options: Options, variable: (String) -> String?) throws(UsageError) {
    settings = try options.settings.map { text throws(UsageError) in try HookSettings(text) }
    sessions =
      variable("STANDIN_FILES") == "1" ? variable("CLAUDE_CONFIG_DIR").map { "\($0)/sessions" } : nil
    session = options.sessionID ?? "00000000-0000-4000-8000-\(Self.padded(Processes.identity))"
  }

  private static func padded(_ number: Int32) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  /// The shell commands to be run for what was just logged.
  mutating func commands(after entry: LogEntry) -> [Errand] {
    switch entry.event {
    case "taken":
      isTurn = true
      return hook("UserPromptSubmit", [.init("prompt", entry["text"] ?? .string(""))])
    case "interrupted":
      wasInterrupted = true
      return []
    case "state": return state(entry)
    default: return []
    }
  }

  private mutating func state(_ entry: LogEntry) -> [Errand] {
    guard case .string(let state)? = entry["state"] else { return [] }
    var commands: [Errand] = []
    if !hasBegun, state == "idle" || state == "working" {
      hasBegun = true
      commands += hook("SessionStart", [.init("source", .string("startup"))])
    }
    switch state {
    case "working":
      isTurn = true
    case "blocked":
      commands += blocked(entry)
    case "idle", "background":
      if isTurn, !wasInterrupted {
        let tasks: [JSON] =
          state == "background" ? [.object([.init("id", .string("1")), .init("status", .string("running"))])] : []
        commands += hook("Stop", [.init("background_tasks", .array(tasks))])
        commands += statusLine()
      }
      isTurn = false
      wasInterrupted = false
    case "exited":
      commands += entry["reason"] == .string("crash") ? [] : hook("SessionEnd", [.init("reason", .string("other"))])
    default: break
    }
    write(state, entry)
    return commands
  }

  private mutating func blocked(_ entry: LogEntry) -> [Errand] {
    guard case .string(let kind)? = entry["kind"] else { return [] }
    func tool(_ name: String, _ input: [JSON.Field]) -> [JSON.Field] {
      [.init("tool_name", .string(name)), .init("tool_input", .object(input))]
    }
    switch kind {
    case "permission":
      let command = entry["subject"] ?? entry["heading"] ?? .string("")
      return hook(
        "PermissionRequest", tool("Bash", [.init("command", command)]) + suggestions(entry), tool: "Bash", dialog: entry
      )
    case "question":
      var options: [JSON] = []
      if case .array(let labels)? = entry["options"] {
        options = labels.map { .object([.init("label", $0)]) }
      }
      let question = JSON.object([
        .init("question", entry["question"] ?? .string("")), .init("options", .array(options)),
      ])
      let call = tool("AskUserQuestion", [.init("questions", .array([question]))])
      // Some versions ask for permission of a question as well; it matters only to a hook that answers.
      let isAwaited =
        settings?.commands(for: "PermissionRequest", tool: "AskUserQuestion").contains(where: \.isAwaited) ?? false
      return hook("PreToolUse", call, tool: "AskUserQuestion")
        + (isAwaited ? hook("PermissionRequest", call, tool: "AskUserQuestion", dialog: entry) : [])
    case "plan": return hook("PreToolUse", tool("ExitPlanMode", []), tool: "ExitPlanMode")
    case "limit":
      isTurn = false
      return hook("StopFailure", [.init("error", .string("rate_limit"))])
    case "error":
      isTurn = false
      return hook("StopFailure", [.init("error", .string("server_error"))])
    default: return []
    }
  }

  /// The rule that the row of a permission for the future stands for.
  private func suggestions(_ entry: LogEntry) -> [JSON.Field] {
    guard case .array(let labels)? = entry["options"], labels.count > 2 else { return [] }
    let rule = JSON.object([.init("toolName", .string("Bash")), .init("ruleContent", .string("such:*"))])
    return [
      .init(
        "permission_suggestions",
        .array([
          .object([
            .init("type", .string("addRules")), .init("rules", .array([rule])), .init("behavior", .string("allow")),
            .init("destination", .string("localSettings")),
          ])
        ]))
    ]
  }

  private func hook(
    _ event: String, _ fields: [JSON.Field], tool: String? = nil, dialog: LogEntry? = nil
  ) -> [Errand] {
    guard let commands = settings?.commands(for: event, tool: tool), !commands.isEmpty else { return [] }
    let input = JSON.object(
      [
        .init("session_id", .string(session)), .init("cwd", .string(Files.currentDirectory)),
        .init("hook_event_name", .string(event)),
      ] + fields)
    var number: Int?
    if case .integer(let found)? = dialog?["n"] { number = found }
    return commands.map { command in
      Errand(command: Self.feeding(input.text, to: command.text), dialog: command.isAwaited ? number : nil)
    }
  }

  private func statusLine() -> [Errand] {
    guard let command = settings?.statusLine else { return [] }
    let input = JSON.object([
      .init("session_id", .string(session)), .init("cwd", .string(Files.currentDirectory)),
      .init("model", .object([.init("display_name", .string("Stand-in"))])),
      .init("context_window", .object([.init("used_percentage", .integer(8))])),
    ])
    return [Errand(command: Self.feeding(input.text, to: command), dialog: nil)]
  }

  private static func feeding(_ input: String, to command: String) -> String {
    "printf %s '\(input.replacing("'", with: #"'\''"#))' | { \(command)\n}"
  }

  /// The file of the session: written anew with each change, removed by whoever leaves in order.
  private func write(_ state: String, _ entry: LogEntry) {
    guard let sessions else { return }
    let path = "\(sessions)/\(Processes.identity).json"
    if state == "exited" {
      if entry["reason"] != .string("crash") { Files.remove(path) }
      return
    }
    var fields: [JSON.Field] = [
      .init("pid", .integer(Int(Processes.identity))), .init("sessionId", .string(session)),
      .init("cwd", .string(Files.currentDirectory)), .init("kind", .string("interactive")),
      .init("statusUpdatedAt", .integer(Int(Clock.realtime() / .millisecond))),
    ]
    switch (state, entry["kind"]) {
    case ("working", _): fields.append(.init("status", .string("busy")))
    case ("background", _): fields.append(.init("status", .string("shell")))
    case ("blocked", .string("permission")?):
      fields += [.init("status", .string("waiting")), .init("waitingFor", .string("permission prompt"))]
    case ("blocked", .string("question")?):
      fields += [.init("status", .string("waiting")), .init("waitingFor", .string("input needed"))]
    // A trust dialog comes before there is a session.
    case ("starting", _), ("blocked", .string("trust")?), ("blocked", .string("login")?): return
    default: fields.append(.init("status", .string("idle")))
    }
    Files.replace(path, with: JSON.object(fields).text)
  }
}
