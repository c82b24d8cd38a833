/// What a hook of Claude Code that was held answers in a person's name (agents.md §2.4).
public enum HookDecision: Sendable, Hashable, Codable {
  /// This once.
  case allow
  /// And from now on, as one of the event's own suggestions puts it.
  case allowAlways(suggestion: Int)
  /// No, and the turn ends, as with the dialog's own `No`.
  case deny
  /// The answer to the one question of `AskUserQuestion`: a label, several with commas between, or own words.
  case answer(String)
}

/// A permission that an agent asks for by a hook, as far as it is needed to know its dialog again.
public struct HeldPermission: Sendable, Hashable, Codable {
  public var tool: String
  /// The command, the last part of the path, the address; nil where the tool has none of these.
  public var argument: String?
  /// The kinds of the rules it suggests, in its order: `addRules`, `setMode`.
  public var suggestions: [String]
  /// Those of `AskUserQuestion`.
  public var questions: [Ask]

  public init(tool: String, argument: String?, suggestions: [String], questions: [Ask]) {
    self.tool = tool
    self.argument = argument
    self.suggestions = suggestions
    self.questions = questions
  }
}

extension HookEvent {
  /// What is asked; nil for any other event.
  public var permission: HeldPermission? {
    guard name == "PermissionRequest", let toolName else { return nil }
    let input = fields["tool_input"]
    let path = ["file_path", "notebook_path", "path"].lazy.compactMap { input?[$0]?.string }.first
    let argument =
      ["command", "url", "pattern", "query"].lazy.compactMap { input?[$0]?.string }.first
      ?? path?.split(separator: "/").last.map(String.init)
    return HeldPermission(
      tool: toolName, argument: argument.map { String($0.prefix(500)) },
      suggestions: suggestions.prefix(16).map { $0["type"]?.string ?? "" }, questions: questions)
  }

  private var suggestions: [JSONValue] { fields["permission_suggestions"]?.array ?? [] }

  /// What the hook prints; nil where the decision does not fit the event.
  public func output(_ decision: HookDecision) -> String? {
    var answer: [String: JSONValue]
    switch decision {
    case .allow: answer = ["behavior": .string("allow")]
    case .allowAlways(let index):
      guard suggestions.indices.contains(index) else { return nil }
      answer = ["behavior": .string("allow"), "updatedPermissions": .array([suggestions[index]])]
    case .deny:
      answer = ["behavior": .string("deny"), "message": .string("The user said no."), "interrupt": .bool(true)]
    case .answer(let text):
      guard toolName == "AskUserQuestion", case .object(var input)? = fields["tool_input"], questions.count == 1,
        let question = questions.first?.question
      else { return nil }
      input["answers"] = .object([question: .string(text)])
      answer = ["behavior": .string("allow"), "updatedInput": .object(input)]
    }
    return JSONValue.object([
      "hookSpecificOutput": .object(["hookEventName": .string("PermissionRequest"), "decision": .object(answer)])
    ]).text
  }
}
