import Testing

@testable import Fleet

@Suite("A text to be delivered")
struct PromptTests {
  @Test("line ends become line feeds, control characters go, and both are said")
  func normalised() throws {
    let prompt = try Prompt("a\r\nb\rc\u{1B}[31md\u{9B}e\u{0}f\tg\n\n")
    #expect(prompt.text == "a\nb\nc[31mdef\tg")
    #expect(prompt.changes == [.lineEnds, .controlCharacters, .trailingLineEnds])
    let plain = try Prompt("  two\n\n  lines, 👩‍👩‍👧 and e\u{301}  ")
    #expect(plain.text == "  two\n\n  lines, 👩‍👩‍👧 and e\u{301}  " && plain.changes.isEmpty)
  }

  @Test("the end of a bracketed paste cannot be smuggled in")
  func pasteEnd() throws {
    #expect(!(try Prompt("x\u{1B}[201~\u{1B}[Ay").text).unicodeScalars.contains("\u{1B}"))
  }

  @Test(
    "a slash command is typed; everything else is pasted", arguments: ["/compact", "/review 12", "/my:own-command_2"])
  func typed(command: String) throws {
    #expect(try Prompt(command).method == .keys)
  }

  @Test(
    "text that only begins like something else is pasted",
    arguments: [
      "/etc/hosts is wrong", "/", "// x", "/a\nb", "!ls", "#1", "@me", "-x", "?", ":x", "&", "/1", " /compact",
    ])
  func pasted(text: String) throws {
    #expect(try Prompt(text).strokes == [.paste(text)])
  }

  @Test("a command's long or special arguments are pasted behind its name")
  func arguments() throws {
    #expect(try Prompt("/review 12 now").strokes == [.type("/review "), .type("12 now")])
    #expect(try Prompt("/review @file").strokes == [.type("/review "), .paste("@file")])
    #expect(try Prompt("/compact").strokes == [.type("/compact")])
  }

  @Test("nothing, and too much, are refused")
  func limits() {
    #expect(throws: Refusal.emptyText) { try Prompt(" \n\t") }
    #expect(throws: Refusal.tooLong(bytes: Prompt.limit + 1)) {
      try Prompt(String(repeating: "x", count: Prompt.limit + 1))
    }
  }
}
