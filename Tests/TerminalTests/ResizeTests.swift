import Terminal
import Testing

/// A change of size, with the lines of the history at hand.
@Suite("Resizing")
struct ResizeTests {
  private func screen(_ text: String, _ columns: Int, _ rows: Int, tmux: TmuxVersion = .v3_3) -> Terminal {
    var terminal = Terminal(columns: columns, rows: rows, tmux: tmux, keepsHistory: true)
    terminal.feed(bytes(text))
    return terminal
  }

  private func history(_ terminal: Terminal) -> [String] {
    (0..<terminal.keptHistory).reversed().map { String(decoding: terminal.printedLine(-1 - $0).bytes, as: UTF8.self) }
  }

  @Test("narrower, lines are split; wider again, they are joined")
  func reflow() {
    var terminal = screen("abcdefgh\r\nij", 10, 4)
    terminal.resize(columns: 5, rows: 4)
    // The screen keeps its last rows, also where they are blank.
    #expect(history(terminal) == ["abcde"])
    #expect(terminal.printedLine(-1).isWrapped)
    #expect(terminal.lines == ["fgh", "ij", "", ""])
    #expect(terminal.position == [2, 1])
    terminal.resize(columns: 10, rows: 4)
    #expect(terminal.lines == ["abcdefgh", "ij", "", ""])
    #expect(terminal.position == [2, 1])
  }

  @Test("lines that do not fit any more go to the history, and come back")
  func historyTakesPart() {
    var terminal = screen("one two\r\nthree\r\nfour", 7, 3)
    terminal.resize(columns: 4, rows: 3)
    #expect(history(terminal) == ["one ", "two"])
    #expect(terminal.lines == ["thre", "e", "four"])
    #expect(terminal.historySize == 2)
    terminal.resize(columns: 7, rows: 3)
    #expect(history(terminal) == [])
    #expect(terminal.lines == ["one two", "three", "four"])
  }

  @Test("lower, rows below the cursor go first, then rows at the top go to the history")
  func lower() {
    var terminal = screen("a\r\nb\r\nc\r\nd␛[2;1H", 5, 4)
    terminal.resize(columns: 5, rows: 3)
    #expect(terminal.lines == ["a", "b", "c"])
    terminal.resize(columns: 5, rows: 1)
    #expect(terminal.lines == ["b"])
    #expect(history(terminal) == ["a"])
    #expect(terminal.position == [0, 0])
  }

  @Test("higher, scrolled lines come back; lines that ED 2 put away do not")
  func higher() {
    var scrolled = screen("a\r\nb\r\nc", 5, 2)
    scrolled.resize(columns: 5, rows: 4)
    #expect(scrolled.lines == ["a", "b", "c", ""])
    var cleared = screen("a\r\nb␛[2J", 5, 2)
    cleared.resize(columns: 5, rows: 4)
    #expect(cleared.lines == ["", "", "", ""])
    #expect(history(cleared) == ["a", "b"])
  }

  @Test("a cursor beyond the text goes to its end, one above the screen home")
  func cursor() {
    var terminal = screen("abc␛[1;9H", 10, 3)
    terminal.resize(columns: 8, rows: 3)
    #expect(terminal.position == [3, 0])
    var above = screen("0123456789␛[H", 10, 1)
    above.resize(columns: 4, rows: 1)
    #expect(above.position == [0, 0])
    #expect(above.lines == ["89"])
  }

  @Test("another width resets the tab stops, another height the region")
  func resets() {
    var terminal = screen("␛[3g␛[2;3r", 20, 6)
    terminal.resize(columns: 18, rows: 6)
    #expect(terminal.tabStopColumns == [8, 16])
    #expect(terminal.scrollRegion == 1...2)
    terminal.resize(columns: 18, rows: 5)
    #expect(terminal.scrollRegion == 0...4)
  }

  @Test("the alternate screen is cut, and keeps what lies beyond its edge; the normal one is rewrapped when it returns")
  func alternate() {
    var terminal = screen("normal text␛[?1049h␛[Halternate", 12, 3)
    terminal.resize(columns: 6, rows: 3)
    #expect(terminal.lines == ["altern", "", ""])
    #expect(terminal.position == [9, 0], "tmux leaves the column where it was")
    terminal.resize(columns: 12, rows: 3)
    #expect(terminal.lines == ["alternate", "", ""])
    terminal.resize(columns: 6, rows: 3)
    terminal.feed(bytes("␛[?1049l"))
    #expect(history(terminal) == ["normal"])
    #expect(terminal.printedLine(-1).isWrapped)
    #expect(terminal.lines == [" text", "", ""])
    #expect(terminal.position == [5, 0])
  }

  @Test("3.6 counts the padding of wide characters as columns and cuts their lines")
  func widePadding() {
    var old = screen("漢字漢字", 8, 3)
    old.resize(columns: 6, rows: 3)
    #expect(history(old) == ["漢字漢"])
    #expect(old.lines == ["字", "", ""])
    #expect(old.invariantViolations() == [])
    var new = screen("漢字漢字", 8, 3, tmux: .v3_6)
    new.resize(columns: 6, rows: 3)
    #expect(history(new) == ["漢字"])
    #expect(new.lines == ["漢字", "", ""])
    #expect(new.invariantViolations() == [])
  }

  @Test("without the lines of the history they come back blank, and are still counted")
  func withoutHistory() {
    var terminal = Terminal(columns: 5, rows: 2)
    terminal.feed(bytes("a\r\nb\r\nc\r\nd"))
    terminal.resize(columns: 5, rows: 3)
    #expect(terminal.lines == ["", "c", "d"])
    #expect(terminal.historySize == 1)
  }
}
