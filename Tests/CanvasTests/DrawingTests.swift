import Canvas
import Terminal
import TestSupport
import Testing

@Suite("Drawing")
struct DrawingTests {
  private static let pieces = [
    "plain text", "日本語", "naïve café", "e\u{301}\u{302}", "🚀 rocket", "│ box ─┐", "\u{1B}[31mred", "a\u{7}b\u{9B}c",
    "👩‍👩‍👧", "🇩🇪", "👍🏽", " ", "          ", "✓ done", "한국어", "\u{202E}override", "#(touch x)", "ｆｕｌｌ", "\u{301}lead",
  ]
  private static let styles: [Style] = [
    .default, Style(attributes: .bold, foreground: .palette(1)), Style(background: .indexed(236)),
    Style(attributes: [.dim, .italics]), Style(attributes: .reverse), Style(foreground: .rgb(1, 2, 3)),
    Style(foreground: .palette(12), background: .palette(9)),
  ]

  private static func scribble(_ frame: inout Frame, _ random: inout SeededRandom) {
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      var text = StyledText()
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        text += StyledText(
          pieces.randomElement(using: &random) ?? "", styles.randomElement(using: &random) ?? .default)
      }
      frame.put(
        text, row: Int.random(in: -1...frame.rows, using: &random),
        column: Int.random(in: -1...frame.columns, using: &random),
        width: random.flip() ? nil : Int.random(in: 0...frame.columns, using: &random))
    }
    let cursor = Frame.Position(
      row: Int.random(in: 0..<frame.rows, using: &random), column: Int.random(in: 0..<frame.columns, using: &random))
    frame.cursor = random.flip() ? nil : cursor
  }

  private static func screen(_ frame: Frame, _ tmux: TmuxVersion) -> Terminal {
    var terminal = Terminal(columns: frame.columns, rows: frame.rows, tmux: tmux)
    terminal.feed(Array("\u{1B}[?1049h".utf8))
    return terminal
  }

  private func same(_ left: Terminal, _ right: Terminal) -> String? {
    for row in 0..<left.rows {
      for column in 0..<left.columns where left.cell(row: row, column: column) != right.cell(row: row, column: column) {
        return "\(row),\(column): \(left.cell(row: row, column: column)) \(right.cell(row: row, column: column))"
      }
    }
    guard left.cursor.isVisible == right.cursor.isVisible else { return "cursor" }
    guard left.cursor.isVisible else { return nil }
    return left.cursor == right.cursor ? nil : "cursor at \(left.cursor), \(right.cursor)"
  }

  @Test(
    "drawing the differences gives the same screen as drawing it whole, in every version of tmux",
    arguments: [TmuxVersion.v3_3, .v3_4, .v3_6, .v3_7], SeededRandom.seeds)
  func differences(_ tmux: TmuxVersion, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let drawing = Drawing(isColoured: true)
    for _ in 0..<15 {
      var frame = Frame(
        columns: Int.random(in: 1...24, using: &random), rows: Int.random(in: 1...6, using: &random))
      var screen = Self.screen(frame, tmux)
      var last: Frame?
      for _ in 0..<8 {
        if Int.random(in: 0..<3, using: &random) == 0 { frame = Frame(columns: frame.columns, rows: frame.rows) }
        Self.scribble(&frame, &random)
        screen.feed(Array(drawing.text(of: frame, over: last).utf8))
        var whole = Self.screen(frame, tmux)
        whole.feed(Array(drawing.text(of: frame, over: nil).utf8))
        let difference = same(screen, whole)
        #expect(difference == nil, "seed \(seed), \(tmux): \(difference ?? "")\n\(String(reflecting: frame))")
        last = frame
        guard difference == nil else { return }
      }
    }
  }

  @Test(
    "what is drawn is what the frame holds, and nothing in a text acts on the terminal", arguments: SeededRandom.seeds)
  func faithful(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<30 {
      var frame = Frame(columns: 30, rows: 4)
      Self.scribble(&frame, &random)
      var screen = Self.screen(frame, .v3_3)
      screen.feed(Array(Drawing(isColoured: true).text(of: frame, over: nil).utf8))
      for row in 0..<4 {
        #expect(screen.text(row: row, trimmed: true) == frame.text(row: row), "seed \(seed)")
        for (column, cell) in frame[row].enumerated() where cell.width > 0 {
          #expect(screen.cell(row: row, column: column) == cell, "seed \(seed)")
        }
      }
    }
  }

  @Test("the same frame again takes no bytes, and a changed word few")
  func economy() {
    var frame = Frame(columns: 80, rows: 24)
    for row in 0..<24 { frame.put("row \(row) of a screen full of text", row: row) }
    let drawing = Drawing(isColoured: true)
    #expect(drawing.text(of: frame, over: frame).isEmpty)
    let last = frame
    frame.put("X", row: 7, column: 4)
    let text = drawing.text(of: frame, over: last)
    #expect(text.utf8.count < 30, "\(text.debugDescription)")
    #expect(!text.contains("row"))
  }

  @Test("without colours everything else of a style remains")
  func colourless() {
    var frame = Frame(columns: 10, rows: 1)
    frame.put(
      "word", row: 0, style: Style(attributes: [.bold, .reverse], foreground: .palette(1), background: .rgb(9, 9, 9)))
    let text = Drawing(isColoured: false).text(of: frame, over: nil)
    #expect(text.contains("\u{1B}[0;1;7m"))
    #expect(!text.contains("31") && !text.contains("48;"))
  }

  @Test("in ASCII every sign of ours has a counterpart as wide, and what has none stays")
  func ascii() {
    #expect(PlainSigns.text("a … b · ─│ › ✗ ✓ ❯ 日本 é") == "a ~ b - -| > x + > 日本 é")
    var frame = Frame(columns: 20, rows: 2)
    frame.put("日本 … ─┐", row: 0, style: Style(attributes: .bold))
    frame.put("e\u{301} plain", row: 1)
    let plain = frame.inASCII
    #expect(plain.text(row: 0) == "日本 ~ -+" && plain.text(row: 1) == "e\u{301} plain")
    #expect(plain[0].first?.style == Style(attributes: .bold) && plain.cursor == frame.cursor)
  }

  @Test("a cursor outside of the frame is none")
  func cursor() {
    var frame = Frame(columns: 3, rows: 2)
    for (row, column) in [(2, 0), (0, 3), (-1, 0), (0, -1)] {
      frame.cursor = Frame.Position(row: 1, column: 2)
      #expect(frame.cursor != nil)
      frame.cursor = Frame.Position(row: row, column: column)
      #expect(frame.cursor == nil)
    }
  }

  @Test("text is cut by columns, and half a wide character is none")
  func cutting() {
    #expect(StyledText("日本語").cut(to: 5).text == "日本…")
    #expect(StyledText("日本語").cut(to: 4).text == "日…")
    #expect(StyledText("abc").cut(to: 3).text == "abc")
    #expect(StyledText("abc").cut(to: 0).text.isEmpty)
    #expect(StyledText("ab").fitted(to: 4).text == "ab  ")
    #expect(StyledText("one two three").wrapped(to: 8).map(\.text) == ["one two", "three"])
    #expect(StyledText("abcdefghij").wrapped(to: 4).map(\.text) == ["abcd", "efgh", "ij"])
    #expect(StyledText("").wrapped(to: 4).map(\.text) == [""])
    var frame = Frame(columns: 4, rows: 1)
    frame.put("日本", row: 0)
    frame.put("x", row: 0, column: 1)
    #expect(frame.text(row: 0) == " x本")
    frame.put("y", row: 0, column: 2)
    #expect(frame.text(row: 0) == " xy")
  }

  @Test("cells of a screen keep their places and styles, and line drawing becomes lines")
  func cells() {
    var terminal = Terminal(columns: 20, rows: 2)
    terminal.feed(Array("\u{1B}[1;31mred\u{1B}[0m 日\u{1B}(0qx\u{1B}(B.".utf8))
    let text = StyledText((0..<20).map { terminal.cell(row: 0, column: $0) })
    #expect(text.width == 20)
    #expect(text.text.hasPrefix("red 日─│."))
    #expect(text.cells[0].style == Style(attributes: .bold, foreground: .palette(1)))
  }
}
