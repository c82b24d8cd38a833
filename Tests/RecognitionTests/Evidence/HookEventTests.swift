import Foundation
import Testing

@testable import Recognition

@Suite("Hook events")
struct HookEventTests {
  private func parsed(_ text: String) -> HookEvent? { HookEvent(Array(text.utf8)) }

  @Test(
    "what each event says of the agent",
    arguments: [
      (#"{"hook_event_name":"UserPromptSubmit","prompt":"hi"}"#, AgentState.working, nil),
      (#"{"hook_event_name":"SessionStart","source":"startup"}"#, .idle, nil),
      (#"{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"make"}}"#, .working, nil),
      (#"{"hook_event_name":"PreToolUse","tool_name":"AskUserQuestion"}"#, .blocked, .question),
      (#"{"hook_event_name":"PermissionRequest","tool_name":"ExitPlanMode"}"#, .blocked, .plan),
      (#"{"hook_event_name":"PermissionRequest","tool_name":"Bash"}"#, .blocked, .permission),
      (#"{"hook_event_name":"Notification","notification_type":"permission_prompt"}"#, .blocked, .permission),
      (#"{"hook_event_name":"Notification","notification_type":"idle_prompt"}"#, .idle, nil),
      (#"{"hook_event_name":"Stop","background_tasks":[]}"#, .idle, nil),
      (#"{"hook_event_name":"Stop","background_tasks":[{"id":"1","status":"running"}]}"#, .background, nil),
      (#"{"hook_event_name":"Stop","background_tasks":[{"id":"1","status":"completed"}]}"#, .idle, nil),
      (#"{"hook_event_name":"StopFailure","error":"rate_limit"}"#, .blocked, .limit),
      (#"{"hook_event_name":"StopFailure","error":"authentication_failed"}"#, .blocked, .login),
      (#"{"hook_event_name":"StopFailure"}"#, .blocked, .error),
      (#"{"hook_event_name":"PreCompact","trigger":"auto"}"#, .working, nil),
      (#"{"hook_event_name":"PostCompact","trigger":"manual"}"#, .idle, nil),
    ] as [(String, AgentState, BlockKind?)])
  func says(text: String, state: AgentState, kind: BlockKind?) throws {
    let evidence = try #require(parsed(text)?.evidence)
    #expect((evidence.state, evidence.kind) == (state, kind))
    #expect(evidence.source == .hook)
  }

  @Test(
    "what says nothing of the agent itself",
    arguments: [
      #"{"hook_event_name":"Stop","agent_id":"a1"}"#, #"{"hook_event_name":"SubagentStop"}"#,
      #"{"hook_event_name":"SessionStart","source":"compact"}"#, #"{"hook_event_name":"Notification"}"#,
      #"{"hook_event_name":"PreModelSwitch"}"#, #"{"hook_event_name":"SessionEnd","reason":"clear"}"#,
      #"{"hook_event_name":"PermissionRequest","agent_id":"a1","tool_name":"Bash"}"#,
    ])
  func silent(text: String) throws {
    let event = try #require(parsed(text))
    #expect(event.evidence == nil)
  }

  @Test(
    "what is no event", arguments: ["", "{", "[]", "null", #"{"session_id":"x"}"#, #"{"hook_event_name":7}"#, "\u{0}"])
  func torn(text: String) {
    #expect(parsed(text) == nil)
  }

  @Test("the questions of AskUserQuestion, with their options in order")
  func questions() throws {
    let event = try #require(
      parsed(
        #"""
        {"hook_event_name":"PreToolUse","tool_name":"AskUserQuestion","tool_input":{"questions":[
        {"question":"Which colour?","header":"Colour","multiSelect":false,
        "options":[{"label":"Red","description":"Warm"},{"label":"Blue"},{"nothing":1}]}, {"header":"no text"}]}}
        """#))
    #expect(event.questions.map(\.question) == ["Which colour?"])
    #expect(event.questions.first?.options.map(\.label) == ["Red", "Blue"])
    #expect(event.evidence?.ask?.options.first?.detail == "Warm")
  }

  @Test("fields of another type are as good as missing")
  func types() throws {
    let text = #"{"hook_event_name":"Stop","background_tasks":"many","session_id":7,"agent_id":null,"x":1e400}"#
    let event = try #require(parsed(text.replacing("1e400", with: "1e40")))
    #expect(event.sessionID == nil)
    #expect(event.evidence?.state == .idle)
  }

  @Test("a tool and what it is about")
  func detail() {
    let text = #"{"hook_event_name":"PermissionRequest","tool_name":"Bash","tool_input":{"command":"rm -rf build"}}"#
    #expect(parsed(text)?.evidence?.detail == "Bash: rm -rf build")
  }
}
