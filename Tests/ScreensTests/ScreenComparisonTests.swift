import Terminal
import Testing
import TmuxControl

@testable import Screens

@Suite("Comparing a model with what tmux tells")
struct ScreenComparisonTests {
  /// A model that read this text.
  private static func model(_ text: String, columns: Int = 20, rows: Int = 4, tmux: TmuxVersion = .v3_3) -> Terminal {
    var terminal = Terminal(columns: columns, rows: rows, tmux: tmux)
    terminal.feed(Array(text.utf8))
    return terminal
  }

  /// What tmux tells of a screen with these rows.
  private static func told(_ rows: [String], cursor: (column: Int, row: Int) = (0, 0), columns: Int = 20) -> Snapshot {
    var snapshot = Snapshot(columns: columns, rows: 4, lines: rows.map { Array($0.utf8) })
    snapshot.cursorColumn = cursor.column
    snapshot.cursorRow = cursor.row
    snapshot.tabStops = Array(stride(from: 8, to: columns, by: 8))
    return snapshot
  }

  private static func differences(_ model: Terminal, _ told: Snapshot) -> [ScreenDifference] {
    ScreenComparison(model, with: told).differences
  }

  // MARK: Equal

  @Test("the same text with the same colours is equal")
  func equal() {
    let model = Self.model("\u{1B}[1;31mred\u{1B}[0m and\r\n\u{1B}[38;5;99;48;2;1;2;3mmore\u{1B}[0m")
    let told = Self.told(
      ["\u{1B}[1m\u{1B}[31mred\u{1B}[0m\u{1B}[39m and", "\u{1B}[38;5;99m\u{1B}[48;2;1;2;3mmore", "", ""], cursor: (4, 1)
    )
    let comparison = ScreenComparison(model, with: told)
    #expect(comparison.differences == [])
    #expect(comparison.tmuxRows.isEmpty && comparison.argosyRows.isEmpty)
  }

  @Test("default blanks at the end of a row do not count, and missing rows are blank")
  func blanks() {
    #expect(Self.differences(Self.model("ab   \r"), Self.told(["ab"])) == [])
    #expect(Self.differences(Self.model("ab\r"), Self.told(["ab      "])) == [])
    #expect(Self.differences(Self.model(""), Self.told([])) == [])
  }

  @Test("wide and combining characters, and the halves that a capture skips")
  func wide() {
    #expect(Self.differences(Self.model("漢字e\u{301}x\r"), Self.told(["漢字e\u{301}x"])) == [])
    // The left half alone, and text where the right half was.
    #expect(Self.differences(Self.model("漢字\u{1B}[1;2H\u{1B}[Xab\r"), Self.told(["漢ab"])) == [])
  }

  @Test("line drawing, overline and the kinds of underline, as captures write them")
  func captureDialect() {
    #expect(Self.differences(Self.model("\u{1B}(0lq\u{1B}(Bx\r"), Self.told(["\u{0E}lq\u{0F}x"])) == [])
    #expect(
      Self.differences(
        Self.model("\u{1B}[53mo\u{1B}[0;4:3;58;5;3mu\u{1B}[0;93;104mb\r"),
        Self.told(["\u{1B}[5:3mo\u{1B}[0;4:3m\u{1B}[58;5;3mu\u{1B}[0m\u{1B}[93m\u{1B}[104mb"])) == [])
    #expect(
      Self.differences(
        Self.model("link\r"), Self.told(["\u{1B}]8;;http://a.b/\u{1B}\\link\u{1B}]8;;\u{7}"])) == [])
  }

  @Test("colour that only an erase left is compared from 3.4 on, where tmux prints it")
  func erasedColour() {
    let text = "x\u{1B}[44m\u{1B}[K\u{1B}[m\r"
    #expect(Self.differences(Self.model(text), Self.told(["x"])) == [])
    let blanks = "x\u{1B}[44m" + String(repeating: " ", count: 19)
    #expect(Self.differences(Self.model(text, tmux: .v3_4), Self.told([blanks])) == [])
    #expect(Self.differences(Self.model(text, tmux: .v3_4), Self.told(["x"])).map(\.aspect) == [.style])
  }

  // MARK: Different

  @Test("neighbours with other text are one difference, with the column where it begins")
  func text() {
    let found = Self.differences(Self.model("漢 hello world\r"), Self.told(["漢 hullo worms"]))
    #expect(
      found == [
        ScreenDifference(.text, row: 0, column: 4, tmux: "u", argosy: "e"),
        ScreenDifference(.text, row: 0, column: 12, tmux: "ms", argosy: "ld"),
      ])
  }

  @Test("text that only one side has")
  func length() {
    #expect(
      Self.differences(Self.model("ab\r"), Self.told(["abcd"]))
        == [ScreenDifference(.text, row: 0, column: 2, tmux: "cd", argosy: "  ")])
    #expect(
      Self.differences(Self.model("a\r\nb\r"), Self.told(["a"], cursor: (0, 1)))
        == [ScreenDifference(.text, row: 1, column: 0, tmux: " ", argosy: "b")])
  }

  @Test("the same text in another style, named as tmux names styles")
  func style() {
    let found = Self.differences(
      Self.model("\u{1B}[1;31mred\u{1B}[0m\r"), Self.told(["\u{1B}[4m\u{1B}[92m\u{1B}[48;5;7mr\u{1B}[0med"]))
    #expect(
      found == [
        ScreenDifference(
          .style, row: 0, column: 0, tmux: "fg=brightgreen,bg=colour7,underscore on r", argosy: "fg=red,bold on r"),
        ScreenDifference(.style, row: 0, column: 1, tmux: "default on ed", argosy: "fg=red,bold on ed"),
      ])
  }

  @Test("the pictures are there when something differs")
  func pictures() {
    let comparison = ScreenComparison(Self.model("one\r"), with: Self.told(["two"]))
    #expect(comparison.tmuxRows == ["two", "", "", ""])
    #expect(comparison.argosyRows == ["one", "", "", ""])
  }

  @Test("a cursor that waits behind the last column is not one in the last column")
  func pendingWrap() {
    let row = String(repeating: "x", count: 20)
    #expect(Self.differences(Self.model(row), Self.told([row], cursor: (20, 0))) == [])
    #expect(
      Self.differences(Self.model(row), Self.told([row], cursor: (19, 0)))
        == [
          ScreenDifference(
            .cursor, row: 0, column: 19, tmux: "row 0, column 19", argosy: "row 0, column 20, waiting to wrap")
        ])
    // Further out than there are columns is where a resize can leave it; it waits all the same.
    #expect(Self.differences(Self.model(row), Self.told([row], cursor: (31, 0))) == [])
  }

  @Test("modes, cursor, region, tab stops and title, each by its name")
  func state() {
    let model = Self.model("\u{1B}[2;3r\u{1B}[?6h\u{1B}[?25l\u{1B}[?1002h\u{1B}[3g\u{1B}]2;mine\u{7}")
    var told = Self.told([], cursor: (0, 1))
    told.keypad = true
    told.title = "theirs"
    let found = Dictionary(grouping: Self.differences(model, told), by: \.aspect).mapValues { $0.map(\.argosy) }
    #expect(
      found == [
        .cursorVisible: ["hidden"], .mode: ["origin on", "keypad off", "mouse button on"],
        .scrollRegion: ["rows 1 to 2"], .tabStops: ["none"], .title: ["mine"],
      ])
  }

  @Test("bracketed paste is compared where tmux tells it")
  func bracketedPaste() {
    var told = Self.told([])
    #expect(Self.differences(Self.model("\u{1B}[?2004h"), told) == [])
    told.bracketedPaste = false
    #expect(
      Self.differences(Self.model("\u{1B}[?2004h"), told)
        == [ScreenDifference(.mode, tmux: "bracketed paste off", argosy: "bracketed paste on")])
  }

  @Test("a title is not compared when the model never saw one, or was kept from the one that tmux still has")
  func titles() {
    var told = Self.told([])
    told.title = "host"
    #expect(Self.differences(Self.model(""), told) == [])
    let blank = Self.model("\u{1B}]2;\u{7}")
    #expect(ScreenComparison(blank, with: told, withheldTitle: "host").differences == [])
    #expect(ScreenComparison(blank, with: told, withheldTitle: "other").differences.map(\.aspect) == [.title])
  }

  @Test("wrapped rows are compared where the answer knows them")
  func wrapped() {
    let model = Self.model(String(repeating: "x", count: 25))
    var told = Self.told([String(repeating: "x", count: 20), "xxxxx"], cursor: (5, 1))
    #expect(Self.differences(model, told) == [])
    told.joinedLines = [Array(String(repeating: "x", count: 25).utf8), [], []]
    #expect(Self.differences(model, told) == [])
    told.joinedLines = [Array(String(repeating: "x", count: 20).utf8), Array("xxxxx".utf8), [], []]
    #expect(Self.differences(model, told).map(\.aspect) == [.wrapped])
  }

  @Test("of another size, nothing else is compared")
  func size() {
    #expect(
      Self.differences(Self.model("text", columns: 30), Self.told(["other"]))
        == [ScreenDifference(.size, tmux: "20x4", argosy: "30x4")])
  }

  // MARK: The alternate screen

  private static func over(_ saved: [String], row: Int = 1) -> Snapshot {
    var told = told(["", "  over"], cursor: (6, 1))
    told.isAlternate = true
    told.savedLines = saved.map { Array($0.utf8) }
    told.alternateSavedColumn = 2
    told.alternateSavedRow = row
    return told
  }

  @Test("the normal screen behind the alternate one, and where its cursor was")
  func saved() {
    let model = Self.model("$ shell\r\n$ \u{1B}[?1049h\u{1B}[2;3Hover")
    #expect(Self.differences(model, Self.over(["$ shell", "$ ", "", ""])) == [])
    #expect(
      Self.differences(model, Self.over(["$ shall", "$ ", "", ""]))
        == [ScreenDifference(.savedText, row: 0, column: 4, tmux: "a", argosy: "e")])
    #expect(Self.differences(model, Self.over(["$ shell", "$ ", "", ""], row: 2)).map(\.aspect) == [.savedCursor])
    // Saved at another height: not to be compared before it is shown again.
    #expect(Self.differences(model, Self.over(["$ other"])) == [])
  }

  @Test(
    "a sequence under way does not keep the normal screen from being read",
    arguments: ["\u{1B}[3", "\u{1B}P1q", "\u{1B}]2;t"])
  func unfinished(sequence: String) {
    let model = Self.model("$ shell\r\n$ \u{1B}[?1049h\u{1B}[2;3Hover\(sequence)")
    #expect(Self.differences(model, Self.over(["$ shell", "$ ", "", ""])) == [])
  }

  @Test("only one of the two shows the alternate screen")
  func alternate() {
    #expect(
      Self.differences(Self.model("\u{1B}[2;3Hover"), Self.over([]))
        == [ScreenDifference(.alternate, tmux: "alternate screen", argosy: "normal screen")])
  }

  // MARK: Nonsense

  @Test(
    "no answer traps", arguments: ["\u{1B}[", "\u{1B}[38;5m\u{1B}[38;2;1m\u{1B}[48:5:99999mx", "\u{1B}]8;;", "\u{1B}"])
  func nonsense(line: String) {
    var told = Self.told([line, "\u{1B}[99999999999999999999m"], cursor: (-5, 99), columns: 20)
    told.lines.append([0xF4, 0xC3, 0xE6, 0x97, 0xFF, 0x80])
    told.joinedLines = [[0x1B, 0xFF], []]
    told.scrollTop = -1
    told.tabStops = [-1, 500]
    _ = Self.differences(Self.model("x"), told)
    #expect(Self.differences(Self.model("x"), told).contains { $0.aspect == .cursor })
  }
}
