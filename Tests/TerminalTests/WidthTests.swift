import Terminal
import Testing

@Suite("Widths")
struct WidthTests {
  /// The column after one character.
  private func columns(_ character: String, _ tmux: TmuxVersion, _ library: WidthLibrary) -> Int {
    var terminal = Terminal(columns: 10, rows: 2, tmux: tmux, widths: library)
    terminal.feed(Array(character.utf8))
    return terminal.cursor.column
  }

  @Test(
    "libraries and versions",
    arguments: [
      // character, glibc 3.3, glibc 3.4, utf8proc 3.3, utf8proc 3.4
      ("é", [1, 1, 1, 1]), ("漢", [2, 2, 2, 2]), ("😀", [2, 2, 2, 2]), ("\u{AD}", [1, 1, 1, 1]),
      ("\u{E0B0}", [1, 1, 1, 1]), ("\u{378}", [0, 1, 1, 1]), ("☝", [1, 2, 1, 2]), ("\u{2028}", [0, 1, 0, 0]),
    ])
  func table(character: String, expected: [Int]) {
    let found = [WidthLibrary.glibc, .utf8proc].flatMap { library in
      [TmuxVersion.v3_3, .v3_4].map { columns(character, $0, library) }
    }
    #expect(found == expected)
  }

  @Test("only glibc decodes beyond Unicode")
  func beyondUnicode() {
    for (library, expected) in [(WidthLibrary.glibc, 1), (.utf8proc, 0)] {
      var terminal = Terminal(columns: 10, rows: 2, tmux: .v3_4, widths: library)
      terminal.feed([0xF4, 0x90, 0x80, 0x80])
      #expect(terminal.cursor.column == expected)
    }
  }
}
