import Foundation
import Recognition
import Testing

@Suite("What a held hook prints")
struct HookDecisionTests {
  private func event(_ json: String) throws -> HookEvent { try #require(HookEvent(Data(json.utf8))) }

  @Test("a permission: once, for good with the event's own suggestion as it came, or no")
  func permission() throws {
    let suggestion =
      #"{"behavior":"allow","destination":"localSettings","rules":[{"ruleContent":"make:*","toolName":"Bash"}],"type":"addRules"}"#
    let event = try event(
      #"{"hook_event_name":"PermissionRequest","tool_name":"Bash","tool_input":{"command":"make /x","timeout":600000},"#
        + #""permission_suggestions":[\#(suggestion)]}"#)
    #expect(
      event.permission
        == HeldPermission(tool: "Bash", argument: "make /x", suggestions: ["addRules"], questions: []))
    let head = #"{"hookSpecificOutput":{"decision":{"behavior":"#
    let tail = #"},"hookEventName":"PermissionRequest"}}"#
    #expect(event.output(.allow) == head + #""allow""# + tail)
    #expect(
      event.output(.allowAlways(suggestion: 0)) == head + #""allow","updatedPermissions":[\#(suggestion)]"# + tail)
    #expect(event.output(.allowAlways(suggestion: 1)) == nil && event.output(.answer("x")) == nil)
    #expect(event.output(.deny) == head + #""deny","interrupt":true,"message":"The user said no.""# + tail)
  }

  @Test("a question: its input as it came, with the answer under its text")
  func question() throws {
    let questions =
      #"[{"header":"Way","multiSelect":false,"options":[{"label":"Left"},{"label":"It's right"}],"question":"Which \"way\"?"}]"#
    let event = try event(
      #"{"hook_event_name":"PermissionRequest","tool_name":"AskUserQuestion","tool_input":{"questions":\#(questions)}}"#
    )
    #expect(
      event.output(.answer("It's right"))
        == #"{"hookSpecificOutput":{"decision":{"behavior":"allow","updatedInput":{"answers":{"Which \"way\"?":"It's right"},"questions":\#(questions)}},"hookEventName":"PermissionRequest"}}"#
    )
    #expect(event.permission?.questions.first?.options.map(\.label) == ["Left", "It's right"])
  }

  @Test("a file is known by the end of its path, and other events ask nothing")
  func others() throws {
    let edit = try event(
      #"{"hook_event_name":"PermissionRequest","tool_name":"Edit","tool_input":{"file_path":"/a/b/c.txt","old_string":"x"}}"#
    )
    #expect(edit.permission?.argument == "c.txt")
    #expect(try event(#"{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{}}"#).permission == nil)
    #expect(try event(#"{"hook_event_name":"PermissionRequest"}"#).permission == nil)
  }
}
