import Terminal
import Testing

/// One rule of the screen: bytes in, rows and cursor out, on ten columns and four rows of tmux 3.3.
struct Rule: Sendable, CustomTestStringConvertible {
  var name: String
  var input: String
  var lines: [String]
  var cursor: [Int]

  init(_ name: String, _ input: String, _ lines: [String], _ cursor: [Int]) {
    self.name = name
    self.input = input
    self.lines = lines + Array(repeating: "", count: max(0, 4 - lines.count))
    self.cursor = cursor
  }

  var testDescription: String { name }
}

@Suite("Rules of the screen")
struct RuleTests {
  static let rules: [Rule] = [
    // Printing and wrapping
    Rule("text prints from the left", "hello", ["hello"], [5, 0]),
    Rule("after the last column the cursor stands one past it", "0123456789", ["0123456789"], [10, 0]),
    Rule("the next character wraps", "0123456789a", ["0123456789", "a"], [1, 1]),
    Rule("BS from pending wrap goes to the last column", "0123456789\u{8}x", ["012345678x"], [10, 0]),
    Rule("BS in column 0 goes back over a wrapped row", "0123456789a\r\u{8}", ["0123456789", "a"], [9, 0]),
    Rule("LF keeps the column and pending wrap", "0123456789\n", ["0123456789"], [10, 1]),
    Rule("EL 0 at pending wrap erases nothing", "0123456789␛[K", ["0123456789"], [10, 0]),
    Rule("DECAWM off overwrites the last column", "␛[?7l0123456789ab", ["012345678b"], [9, 0]),
    Rule("LF at the bottom scrolls", "1\r\n2\r\n3\r\n4\r\n5", ["2", "3", "4", "5"], [1, 3]),
    Rule("HT goes to the next stop and draws nothing", "a\tb", ["a       b"], [9, 0]),
    Rule("DEL prints nothing", "a\u{7F}b", ["ab"], [2, 0]),
    Rule("REP repeats ASCII up to the last column", "a␛[20b", ["aaaaaaaaaa"], [10, 0]),
    Rule("a second REP in a row does nothing", "a␛[2b␛[2b", ["aaa"], [3, 0]),
    Rule("IRM moves the rest to the right", "abc\r␛[4hX", ["Xabc"], [1, 0]),
    // Wide and combining characters
    Rule("a wide character takes two columns", "漢a", ["漢a"], [3, 0]),
    Rule("a wide character that does not fit wraps", "012345678漢", ["012345678", "漢"], [2, 1]),
    Rule("a combining mark joins the cell before", "e\u{301}x", ["e\u{301}x"], [2, 0]),
    Rule("overwriting the left half blanks the right", "漢\rx", ["x"], [1, 0]),
    Rule("overwriting the right half blanks the left", "a漢␛[3Gx", ["a x"], [3, 0]),
    Rule("the left half in column 0 stays (tmux up to 3.5)", "漢␛[2Gx", ["漢x"], [2, 0]),
    Rule("invalid UTF-8 vanishes", "a", ["a"], [1, 0]),
    // Cursor
    Rule("CUP counts from one", "␛[2;3Hx", ["", "  x"], [3, 1]),
    Rule("CUP beyond the screen stops at its edge", "␛[99;99H", [], [9, 3]),
    Rule("CUU stops at the top of the region", "␛[2;4r␛[4;1H␛[9A", [], [0, 1]),
    Rule("CUD from above the region stops at its bottom", "␛[2;3r␛[9B", [], [0, 2]),
    Rule("CUB from pending wrap gives the last column", "0123456789␛[D", ["0123456789"], [9, 0]),
    Rule("CUU at pending wrap gives up the wrap", "0123456789␛[A", ["0123456789"], [9, 0]),
    Rule("CBT counts stops back", "012345678␛[Zx", ["01234567x"], [9, 0]),
    Rule("origin mode counts rows from the region's top", "␛[2;3r␛[?6h␛[1;1Hx␛[9;1Hy", ["", "x", "y"], [1, 2]),
    Rule("DECRC loses pending wrap", "0123456789␛7␛[H␛8", ["0123456789"], [9, 0]),
    // Regions
    Rule("DECSTBM homes the cursor", "ab␛[2;3r", ["ab"], [0, 0]),
    Rule("DECSTBM of one row is ignored", "ab␛[1;1r", ["ab"], [2, 0]),
    Rule("CSI 0;0r is ignored", "ab␛[0;0r", ["ab"], [2, 0]),
    Rule(
      "LF at the region's bottom scrolls the region", "1\r\n2\r\n3\r\n4␛[2;3r␛[3;1H\n", ["1", "3", "", "4"], [0, 2]),
    Rule("RI at the region's top scrolls down", "1\r\n2\r\n3\r\n4␛[2;3r␛[2;1H␛M", ["1", "", "2", "4"], [0, 1]),
    Rule("SU scrolls up", "1\r\n2\r\n3␛[S", ["2", "3"], [1, 2]),
    Rule("SD scrolls down", "1\r\n2␛[T", ["", "1", "2"], [1, 1]),
    // Erasing, inserting, deleting
    Rule("EL 1 erases up to the cursor", "abcdef␛[3G␛[1K", ["   def"], [2, 0]),
    Rule("ED 0 erases from the cursor on", "abc\r\ndef\r\nghi␛[2;2H␛[J", ["abc", "d"], [1, 1]),
    Rule("ED 1 erases up to the cursor", "abc\r\ndef␛[2;2H␛[1J", ["", "  f"], [1, 1]),
    Rule("ED with an unknown number does nothing", "abc␛[7J", ["abc"], [3, 0]),
    Rule("ECH blanks and moves nothing", "abcdef␛[2G␛[2X", ["a  def"], [1, 0]),
    Rule("DCH pulls the rest", "abcdef␛[2G␛[2P", ["adef"], [1, 0]),
    Rule("ICH pushes the rest", "abcdef␛[2G␛[2@", ["a  bcdef"], [1, 0]),
    Rule("ICH of the whole row does nothing", "abc\r␛[99@", ["abc"], [0, 0]),
    Rule("IL inserts in the region", "1\r\n2\r\n3\r\n4␛[2;1H␛[L", ["1", "", "2", "3"], [0, 1]),
    Rule("DL deletes in the region", "1\r\n2\r\n3\r\n4␛[2;1H␛[M", ["1", "3", "4"], [0, 1]),
    Rule(
      "IL over all rows left outside the region does nothing", "1\r\n2\r\n3\r\n4␛[1;2r␛[3;1H␛[9L",
      ["1", "2", "3", "4"], [0, 2]),
    Rule("DECALN fills the screen", "␛#8", Array(repeating: "EEEEEEEEEE", count: 4), [0, 0]),
    Rule("RIS clears and homes", "abc␛[4h␛c", [], [0, 0]),
    // The parser
    Rule("CAN ends a sequence", "␛[3\u{18}1mx", ["1mx"], [3, 0]),
    Rule("C0 inside a sequence acts at once", "a␛[\r1Cx", ["ax"], [2, 0]),
    Rule(
      "24 parameters make a sequence do nothing", "a␛[5" + String(repeating: ";1", count: 23) + "Hx", ["ax"], [2, 0]),
    Rule(
      "64 parameter bytes make a sequence do nothing", "a␛[" + String(repeating: "0", count: 63) + "5Cx", ["ax"],
      [2, 0]),
    Rule("a number above 2147483647 makes a sequence do nothing", "abc␛[2147483648Dx", ["abcx"], [4, 0]),
    Rule("2147483647 is a number", "abc␛[2147483647Dx", ["xbc"], [1, 0]),
    Rule("a colon outside SGR makes a command do nothing", "abc␛[1:2Dx", ["abcx"], [4, 0]),
    Rule("DCS is swallowed with CAN in it", "a␛Px\u{18}y␛\\b", ["ab"], [2, 0]),
    Rule("DECSED, DECSTR and CHT are unknown", "abc␛[?2J␛[!p␛[Ix", ["abcx"], [4, 0]),
    // The alternate screen
    Rule("1049 clears, keeps the cursor and comes back", "abc␛[?1049hx␛[?1049l", ["abc"], [3, 0]),
    Rule("47 leaves the cursor", "abc␛[?47h␛[3;3Hx␛[?47l", ["abc"], [3, 2]),
    Rule("1049l outside restores the cursor of the last use", "abc␛[?1049h␛[?1049l␛[4;4H␛[?1049l", ["abc"], [3, 0]),
  ]

  @Test("rule", arguments: rules)
  func rule(_ rule: Rule) {
    let terminal = screen(rule.input)
    #expect(terminal.lines == rule.lines)
    #expect(terminal.position == rule.cursor)
    #expect(terminal.invariantViolations() == [])
  }

  @Test("broken UTF-8 vanishes up to 3.5 and prints U+FFFD from 3.6 on")
  func brokenUTF8() {
    var old = Terminal(columns: 10, rows: 1, tmux: .v3_5)
    var new = Terminal(columns: 10, rows: 1, tmux: .v3_6)
    for byte: UInt8 in [0x61, 0xE2, 0x94, 0x62, 0xFF, 0x63] {
      old.feed([byte])
      new.feed([byte])
    }
    #expect(old.lines == ["abc"])
    #expect(new.lines == ["a\u{FFFD}b\u{FFFD}c"])
  }

  @Test("a partial character survives an escape sequence and takes the new colour")
  func splitCharacter() {
    var terminal = Terminal(columns: 10, rows: 1)
    terminal.feed([0xE2, 0x94])
    terminal.feed(bytes("␛[31m"))
    terminal.feed([0x80])
    #expect(terminal.cell(row: 0, column: 0).text == "\u{2500}")
    #expect(terminal.cell(row: 0, column: 0).style.foreground == .palette(1))
  }

  @Test("VS16 widens a character from 3.4 on")
  func variationSelector() {
    #expect(screen("☀\u{FE0F}x", tmux: .v3_3).position == [2, 0])
    #expect(screen("☀\u{FE0F}x", tmux: .v3_5).position == [3, 0])
  }

  @Test("a tab over blanks is one cell from 3.6 on")
  func tabCell() {
    let terminal = screen("a\tb", tmux: .v3_6)
    #expect(terminal.cell(row: 0, column: 1).width == 7)
    #expect(terminal.lines[0] == "a       b")
  }

  @Test("an erased cell has the pen's background")
  func backgroundColourErase() {
    let terminal = screen("abc␛[44m␛[2G␛[K")
    #expect(terminal.cell(row: 0, column: 5).style.background == .palette(4))
    #expect(terminal.lines[0] == "a")
  }

  @Test("line drawing cells keep their letter and carry the attribute")
  func lineDrawing() {
    let terminal = screen("␛(0q␛(Bq")
    #expect(terminal.cell(row: 0, column: 0).style.attributes == .lineDrawing)
    #expect(terminal.cell(row: 0, column: 1).style.attributes == [])
    #expect(terminal.lines[0] == "qq")
  }

  @Test("the region's top row goes to the history wherever the region begins")
  func history() {
    #expect(screen("␛[2;3r␛[3;1H\n\n").historySize == 2)
    #expect(screen("␛[?1049h␛[4;1H\n\n").historySize == 0)
    #expect(screen("␛[4;1H\n\n", history: 0).historySize == 0)
    #expect(screen("␛[4;1H" + String(repeating: "\n", count: 21), history: 20).historySize == 19)
  }

  @Test("a row that wrapped knows it")
  func wrapped() {
    let terminal = screen("0123456789ab\r\nc")
    #expect((0..<4).map { terminal.isWrapped(row: $0) } == [true, false, false, false])
  }

  @Test("RIS keeps the origin mode that DECSC saved")
  func savedOrigin() {
    #expect(screen("␛[?6h␛7␛c␛8").modes.contains(.origin))
    #expect(!screen("␛[?6h␛c␛8").modes.contains(.origin))
  }

  @Test("off the screen there are blank cells and empty rows")
  func outOfRange() {
    let terminal = screen("abc")
    #expect(terminal.cell(row: -1, column: 0) == .blank)
    #expect(terminal.cell(row: 0, column: 10) == .blank)
    #expect(terminal.text(row: 4) == "")
    #expect(!terminal.isWrapped(row: .max))
  }
}
