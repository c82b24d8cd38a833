import Testing

@testable import StandIn

@Suite("Command line and log")
struct OptionTests {
  private func read(_ arguments: String..., variables: [String: String] = [:]) throws -> Options {
    try OptionReader.read(arguments) { variables[$0] }
  }

  @Test("the flags of the real agent are taken")
  func real() throws {
    let options = try read(
      "--append-system-prompt", "x", "--model", "opus", "--dangerously-skip-permissions", "--session-id", "1-2",
      "--resume", "--continue", "-w", "name", "--tmux=classic", "--settings", "{}", "--output-format=json", "-n", "me",
      "do it")
    #expect(options.prompt == "do it")
    #expect(options.mode == .bypassPermissions)
    #expect(options.name == "me")
    #expect(options.outputFormat == "json")
    #expect(try read("-p", "hello").isPrint)
    #expect(try read("--permission-mode", "plan").mode == .plan)
    #expect(try read("--", "--x").prompt == "--x")
  }

  @Test("others are refused in its words", arguments: ["--x", "--prompt", "--instructions", "-z"])
  func unknown(flag: String) throws {
    let error = #expect(throws: UsageError.self) { try read(flag, "a") }
    #expect(error?.message == "error: unknown option '\(flag)'")
  }

  @Test("variables do what the flags do")
  func variables() throws {
    let options = try read(
      "--prompt", "a",
      variables: [
        "FAKE_ACCEPT_DOC_FLAGS": "1", "STANDIN_LOOK": "2025", "STANDIN_SWALLOW_ENTER": "1", "TMUX_PANE": "%7",
        "STANDIN_LOG": "/logs/{pane}", "STANDIN_SPINNER": "off",
      ])
    #expect(options.prompt == "a")
    #expect(options.edition == .boxed)
    #expect(options.swallowsEnter)
    #expect(options.log == "/logs/%7")
    #expect(options.spinnerInterval == nil)
    #expect(throws: UsageError.self) { try read("--look", "1999") }
  }

  @Test("a line of the log is one line of JSON")
  func json() {
    let entry = LogEntry("text", [.init("text", .string("a\"\\\n\u{1B}é")), .init("n", .integer(1))])
    #expect(
      entry.line(at: 5) == "{\"t\":5,\"event\":\"text\",\"text\":\"a\\\"\\\\\\n\\u001bé\",\"n\":1}\n")
  }
}
