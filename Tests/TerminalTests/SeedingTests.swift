import Terminal
import Testing

@Suite("Seeding from a capture")
struct SeedingTests {
  /// What `capture-pane -p -e -N` prints of a screen: SGR runs on over the rows.
  private func capture(_ terminal: Terminal) -> [[UInt8]] {
    var style = Style.default
    var isDrawing = false
    return (0..<terminal.rows).map { row in
      var line = ""
      for column in 0..<terminal.usedColumns(row: row) {
        let cell = terminal.cell(row: row, column: column)
        if cell.text.isEmpty { continue }
        var look = cell.style
        let draws = look.attributes.remove(.lineDrawing) != nil
        if look != style {
          line += sgr(look)
          style = look
        }
        if draws != isDrawing {
          line += draws ? "\u{E}" : "\u{F}"
          isDrawing = draws
        }
        line += cell.text
      }
      return Array(line.utf8)
    }
  }

  private func sgr(_ style: Style) -> String {
    var codes = ["0"]
    let names: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italics, "3"), (.underline, "4"), (.blink, "5"), (.reverse, "7"), (.hidden, "8"),
      (.strikethrough, "9"), (.doubleUnderline, "4:2"), (.curlyUnderline, "4:3"), (.overline, "5:3"),
    ]
    for (attribute, code) in names where style.attributes.contains(attribute) { codes.append(code) }
    for (color, base) in [(style.foreground, 38), (style.background, 48), (style.underline, 58)] {
      switch color {
      case .default: break
      case .palette(let number): codes.append("\(Int(number) % 8 + base - 8 + (number < 8 ? 0 : 60))")
      case .indexed(let number): codes.append("\(base);5;\(number)")
      case .rgb(let red, let green, let blue): codes.append("\(base);2;\(red);\(green);\(blue)")
      }
    }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  @Test("a screen captured and seeded reads the same")
  func roundTrip() {
    let original = screen(
      "␛[1;31mred␛[0m 漢字e\u{301}\r\n␛[48;2;1;2;3mbg␛[4:3;53mu  ␛[m.\r\n␛(0lqk␛(B 0123456789012345␛[38;5;9mw",
      columns: 20)
    var snapshot = Snapshot(columns: 20, rows: 4, lines: capture(original))
    snapshot.cursorColumn = original.cursor.column
    snapshot.cursorRow = original.cursor.row
    let seeded = Terminal(snapshot)
    #expect(seeded.lines == original.lines)
    #expect(Picture(seeded).cells == Picture(original).cells)
    #expect(seeded.cursor == original.cursor)
    #expect(seeded.invariantViolations() == [])
  }

  @Test("random screens captured and seeded read the same")
  func randomRoundTrip() {
    var random = SeededGenerator(seed: 3)
    for round in 0..<30 {
      var original = Terminal(columns: 24, rows: 6)
      for _ in 0..<12 {
        let color = Int.random(in: 16...255, using: &random)
        let row = Int.random(in: 1...6, using: &random)
        original.feed(Array("\u{1B}[\(row);1H\u{1B}[38;5;\(color)mline 漢 é\(color)\u{1B}[0;7m \u{1B}[m".utf8))
      }
      let seeded = Terminal(Snapshot(columns: 24, rows: 6, lines: capture(original)))
      #expect(Picture(seeded).cells == Picture(original).cells, "round \(round)")
    }
  }

  @Test("the pen is unknown until the program sets it")
  func pen() {
    var terminal = Terminal(Snapshot(columns: 10, rows: 2, lines: [bytes("␛[31mred")]))
    #expect(terminal.unknown == [.pen, .charsets, .savedCursor])
    terminal.feed(bytes("␛[1m"))
    #expect(terminal.unknown.contains(.pen))
    #expect(!terminal.isGuess, "nothing was printed with it")
    terminal.feed(bytes("x"))
    #expect(terminal.isGuess)
    terminal.feed(bytes("␛[0m"))
    #expect(!terminal.unknown.contains(.pen))
    #expect(terminal.isGuess, "what was printed before is still a guess")
    terminal.confirm()
    #expect(!terminal.isGuess && terminal.unknown == [.savedCursor])
  }

  @Test("whether pastes are marked is known where tmux tells it, or once the program has said so")
  func pastes() {
    var terminal = Terminal(Snapshot(columns: 10, rows: 2, lines: []))
    #expect(!terminal.knowsBracketedPaste)
    terminal = Terminal(Snapshot(columns: 10, rows: 2, lines: []), continuing: terminal)
    #expect(!terminal.knowsBracketedPaste)
    terminal.feed(bytes("␛[?2004l"))
    #expect(terminal.knowsBracketedPaste && !terminal.modes.contains(.bracketedPaste))
    #expect(Terminal(Snapshot(columns: 10, rows: 2, lines: []), continuing: terminal).knowsBracketedPaste)
    var told = Snapshot(columns: 10, rows: 2, lines: [])
    told.bracketedPaste = true
    #expect(Terminal(told).knowsBracketedPaste && Terminal(columns: 10, rows: 2).knowsBracketedPaste)
  }

  @Test("a saved cursor that is unknown makes a guess of what follows")
  func savedCursor() {
    var terminal = Terminal(Snapshot(columns: 10, rows: 2))
    terminal.feed(bytes("␛8"))
    #expect(terminal.isGuess)
    var reset = Terminal(Snapshot(columns: 10, rows: 2))
    reset.feed(bytes("␛c␛7x␛8"))
    #expect(reset.unknown.isEmpty && !reset.isGuess)
  }

  @Test("seeded anew, a known screen keeps what no capture tells")
  func continuing() {
    let before = screen("␛[1;31m␛(0␛7␛[?2004h␛[?1004hq␛]2;ti", columns: 10, rows: 2)
    var snapshot = Snapshot(columns: 10, rows: 2, lines: capture(before))
    snapshot.cursorColumn = 1
    snapshot.pending = bytes("␛]2;ti")
    var after = Terminal(snapshot, continuing: before)
    #expect(after.unknown.isEmpty)
    #expect(after.version > before.version)
    after.feed(bytes("tle␛\\x␛8y"))
    var whole = before
    whole.feed(bytes("tle␛\\x␛8y"))
    #expect(Picture(after) == Picture(whole))
    #expect(after.title == "title")
    #expect(after.cell(row: 0, column: 0).style.attributes == [.bold, .lineDrawing])
  }

  @Test("the rest of a character begun before the seed is dropped")
  func continuation() {
    var terminal = Terminal(Snapshot(columns: 10, rows: 2))
    terminal.feed([0xBC])
    terminal.feed([0xA2, 0x61, 0xC3, 0xA9])
    #expect(terminal.lines == ["aé", ""])
  }

  @Test("pending bytes of a sequence go to the parser")
  func pending() {
    var snapshot = Snapshot(columns: 10, rows: 2)
    snapshot.pending = bytes("␛]2;ne")
    var terminal = Terminal(snapshot)
    terminal.feed(bytes("w\u{7}x"))
    #expect(terminal.title == "new")
    #expect(terminal.lines == ["x", ""])
  }

  @Test("leaving the alternate screen shows the saved lines")
  func alternate() {
    var snapshot = Snapshot(columns: 10, rows: 2, lines: [bytes("inside")])
    snapshot.savedLines = [bytes("$ shell")]
    snapshot.isAlternate = true
    snapshot.alternateSavedColumn = 7
    snapshot.alternateSavedRow = 0
    var terminal = Terminal(snapshot)
    #expect(terminal.isAlternate)
    #expect(terminal.lines == ["inside", ""])
    terminal.feed(bytes("␛[?1049l"))
    #expect(terminal.lines == ["$ shell", ""])
    #expect(terminal.position == [7, 0])
    #expect(!terminal.isAlternate)
  }

  @Test("nonsense is clamped")
  func nonsense() {
    var snapshot = Snapshot(columns: -4, rows: .min, lines: Array(repeating: [0xFF, 0x1B, 0x5B], count: 9))
    snapshot.cursorColumn = .max
    snapshot.cursorRow = .min
    snapshot.scrollTop = .max
    snapshot.scrollBottom = .min
    snapshot.tabStops = [.min, .max, 0]
    snapshot.isAlternate = true
    snapshot.alternateSavedColumn = 4_294_967_295
    snapshot.historySize = .max
    snapshot.historyLimit = .max
    snapshot.pending = [0xFF, 0x1B]
    var terminal = Terminal(snapshot)
    terminal.feed(bytes("␛[?1049lx\r\n\n\n"))
    #expect(terminal.invariantViolations() == [])
  }
}
