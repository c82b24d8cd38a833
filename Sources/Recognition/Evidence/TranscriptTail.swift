/// The end of a transcript `~/.claude/projects/<folder>/<session>.jsonl`: the last thing that was said in the
/// conversation (agents.md §4.1).
///
/// It is written late and its form changes, so it counts for little: it helps where argosy comes to an agent that is
/// in a state its screen does not show.
public struct TranscriptTail: Sendable, Hashable {
  public let evidence: Evidence?
  /// Tokens in the context with the last message of the model: new, written to the cache, read from it.
  public let contextTokens: Int?
  public let model: String?

  /// - Parameter bytes: The last part of the file; its first line may be torn.
  public init(_ bytes: some Collection<UInt8>) {
    var evidence: Evidence?
    var tokens: Int?
    var model: String?
    // From the end: what counts is the last line that belongs to the conversation.
    for line in bytes.split(separator: 0x0A).reversed() {
      guard let fields = JSONValue(line) else { continue }
      let message = fields["message"]
      if fields["isSidechain"]?.bool != true, tokens == nil, let usage = message?["usage"] {
        tokens = Self.sum(usage)
        model = message?["model"]?.string
      }
      if evidence == nil { evidence = Self.evidence(of: fields) }
      if evidence != nil, tokens != nil { break }
    }
    self.evidence = evidence
    contextTokens = tokens
    self.model = model
  }

  private static func sum(_ usage: JSONValue) -> Int {
    ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"].reduce(0) { sum, key in
      let count = usage[key]?.integer.flatMap { Int(exactly: $0) } ?? 0
      return sum.addingReportingOverflow(count).partialValue
    }
  }

  private static func evidence(of fields: JSONValue) -> Evidence? {
    guard fields["isSidechain"]?.bool != true, fields["isMeta"]?.bool != true, let type = fields["type"]?.string
    else { return nil }
    if fields["isApiErrorMessage"]?.bool == true {
      let isLimit = fields["error"]?.string == "usage_limit" || fields["apiErrorStatus"]?.integer == 429
      return Evidence(.transcript, "error", .blocked, kind: isLimit ? .limit : .error, detail: fields["error"]?.string)
    }
    switch type {
    case "user": return user(fields["message"]?["content"])
    case "assistant": return assistant(fields["message"]?["content"])
    default: return nil
    }
  }

  private static func user(_ content: JSONValue?) -> Evidence? {
    let text = content?.string ?? content?.array.compactMap { $0["text"]?.string }.first
    if let text, text.hasPrefix("[Request interrupted by user") { return Evidence(.transcript, "interrupted", .idle) }
    if let text, text.hasPrefix("<local-command") || text.hasPrefix("<command-name>") {
      return Evidence(.transcript, "local command", .idle)
    }
    return Evidence(.transcript, "user", .working)
  }

  /// One message of the model is written as several lines, one for each of its parts.
  private static func assistant(_ content: JSONValue?) -> Evidence? {
    guard let last = content?.array.last else { return Evidence(.transcript, "assistant", .idle) }
    switch last["type"]?.string {
    case "tool_use":
      switch last["name"]?.string {
      case "AskUserQuestion": return Evidence(.transcript, "AskUserQuestion", .blocked, kind: .question)
      case "ExitPlanMode": return Evidence(.transcript, "ExitPlanMode", .blocked, kind: .plan)
      // Whether it runs or waits to be allowed cannot be told from here.
      default: return Evidence(.transcript, "tool", .working, detail: last["name"]?.string)
      }
    case "thinking": return Evidence(.transcript, "thinking", .working)
    default: return Evidence(.transcript, "assistant", .idle)
    }
  }
}
