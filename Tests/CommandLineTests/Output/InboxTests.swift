import Daemon
import Fleet
import Testing

@testable import argosy

@Suite("The inbox")
struct InboxTests {
  private func text(_ reports: [InboxReport], shared: Set<String> = []) -> String {
    InboxText(reports, shared: shared, style: Samples.plain, now: Samples.now).text
  }

  @Test("a question stands there with its options, its age, and the command that answers it and no other")
  func question() throws {
    let report = try Samples.inbox(
      try Samples.attention(
        "question", "Which provider?", options: Samples.options, ask: "q1", hint: "argosy answer auth-sso N"))
    #expect(
      text([report]) == """
        ■ question  auth-sso  acme/app · work  12m ago
            Which provider?
            1 Okta
            2 Auth0
          → argosy answer auth-sso --ask q1 N
        """)
  }

  @Test("the order is the daemon's, and an empty inbox says so")
  func order() throws {
    let crash = try Samples.inbox(try Samples.attention("crash", "exit 1", key: "crash"), "b")
    let gate = try Samples.inbox(try Samples.attention("decision-gate", "work is finished", key: "gate"), "a")
    let text = text([crash, gate])
    let places = ["crash  b", "decision-gate  a"].compactMap { text.firstRange(of: $0)?.lowerBound }
    #expect(places.count == 2 && places == places.sorted())
    #expect(self.text([]) == "Nothing waits for you.")
  }

  @Test("each kind has the command that closes it", arguments: Attention.Kind.allCases)
  func commands(_ kind: Attention.Kind) throws {
    let command = ClosingCommand(try Samples.inbox(try Samples.attention(kind.rawValue, "x", key: "k"))).text
    let expected =
      switch kind {
      case .permission, .question, .plan, .trust, .login, .limit, .error: "tmux switch-client -t '%7'"
      case .crash, .trouble, .delivery: "argosy retry auth-sso"
      case .ciFailing: "argosy send auth-sso 'the checks of the pull request fail; find the cause, mend it, and push'"
      case .conflict:
        "argosy send auth-sso 'the branch conflicts with its base; resolve that, run the tests, and push'"
      case .reviewComments: "argosy send auth-sso 'deal with each comment on the pull request, and push'"
      case .gate: "argosy advance auth-sso"
      case .prReady: "argosy show auth-sso"
      case .prClosed: "argosy done auth-sso"
      case .orphan: "argosy stop auth-sso"
      }
    #expect(command == expected)
    #expect(!command.contains("merge"))
  }

  @Test("a dead agent whose conversation is known is resumed; a ready pull request is opened, not merged")
  func particular() throws {
    let crash = try Samples.attention("crash", "exit 1", key: "crash", hint: "argosy resume auth-sso continues it")
    #expect(ClosingCommand(try Samples.inbox(crash)).text == "argosy resume auth-sso")
    var ready = try Samples.inbox(try Samples.attention("pr-ready", "PR #4", key: "ready"))
    ready.url = "https://h/pull/4"
    #expect(ClosingCommand(ready).text == "gh pr view --web https://h/pull/4")
    let free = try Samples.attention("question", "Which?", ask: "q")
    #expect(ClosingCommand(try Samples.inbox(free)).text == "argosy answer auth-sso --ask q 'your answer'")
  }

  @Test("a command names the server it was asked about, and a name that two items share by id")
  func naming() throws {
    let gate = try Samples.inbox(try Samples.attention("decision-gate", "x", key: "gate"))
    #expect(ClosingCommand(gate, server: " -L work").text == "argosy advance -L work auth-sso")
    #expect(text([gate], shared: ["auth-sso"]).contains("argosy advance id-auth-sso"))
    #expect(ItemWord.text("it's", id: "i") == #"'it'\''s'"#)
    #expect(ItemWord.text("-rf", id: "i-1") == "i-1")
    #expect(ItemWord.text("a\u{1B}b", id: "i-1") == "i-1")
  }

  @Test("nothing that waits reaches the terminal, or a shell, as a command")
  func hostile() throws {
    var report = try Samples.inbox(
      try Samples.attention(
        "question", Samples.hostile,
        options: #"[{"key":"1","label":"\u001b[2Jx","selected":true,"role":"choice","detail":"\u0007y"}]"#,
        ask: Samples.hostile, hint: Samples.hostile))
    report.attention.detail = [Samples.hostile]
    (report.name, report.repository, report.stage) = (Samples.hostile, Samples.hostile, Samples.hostile)
    #expect(Samples.isInert(text([report])), "\(text([report]).debugDescription)")
    let command = ClosingCommand(report).text
    #expect(command.hasPrefix("argosy answer id-auth-sso --ask 'a]0;pwned"), "\(command)")
  }

  @Test("of a long log the end is shown")
  func detail() throws {
    var attention = try Samples.attention("ci-failing", "PR #4: failing: test", key: "ci")
    attention.detail = (1...40).map { "line \($0)." }
    let text = text([try Samples.inbox(attention)])
    #expect(text.contains("line 40.") && !text.contains("line 28.") && text.contains("28 lines before these"))
  }
}
