import Terminal
import Testing
import TmuxControl

@testable import Screens

@Suite("A seed goes on with what was known")
struct ContinuationTests {
  /// Prints `before`, seeds with the screen that it left, prints `after`; and the same without the seed.
  private static func seeded(_ before: String, _ after: [UInt8]) -> (seeded: Terminal?, unbroken: Terminal?) {
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 20, rows: 4)
    screens.output(before)
    let cut = screens.terminal(of: pane)
    var unbroken = screens
    var seed = snapshot("")
    seed.lines = []
    seed.cursorColumn = cut?.cursor.column ?? 0
    seed.cursorRow = cut?.cursor.row ?? 0
    screens.seedBegan(pane)
    screens.seeded(pane, with: seed)
    screens.output(after.span, of: pane, at: 0)
    unbroken.output(after.span, of: pane, at: 0)
    return (screens.terminal(of: pane), unbroken.terminal(of: pane))
  }

  @Test(
    "the pen stays as it was",
    arguments: [
      "\u{1B}[1;2;3;5;7;8;9;53m", "\u{1B}[4m\u{1B}[31;42m", "\u{1B}[4:2;95;106m", "\u{1B}[4:3;58;5;3m",
      "\u{1B}[4:4;38;5;1;48;5;255m", "\u{1B}[4:5;38;2;1;2;3;48;2;250;251;252;58;2;9;8;7m", "\u{1B}[0m",
      "q\u{1B}[31m\u{1B}[H", "\u{1B}[32m漢\u{1B}[H", "\u{1B}[?6h\u{1B}[2;3r\u{1B}[4h\u{1B}[35m",
    ])
  func pen(before: String) throws {
    let (seeded, unbroken) = Self.seeded("\u{1B}[0m" + before, Array("\u{1B}[4l\u{1B}[3;3Hab".utf8))
    let style = try #require(unbroken?.cell(row: 2, column: 2).style)
    #expect(seeded?.cell(row: 2, column: 2).style == style)
    #expect(seeded?.isPenKnown == true)
  }

  @Test(
    "line drawing sets and which of them is in use",
    arguments: ["\u{1B}(0", "\u{1B})0\u{0E}", "\u{1B}(0\u{1B})0\u{0E}", "\u{1B})0"])
  func lineDrawing(before: String) throws {
    for after in ["q", "\u{0E}q", "\u{0F}q"] {
      let (seeded, unbroken) = Self.seeded(before, Array("\u{1B}[2;1H\(after)".utf8))
      let style = try #require(unbroken?.cell(row: 1, column: 0).style)
      #expect(seeded?.cell(row: 1, column: 0).style == style)
    }
  }

  @Test("a character cut by the seed is whole", arguments: [1, 2, 3])
  func begunCharacter(count: Int) {
    let character = Array("😀".utf8)
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 20, rows: 4)
    for byte in [0x61] + character.prefix(count) { screens.output([byte].span, of: pane, at: 0) }
    screens.seedBegan(pane)
    screens.output(Array(character.dropFirst(count)).span, of: pane, at: 0)
    screens.seeded(pane, with: snapshot("a"))
    #expect(screens.firstRow() == "a😀")
  }

  private static func begun(_ bytes: [UInt8], after before: [UInt8]) -> [UInt8] {
    Continuation.begun(bytes.span, before: before)
  }

  @Test("what is left of a character at the end of output")
  func begun() {
    #expect(Self.begun([0x61, 0xE2, 0x94], after: []) == [0xE2, 0x94])
    #expect(Self.begun([0x94], after: [0xE2]) == [0xE2, 0x94])
    #expect(Self.begun([0x80], after: [0xE2, 0x94]) == [])
    #expect(Self.begun([0x61], after: [0xE2]) == [])
    #expect(Self.begun([], after: [0xE2]) == [0xE2])
    #expect(Self.begun([0x80, 0x80, 0x80, 0x80, 0x80], after: [0xE2]) == [])
    #expect(Self.begun([0xFF], after: [0xE2]) == [])
    #expect(Self.begun([0xF0, 0x9F, 0x98], after: [0xE2]) == [0xF0, 0x9F, 0x98])
  }

  @Test("a sequence under way goes on after the seed, with the pen of before")
  func pending() {
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 20, rows: 4)
    screens.output("\u{1B}[32ma\u{1B}[1")
    var seed = snapshot("a")
    seed.pending = Array("\u{1B}[1".utf8)
    screens.seedBegan(pane)
    screens.seeded(pane, with: seed)
    screens.output(";7mb")
    let cell = screens.terminal(of: pane)?.cell(row: 0, column: 1)
    #expect(cell == Cell(text: "b", width: 1, style: Style(attributes: [.bold, .reverse], foreground: .palette(2))))
  }

  @Test("after a pause or for another program nothing is known")
  func unknown() {
    for change: (inout Screens) -> Void in [{ $0.paused(pane) }, { $0.respawned(pane) }] {
      var screens = Screens(tmux: .v3_3)
      screens.born(pane, columns: 20, rows: 4)
      screens.output("\u{1B}[31m")
      change(&screens)
      screens.seedBegan(pane)
      screens.seeded(pane, with: snapshot(""))
      #expect(screens.terminal(of: pane)?.isPenKnown == false)
    }
  }
}
