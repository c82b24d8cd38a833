import Testing

@testable import Recognition

@Suite("What agents leave in files")
struct FileEvidenceTests {
  @Test(
    "the registry's statuses",
    arguments: [
      ("busy", nil, AgentState.working, nil), ("idle", nil, .idle, nil), ("shell", nil, .background, nil),
      ("waiting", "permission prompt", .blocked, .permission), ("waiting", "input needed", .blocked, .question),
    ] as [(String, String?, AgentState, BlockKind?)])
  func registry(status: String, waitingFor: String?, state: AgentState, kind: BlockKind?) throws {
    let waiting = waitingFor.map { #","waitingFor":"\#($0)""# } ?? ""
    let text = #"{"pid":7,"sessionId":"s","status":"\#(status)"\#(waiting),"statusUpdatedAt":1760000000123}"#
    let record = try #require(SessionRecord(Array(text.utf8)))
    #expect((record.pid, record.statusUpdatedAt) == (7, 1_760_000_000_123))
    let evidence = try #require(record.evidence)
    #expect((evidence.state, evidence.kind) == (state, kind))
  }

  @Test("a dialog that a person may have opened, and words of the future, say nothing")
  func registryUnknown() {
    for text in [
      #"{"pid":7,"status":"waiting","waitingFor":"dialog open"}"#, #"{"pid":7,"status":"dreaming"}"#, #"{"pid":7}"#,
    ] {
      #expect(SessionRecord(Array(text.utf8))?.evidence == nil)
    }
    for text in ["", #"{"pid":"#, #"{"pid":99999999999,"status":"busy"}"#, "[]"] {
      #expect(SessionRecord(Array(text.utf8)) == nil)
    }
  }

  private func tail(_ lines: String...) -> TranscriptTail { TranscriptTail(Array(lines.joined(separator: "\n").utf8)) }

  private static let usage =
    #""usage":{"input_tokens":10,"cache_creation_input_tokens":700,"cache_read_input_tokens":3000,"output_tokens":5}"#

  @Test("the last line of the conversation decides, others are passed over")
  func transcript() {
    let text =
      #"{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"Done."}],\#(Self.usage)}}"#
    let user = #"{"type":"user","message":{"content":"go on"}}"#
    let tool = #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Bash"}]}}"#
    let ask = #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"AskUserQuestion"}]}}"#
    let interrupted = #"{"type":"user","message":{"content":[{"type":"text","text":"[Request interrupted by user]"}]}}"#
    let side = #"{"type":"user","isSidechain":true,"message":{"content":"[SUGGESTION MODE: …"}}"#
    let snapshot = #"{"type":"file-history-snapshot","snapshot":{}}"#
    #expect(tail(user, text).evidence?.state == .idle)
    #expect(tail(user, text).contextTokens == 3710)
    #expect(tail(user, text).model == "m")
    #expect(tail(text, user).evidence?.state == .working)
    #expect(tail(text, user).contextTokens == 3710)
    #expect(tail(user, tool, snapshot, side).evidence?.state == .working)
    #expect(tail(user, ask).evidence?.kind == .question)
    #expect(tail(tool, interrupted).evidence?.state == .idle)
    #expect(
      tail(text, #"{"type":"user","isMeta":true,"message":{"content":"<local-command-caveat>"}}"#).evidence?.name
        == "assistant")
  }

  @Test("an error of the service, and a limit")
  func transcriptErrors() {
    let error = #"{"type":"assistant","isApiErrorMessage":true,"apiErrorStatus":500,"message":{"content":[]}}"#
    let limit = #"{"type":"assistant","isApiErrorMessage":true,"error":"usage_limit"}"#
    #expect(tail(error).evidence?.kind == .error)
    #expect(tail(limit).evidence?.kind == .limit)
  }

  @Test("torn lines, at either end, are no lines")
  func transcriptTorn() {
    let user = #"{"type":"user","message":{"content":"go on"}}"#
    #expect(tail(#"nt":"half a line"}}"#, user, #"{"type":"assista"#).evidence?.state == .working)
    #expect(tail("").evidence == nil)
    #expect(tail(#"{"type":"user","message":7}"#).evidence?.state == .working)
    let huge = #"{"message":{"usage":{"input_tokens":9e18,"cache_read_input_tokens":9e18}}}"#
    #expect(tail(huge).evidence == nil)
  }

  @Test("what the status line is told")
  func vitals() throws {
    let text = #"""
      {"session_id":"s","model":{"id":"claude-opus-5","display_name":"Opus"},"version":"2.1.90","cwd":"/a",
       "workspace":{"current_dir":"/b"},"cost":{"total_cost_usd":0.25},
       "context_window":{"context_window_size":200000,"used_percentage":8.5,"current_usage":null},
       "rate_limits":{"five_hour":{"used_percentage":23.5,"resets_at":1738425600}}}
      """#
    let vitals = try #require(Vitals(Array(text.utf8)))
    #expect((vitals.model, vitals.contextUsed, vitals.contextSize, vitals.cost) == ("Opus", 8.5, 200_000, 0.25))
    #expect(vitals.directory == "/b")
    #expect(vitals.fiveHours == .init(used: 23.5, resetsAt: 1_738_425_600))
    #expect(vitals.sevenDays == nil)
    let early = Vitals(Array(#"{"session_id":"s","context_window":{"used_percentage":null}}"#.utf8))
    #expect(early?.sessionID == "s" && early?.contextUsed == nil)
    #expect(Vitals(Array("{}".utf8)) == nil)
    #expect(Vitals(Array("torn".utf8)) == nil)
  }
}
