import LabelledScreens
import Recognition
import Testing

/// Each rule on a screen of its own.
@Suite struct StateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: String
    var state: AgentState
    var rows: [String]
    var title = ""
    var kind: BlockKind?
    var isHold = false
    var testDescription: String { rule }
  }

  private static let above = Draw.transcript

  static let working: [Case] = [
    Case(rule: "title-working", state: .working, rows: above + Draw.box(), title: "⠂ Claude Code"),
    Case(rule: "title-working", state: .working, rows: above + Draw.box(), title: "◓ tidy the parser"),
    Case(rule: "spinner", state: .working, rows: above + ["✻ Puttering…", ""] + Draw.box()),
    Case(
      rule: "spinner", state: .working,
      rows: above + ["✻ Nucleating… (0s · ↓ 8 tokens)", "  ⎿  Tip: Use /x", ""] + Draw.box()),
    Case(
      rule: "spinner", state: .working,
      rows: above + ["✽ Zigzagging… (3m 18s · ↓ 1.4k tokens · thought for 1s)", ""]
        + Draw.box(footer: ["  my own line"])),
    Case(
      rule: "spinner", state: .working, rows: above + ["✻ Thinking… (esc to interrupt · 12s)", ""] + Draw.roundBox()),
    Case(rule: "spinner", state: .working, rows: above + ["● Brewing… (4s · ↑ 12 tokens)", ""] + Draw.box()),
    Case(rule: "spinner", state: .working, rows: above + ["* Moving the tests… (4s)", ""] + Draw.box()),
    Case(rule: "compacting", state: .working, rows: above + ["✽ Compacting conversation…", ""] + Draw.box()),
    Case(
      rule: "footer-working", state: .working,
      rows: above + Draw.box(footer: ["  ⏸ manual mode on · esc to interrupt · ← for agents"])),
    Case(
      rule: "retrying", state: .working,
      rows: above + ["  ⎿  API Error (529) · Retrying in 4 seconds… (attempt 2/10)", ""] + Draw.box()),
    Case(
      rule: "tool-running", state: .working,
      rows: above + ["⏺ Bash(make)", "  ⎿  Running…", ""] + Draw.box(footer: ["  mine"])),
    Case(rule: "queued-messages", state: .working, rows: above + Draw.box("Press up to edit queued messages")),
  ]

  static let resting: [Case] = [
    Case(rule: "prompt", state: .idle, rows: above + Draw.box(), title: "✳ Claude Code"),
    Case(rule: "prompt", state: .idle, rows: above + Draw.roundBox()),
    Case(rule: "prompt-bare", state: .idle, rows: above + Draw.box(footer: [])),
    // Where a turn runs, the same line goes on: with nothing else that speaks for it, it has to last.
    Case(rule: "prompt-bare", state: .idle, rows: above + Draw.box(footer: ["  ⏸ plan mode on (shift+tab to cycle)"])),
    Case(
      rule: "prompt-titled", state: .idle,
      rows: above + Draw.box(footer: ["  ⏵⏵ bypass permissions on (shift+tab to cycle)"]), title: "✳ argo"),
    Case(
      rule: "prompt", state: .idle,
      rows: above + ["✻ Cogitated for 13s", ""]
        + Draw.box(footer: ["  ⏵⏵ bypass permissions on (shift+tab to cycle)"])),
    Case(
      rule: "prompt", state: .idle,
      rows: above + Draw.box(footer: ["  ⏸ manual mode on · ? for shortcuts · ← 2 agents"])),
    Case(rule: "prompt", state: .idle, rows: above + ["✻ Cogitated for 13s", ""] + Draw.box()),
    Case(rule: "prompt", state: .idle, rows: above + ["✻ Worked for 7s · done 18:49", ""] + Draw.box()),
    Case(
      rule: "interrupted", state: .idle,
      rows: above + ["  ⎿  Interrupted · What should Claude do instead?", ""] + Draw.box()),
    Case(
      rule: "background", state: .background,
      rows: above + ["✻ Cooked for 13s · 1 shell still running", ""] + Draw.box()),
    Case(rule: "background", state: .background, rows: above + ["· 1 MCP task still running", ""] + Draw.box()),
    Case(
      rule: "background", state: .background,
      rows: above + ["✻ Waiting for 2 background agents to finish", ""] + Draw.box()),
    Case(
      rule: "background-footer", state: .background, rows: above + Draw.box(footer: ["  ⏵⏵ auto mode on · 2 shells"])),
    Case(rule: "starting", state: .starting, rows: ["▗ ▗   ▖ ▖  Claude Code v2.1.29", "           Opus · Claude API"]),
    Case(
      rule: "exited", state: .exited,
      rows: above + ["Resume this session with:", "claude --resume 0a1b2c3d", "", "user@host:~$"]),
  ]

  static let blocked: [Case] = [
    Case(
      rule: "permission", state: .blocked, rows: above + Draw.permission(), title: "⠂ Claude Code", kind: .permission),
    Case(rule: "permission", state: .blocked, rows: above + Draw.permission(["Yes", "No"]), kind: .permission),
    Case(
      rule: "permission", state: .blocked,
      rows: above
        + Draw.framed([
          "Create file", "", "Do you want to create NOTES.md?", "❯ 1. Yes",
          "  2. Yes, allow all edits during this session",
          "  3. No, and tell Claude what to do differently (esc)",
        ]), kind: .permission),
    Case(
      rule: "permission", state: .blocked,
      rows: above + [
        Draw.rule(), " Network request outside of sandbox", "", "   Host: example.org", "",
        " Do you want to allow this connection?",
        " ❯ 1. Yes", "   2. No", "", " Esc to cancel",
      ], kind: .permission),
    Case(
      rule: "permission", state: .blocked,
      rows: above + [Draw.rule(), " Open a page", "", " ❯ 1. Allow", "   2. Deny (esc)"], kind: .permission),
    Case(
      rule: "plan", state: .blocked,
      rows: above + [
        Draw.rule(), " Ready to code?", "", " Here is the plan:", "╌╌╌╌╌╌╌╌╌╌", " 1. Read", " 2. Write", "╌╌╌╌╌╌╌╌╌╌",
        "",
        " Would you like to proceed?", "", " ❯ 1. Yes, and use auto mode", "   2. Yes, manually approve edits",
        "   3. No, keep planning", "", " ctrl+g to edit in vim",
      ], kind: .plan),
    Case(
      rule: "trust-files", state: .blocked,
      rows: [" Do you trust the files in this folder?", "", " /home/u/x", "", " ❯ 1. Yes, proceed", "   2. No, exit"],
      kind: .trust),
    Case(
      rule: "trust-bypass", state: .blocked,
      rows: [
        Draw.rule(), " WARNING: Claude Code running in Bypass Permissions mode", "", " It will not ask.", "",
        " ❯ 1. No, exit",
        "   2. Yes, I accept", "", " Enter to confirm · Esc to cancel",
      ], kind: .trust),
    Case(
      rule: "trust-channels", state: .blocked,
      rows: [" WARNING: Loading development channels", "", " ❯ 1. I am developing one", "   2. Exit"], kind: .trust),
    Case(
      rule: "login", state: .blocked,
      rows: [" Do you want to use this API key?", "", "   1. Yes", " ❯ 2. No (recommended) ✔"], kind: .login),
    Case(
      rule: "login-code", state: .blocked,
      rows: [" Browser didn't open? Use the url below", "", " Paste code here if prompted >"], kind: .login),
    Case(
      rule: "login-needed", state: .blocked, rows: above + ["  ⎿  Not logged in · Please run /login", ""] + Draw.box(),
      kind: .login),
    Case(
      rule: "limit", state: .blocked,
      rows: above + ["  ⎿  You've hit your session limit · resets 3:45pm", ""] + Draw.box(), kind: .limit),
    Case(
      rule: "limit", state: .blocked,
      rows: above + ["  ⎿  Context limit reached · /compact or /clear to continue", ""] + Draw.box(), kind: .limit),
    Case(
      rule: "limit-choice", state: .blocked,
      rows: above + [
        Draw.rule(), " What do you want to do?", "", " ❯ 1. Stop and wait for limit to reset",
        "   2. Upgrade your plan", "",
        " Enter to confirm · Esc to cancel",
      ], kind: .limit),
    Case(
      rule: "api-error", state: .blocked, rows: above + ["⏺ API Error: 500 Internal server error", ""] + Draw.box(),
      kind: .error),
    Case(
      rule: "resume-choice", state: .blocked,
      rows: [
        Draw.rule(), " This session is old and large.", "", " ❯ 1. Resume from summary",
        "   2. Resume full session as-is",
        "   3. Don't ask me again", "", " Enter to confirm · Esc to cancel",
      ], kind: .question),
    Case(
      rule: "unknown-dialog", state: .blocked,
      rows: above + [
        Draw.rule(), " Something new", "", " ❯ 1. One way", "   2. Another", "", " Enter to confirm · Esc to cancel",
      ],
      kind: .question),
  ]

  static let covered: [Case] = [
    Case(
      rule: "transcript-open", state: .unknown,
      rows: above + [Draw.rule(), "  Showing detailed transcript · ctrl+o to toggle"], isHold: true),
    Case(
      rule: "picker-open", state: .unknown,
      rows: above + [
        Draw.rule(), " Select model", "", " ❯ 1. Opus", "   2. Haiku", "", " Enter to set as default · Esc to exit",
      ], isHold: true),
    Case(
      rule: "session-picker", state: .unknown,
      rows: ["  Resume session", "  ╭────╮", "  │ ⌕ Search… │", "  ❯ one", "    two"], isHold: true),
    Case(
      rule: "aside-open", state: .unknown,
      rows: above + [Draw.rule(), " /btw what is this?", "", "   A parser.", "", " ↑/↓ to scroll · esc to close"],
      isHold: true),
    Case(
      rule: "help-open", state: .unknown,
      rows: above + [Draw.rule(), " general", "", " For more help: https://example.org"], isHold: true),
  ]

  @Test(arguments: working + resting + blocked + covered)
  func rule(_ expected: Case) throws {
    let found = try #require(try Embedded.find(expected.rows, title: expected.title))
    #expect(found.rule == expected.rule, "\(found)")
    #expect(found.state == expected.state)
    #expect(found.kind == expected.kind)
    #expect(found.isHold == expected.isHold)
  }

  /// A rule without a screen is a rule that nobody has seen working.
  @Test func everyRuleHasAScreen() throws {
    var seen = Set((Self.working + Self.resting + Self.blocked + Self.covered).map(\.rule))
    for labelled in LabelledScreenTests.screens where labelled.agent == "claude" {
      if let found = try LabelledScreenTests.find(labelled.screen, "claude") { seen.insert(found.rule) }
    }
    let names = Set(try Embedded.recognizer().rules.ruleNames)
    #expect(names.subtracting(seen) == [])
  }

  @Test func detailsArePickedOut() throws {
    let limit = try Embedded.find(
      Draw.transcript + ["  ⎿  You've hit your session limit · resets 3:45pm", ""] + Draw.box())
    #expect(limit?.detail == "resets 3:45pm")
    let spinner = try Embedded.find(Draw.transcript + ["✻ Puttering… (4s · ↓ 8 tokens)", ""] + Draw.box())
    #expect(spinner?.detail == "Puttering… (4s · ↓ 8 tokens)")
    #expect(spinner?.matched == ["✻ Puttering… (4s · ↓ 8 tokens)"])
    let background = try Embedded.find(Draw.transcript + ["✻ Cooked for 1s · 2 shells still running", ""] + Draw.box())
    #expect(background?.detail == "2 shells still running")
  }

  @Test func backgroundWorkThatEndedLeavesItsLineBehind() throws {
    let rows = Draw.transcript + ["✻ Cooked for 1s · 1 shell still running", "", "⏺ The shell has ended.", ""]
    #expect(try Embedded.find(rows + Draw.box())?.state == .idle)
  }

  @Test func nothingMatchesNothing() throws {
    #expect(try Embedded.find([]) == nil)
    #expect(try Embedded.find(["$ make", "cc -c x.c"]) == nil)
  }

  @Test func explainTellsEveryRule() throws {
    let recognizer = try Embedded.recognizer()
    let outcomes = recognizer.explain(Draw.screen(Draw.transcript + Draw.box()))
    #expect(outcomes.map(\.rule) == recognizer.rules.ruleNames)
    #expect(outcomes.first { $0.isMatch }?.rule == "prompt")
    #expect(outcomes.first { $0.rule == "permission" }?.reason == "no dialog on the screen")
    #expect(outcomes.allSatisfy { $0.isMatch || !$0.reason.isEmpty })
  }
}
