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
    #expect(seeded?.unknown.isEmpty == true)
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
      #expect(screens.terminal(of: pane)?.unknown.contains(.pen) == true)
    }
  }

  @Test("the saved cursor, what REP repeats and the pen of 1049 stay as they were")
  func savedCursor() throws {
    for (before, after) in [
      ("\u{1B}[31m\u{1B}[3;4H\u{1B}7\u{1B}[H", "\u{1B}8x"), ("ab", "\u{1B}[3b"),
      ("\u{1B}[35m\u{1B}[?1049h\u{1B}[2;2H\u{1B}[m", "\u{1B}[?1049lz"),
    ] {
      let (seeded, unbroken) = Self.seeded(before, Array(after.utf8))
      let (found, expected) = (try #require(seeded), try #require(unbroken))
      #expect(found.cursor == expected.cursor)
      let (row, column) = (found.cursor.row, found.cursor.column - 1)
      #expect(found.cell(row: row, column: column) == expected.cell(row: row, column: column))
    }
  }

  // MARK: Guesses

  /// A pane with a past, seeded with `line`, that then prints `after`.
  private static func guessed(_ line: String, _ after: String) -> Screens {
    var screens = Screens(tmux: .v3_3)
    screens.arrived(pane, columns: 20, rows: 4)
    _ = screens.takeStale(limit: 1)
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot(line))
    screens.output(Array(after.utf8).span, of: pane, at: 1_000)
    return screens
  }

  @Test("what is printed with an unknown pen is asked for once the pane is quiet, and confirmed")
  func guess() {
    var screens = Self.guessed("", "text")
    #expect(screens.isGuess(pane))
    let due = 1_000 + PaneScreen.shortestPatience
    #expect(screens.doubtGuesses(at: 1_001) == due)
    #expect(!screens.hasStale)
    #expect(screens.doubtGuesses(at: due) == nil)
    #expect(screens.takeStale(limit: 9) == [pane])
    var seed = snapshot("text")
    seed.cursorColumn = 4
    screens.seedBegan(pane)
    screens.seeded(pane, with: seed)
    #expect(!screens.isGuess(pane))
    #expect(screens.terminal(of: pane)?.unknown == [.savedCursor], "nothing has shown that")
  }

  @Test("an equal screen proves nothing of what was not printed with")
  func noEvidence() {
    for text in ["\r\n", "   ", "\u{1B}[K"] {
      var screens = Self.guessed("", text)
      let due = 1_000 + PaneScreen.shortestPatience
      _ = screens.doubtGuesses(at: due)
      var seed = snapshot("")
      seed.lines = []
      let cursor = screens.terminal(of: pane)?.cursor
      (seed.cursorColumn, seed.cursorRow) = (cursor?.column ?? 0, cursor?.row ?? 0)
      screens.seedBegan(pane)
      screens.seeded(pane, with: seed)
      #expect(screens.terminal(of: pane)?.unknown.contains(.pen) == true, "\(text.debugDescription)")
    }
  }

  @Test("a model that was found wrong is not gone on with")
  func drifted() {
    var screens = Screens(tmux: .v3_3)
    screens.born(pane, columns: 20, rows: 4)
    screens.output("\u{1B}[31mtext\u{1B}P")
    screens.drifted(pane)
    #expect(screens.terminal(of: pane) == nil)
    screens.seedBegan(pane)
    screens.seeded(pane, with: snapshot("real"))
    screens.output("\u{1B}[5Gx")
    #expect(screens.firstRow() == "realx")
  }

  @Test("a string that tmux has given up is given up after five seconds, through any number of seeds")
  func staleString() {
    let second: UInt64 = 1_000_000_000
    var screens = Screens(tmux: .v3_3)
    screens.arrived(pane, columns: 20, rows: 4)
    var seed = snapshot("")
    seed.pending = Array("\u{1B}Pq".utf8)
    for (moment, shown) in [(10 * second, ""), (13 * second, "lost")] {
      // tmux goes on showing what it was given, and still tells of the string.
      seed.lines = [Array(shown.utf8)]
      screens.seedBegan(pane)
      screens.seeded(pane, with: seed, at: moment)
      screens.output(Array("lost".utf8).span, of: pane, at: moment + second)
      #expect(screens.firstRow() == shown)
      #expect(screens.isGuess(pane), "it may be open still, or not")
    }
    screens.output(Array("seen".utf8).span, of: pane, at: 15 * second)
    #expect(screens.firstRow() == "seen")
  }

  @Test("a wrong guess is put right, and asked for again later than before")
  func wrongGuess() {
    var screens = Self.guessed("", "text")
    _ = screens.doubtGuesses(at: 1_000 + PaneScreen.shortestPatience)
    _ = screens.takeStale(limit: 9)
    var seed = snapshot("\u{1B}[31mtext")
    seed.cursorColumn = 4
    screens.seedBegan(pane)
    screens.seeded(pane, with: seed)
    #expect(screens.terminal(of: pane)?.cell(row: 0, column: 0).style.foreground == .palette(1))
    #expect(!screens.isGuess(pane), "nothing was printed since")
    screens.output(Array("more".utf8).span, of: pane, at: 5_000)
    #expect(screens.isGuess(pane), "the pen is still not known")
    #expect(screens.doubtGuesses(at: 5_001) == 5_000 + PaneScreen.shortestPatience * 4)
  }
}
