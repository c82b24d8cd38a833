/// One event of Claude Code's hooks, as it comes on a hook's standard input (agents.md §2).
///
/// Names that are not known, and fields that are missing, are no error: the program gets new ones every few weeks.
public struct HookEvent: Sendable, Hashable {
  public let name: String
  public let sessionID: String?
  public let transcriptPath: String?
  public let directory: String?
  /// The text of `UserPromptSubmit`, as the agent took it.
  public let prompt: String?
  public let toolName: String?
  /// Of a subagent, whose turns are not the agent's.
  public let isSubagent: Bool
  let fields: JSONValue

  /// Nil for what is no such event.
  public init?(_ bytes: some Sequence<UInt8>) {
    guard let fields = JSONValue(bytes), let name = fields["hook_event_name"]?.string, !name.isEmpty else { return nil }
    self.fields = fields
    self.name = name
    sessionID = fields["session_id"]?.string
    transcriptPath = fields["transcript_path"]?.string
    directory = fields["cwd"]?.string
    prompt = fields["prompt"]?.string
    toolName = fields["tool_name"]?.string
    isSubagent = fields["agent_id"]?.string.map { !$0.isEmpty } ?? false || name.hasPrefix("Subagent")
  }

  /// What the event says of the agent; nil where it says nothing.
  public var evidence: Evidence? {
    guard !isSubagent else { return nil }
    switch name {
    case "SessionStart":
      // After a compaction the same turn goes on.
      return fields["source"]?.string == "compact" ? nil : evidence(.idle)
    case "UserPromptSubmit", "PostToolUse", "PostToolUseFailure", "PostToolBatch", "PermissionDenied",
      "ElicitationResult", "PreCompact":
      return evidence(.working)
    case "PreToolUse":
      return question ?? evidence(.working)
    case "PermissionRequest":
      return question ?? evidence(.blocked, .permission)
    case "Elicitation":
      return evidence(.blocked, .question)
    case "Notification":
      return notification
    case "PostCompact":
      return fields["trigger"]?.string == "manual" ? evidence(.idle) : evidence(.working)
    case "Stop":
      return evidence(hasBackgroundTasks ? .background : .idle)
    case "StopFailure":
      return failure
    default:
      return nil
    }
  }

  private func evidence(_ state: AgentState, _ kind: BlockKind? = nil, _ ask: Ask? = nil) -> Evidence {
    Evidence(.hook, name, state, kind: kind, ask: ask, detail: detail)
  }

  /// The tools that are themselves a question to the person.
  private var question: Evidence? {
    switch toolName {
    case "AskUserQuestion": evidence(.blocked, .question, questions.first)
    case "ExitPlanMode": evidence(.blocked, .plan)
    default: nil
    }
  }

  /// The questions of `AskUserQuestion`, in order.
  public var questions: [Ask] {
    (fields["tool_input"]?["questions"]?.array ?? []).prefix(8).compactMap { question in
      guard let text = question["question"]?.string else { return nil }
      let options = (question["options"]?.array ?? []).prefix(16).enumerated().compactMap { index, option in
        option["label"]?.string.map {
          Ask.Option(key: "\(index + 1)", label: $0, detail: option["description"]?.string)
        }
      }
      return Ask(question: text, options: options)
    }
  }

  private var notification: Evidence? {
    switch fields["notification_type"]?.string {
    case "permission_prompt": evidence(.blocked, .permission)
    case "agent_needs_input", "elicitation_dialog", "elicitation_url_dialog": evidence(.blocked, .question)
    case "idle_prompt": evidence(.idle)
    default: nil
    }
  }

  private var failure: Evidence {
    let error = fields["error"]?.string ?? "unknown"
    let kind: BlockKind =
      switch error {
      case "rate_limit", "billing_error": .limit
      case "authentication_failed", "oauth_org_not_allowed": .login
      default: .error
      }
    return Evidence(.hook, name, .blocked, kind: kind, detail: fields["error_details"]?.string ?? error)
  }

  private var hasBackgroundTasks: Bool {
    (fields["background_tasks"]?.array ?? []).contains { task in
      // Without a word on it, a task that is listed runs.
      ["running", "pending", nil].contains(task["status"]?.string)
    }
  }

  /// A tool and what it is about to do, in a line.
  private var detail: String? {
    guard let toolName else { return fields["message"]?.string }
    let input = fields["tool_input"]
    let argument = ["command", "file_path", "path", "url", "pattern", "query", "description"].lazy
      .compactMap { input?[$0]?.string }.first
    return argument.map { "\(toolName): \($0.prefix(500))" } ?? toolName
  }
}
