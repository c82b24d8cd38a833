import Terminal
import Testing

@Suite("SGR")
struct RenditionTests {
  private func style(_ codes: String) -> Style {
    screen("␛[\(codes)mx").cell(row: 0, column: 0).style
  }

  @Test("codes set attributes and colours")
  func simple() {
    #expect(style("1;3;4;9").attributes == [.bold, .italics, .underline, .strikethrough])
    #expect(style("1;2;22").attributes == [])
    #expect(style("4;21").attributes == .doubleUnderline)
    #expect(style("31;42") == Style(foreground: .palette(1), background: .palette(2)))
    #expect(style("97;100") == Style(foreground: .palette(15), background: .palette(8)))
    #expect(style("31;") == .default)
    #expect(style("53").attributes == .overline)
  }

  @Test("38, 48 and 58 set extended colours, with semicolons and with colons")
  func extended() {
    #expect(style("38;5;200").foreground == .indexed(200))
    #expect(style("48;2;1;2;3").background == .rgb(1, 2, 3))
    #expect(style("58;5;9").underline == .indexed(9))
    #expect(style("38:5:200").foreground == .indexed(200))
    #expect(style("38:2:1:2:3").foreground == .rgb(1, 2, 3))
    #expect(style("38:2:77:1:2:3").foreground == .rgb(1, 2, 3))
    #expect(style("4:3").attributes == .curlyUnderline)
    #expect(style("4:9").attributes == [])
  }

  @Test("a bad RGB colour is read as codes of their own")
  func badRGB() {
    #expect(style("38;2;300;1;2").attributes == [.bold, .dim])
    #expect(style("31;38;5;256").foreground == .default)
    #expect(style("58;5;9;58;5;256").underline == .indexed(9))
  }
}

@Suite("Titles, modes and events")
struct EventTests {
  @Test("OSC 0 and 2 and APC set the title")
  func titles() {
    #expect(screen("␛]0;one\u{7}").title == "one")
    #expect(screen("␛]2;two␛\\").title == "two")
    #expect(screen("␛_three␛\\").title == "three")
    #expect(screen("␛]2;four␛[31m").title == "four")
    #expect(screen("␛]2;\u{7}").hasTitle)
    #expect(!screen("x").hasTitle)
  }

  @Test("one bad character rejects the whole title")
  func badTitle() {
    #expect(screen("␛]2;good\u{7}␛]2;ba\u{2028}d\u{7}").title == "good")
    var terminal = Terminal(columns: 10, rows: 1)
    terminal.feed(bytes("␛]2;a") + [0xFF, 0x07])
    #expect(!terminal.hasTitle)
  }

  @Test("titles are pushed and popped")
  func titleStack() {
    #expect(screen("␛]2;a\u{7}␛[22;0t␛]2;b\u{7}␛[23;0t").title == "a")
  }

  @Test("3.7 makes titles harmless for formats")
  func escapedTitle() {
    #expect(screen("␛]2;a\\b#(c)\u{7}", tmux: .v3_7).title == "a\\\\b_(c)")
  }

  @Test("private modes are kept")
  func modes() {
    #expect(screen("").modes == [.wrap, .cursorVisible])
    let modes = screen("␛[?1;1002;1006;2004;1004h␛[?25l␛=").modes
    #expect(modes == [.wrap, .cursorKeys, .mouseButton, .mouseSGR, .bracketedPaste, .focusEvents, .keypad])
    #expect(screen("␛[?1000h␛[?1003h␛[?1002l").modes.isDisjoint(with: .anyMouse))
  }

  @Test("what is not on the screen comes as events, in order")
  func events() {
    var terminal = screen(
      "\u{7}␛]9;done␛\\␛]9;4;1;50\u{7}␛]777;notify;a;b\u{7}␛]133;D;0\u{7}␛]7;file:///tmp\u{7}␛]8;id=1;http://x\u{7}"
        + "␛[?2026h␛[?2026l␛[?1049h")
    let expected: [Event] = [
      .bell, .notification(code: 9, text: "done"), .progress(state: 1, percent: 50),
      .notification(code: 777, text: "notify;a;b"), .promptMark(kind: "D", parameters: "0"),
      .path("file:///tmp"), .hyperlink(parameters: "id=1", address: "http://x"), .synchronizedUpdate(true),
      .synchronizedUpdate(false), .alternateScreen(true),
    ]
    #expect(terminal.drainEvents() == expected)
    #expect(terminal.drainEvents() == [])
  }

  @Test("a flood of events keeps the last 256")
  func flood() {
    var terminal = screen(String(repeating: "\u{7}", count: 5_000) + "␛]2;last\u{7}")
    let events = terminal.drainEvents()
    #expect(events.count == 256)
    #expect(events.last == .title("last"))
  }

  @Test("a string open for five seconds is given up, and with it the pen")
  func timeout() {
    var terminal = Terminal(columns: 10, rows: 1)
    func feed(_ text: String, _ time: UInt64) {
      let input = bytes(text)
      unsafe terminal.feed(input.span.bytes, at: time)
    }
    feed("␛[31m␛]2;abc", 1_000)
    feed("d", 4_000_000_000)
    feed("x", 6_000_000_000)
    #expect(terminal.lines == ["x"])
    #expect(terminal.cell(row: 0, column: 0).style == .default)
    #expect(!terminal.hasTitle)
  }

  @Test("a string over one mebibyte does nothing")
  func longString() {
    var terminal = Terminal(columns: 10, rows: 1)
    terminal.feed(bytes("␛]2;") + [UInt8](repeating: 0x61, count: 1_048_576) + [0x07, 0x78])
    #expect(!terminal.hasTitle)
    #expect(terminal.lines == ["x"])
  }

  @Test("versions are read and ordered")
  func versions() throws {
    #expect(TmuxVersion("3.3a")?.description == "3.3a")
    #expect(TmuxVersion("tmux 3.5") == .v3_5)
    let next = try #require(TmuxVersion("next-3.8"))
    let master = try #require(TmuxVersion("master"))
    let patched = try #require(TmuxVersion("3.3a"))
    #expect(next > .v3_7)
    #expect(master > next)
    #expect(patched > .v3_3 && patched < .v3_4)
    for text in ["", "x", "3", "3.", ".3", "99999999999999999999.1"] { #expect(TmuxVersion(text) == nil) }
  }
}
