import Terminal
import Testing
import TmuxControl

@testable import Screens

@Suite("Seed transaction")
struct SeedTransactionTests {
  private static let values: [String: String] = [
    "pane_id": "%1", "pane_height": "4", "pane_width": "20", "cursor_x": "3", "cursor_y": "2", "cursor_flag": "1",
    "insert_flag": "0", "origin_flag": "1", "wrap_flag": "1", "keypad_flag": "1", "keypad_cursor_flag": "0",
    "mouse_standard_flag": "0", "mouse_button_flag": "1", "mouse_all_flag": "0", "mouse_sgr_flag": "1",
    "mouse_utf8_flag": "0", "scroll_region_upper": "1", "scroll_region_lower": "2", "alternate_on": "0",
    "alternate_saved_x": "4294967295", "alternate_saved_y": "4294967295", "pane_tabs": "8,16", "history_size": "12",
    "history_limit": "50000", "alternate-screen": "1",
    "bracket_paste_flag": "1", "synchronized_output_flag": "0", "pane_title": "name",
  ]

  private static func row(_ changes: [String: String] = [:]) -> String {
    let values = values.merging(changes) { $1 }
    return SeedTransaction.fields.map { values[$0, default: "?"] }.joined(separator: "\t")
  }

  private static func snapshot(
    _ changes: [String: String] = [:], screen: [String] = [], saved: [String] = [], pending: [String] = [],
    joined: [String] = []
  ) -> Snapshot? {
    SeedTransaction.snapshot(
      from: [block([row(changes)]), block(screen), block(saved), block(pending), block(joined), block([])], tmux: .v3_5)
  }

  @Test("one line asks for everything and then lets the pane go on")
  func line() throws {
    let line = try #require(try SeedTransaction.line(for: PaneID(number: 7)))
    let text = String(decoding: line.bytes, as: UTF8.self)
    let commands = text.dropLast().split(separator: " ; ")
    try #require(commands.count == 6)
    #expect(text.hasSuffix("\n"))
    #expect(commands[0].hasPrefix("display-message -p -t '%7' '#{pane_id}\t#{pane_height}\t"))
    #expect(commands[0].hasSuffix("\t#{pane_title}'"))
    #expect(commands[1] == "capture-pane -p -e -N -t '%7'")
    #expect(commands[2] == "capture-pane -p -e -N -q -a -t '%7'")
    #expect(commands[3] == "capture-pane -p -P -C -t '%7'")
    #expect(commands[4] == "capture-pane -p -J -t '%7'")
    #expect(commands[5] == "refresh-client -A '%7:continue'")
    #expect(SeedTransaction.fields.last == "pane_title", "free text that may hold tabs stands last")
    #expect(Set(SeedTransaction.fields).count == SeedTransaction.fields.count)
  }

  @Test("every field reaches the snapshot")
  func fields() throws {
    let snapshot = try #require(Self.snapshot(screen: ["a", "b"], saved: ["not shown"]))
    #expect(snapshot.tmux == .v3_5)
    #expect([snapshot.columns, snapshot.rows] == [20, 4])
    #expect([snapshot.cursorColumn, snapshot.cursorRow] == [3, 2])
    #expect(snapshot.cursorVisible && snapshot.origin && snapshot.wrap && snapshot.keypad)
    #expect(!snapshot.insert && !snapshot.keypadCursor)
    #expect(snapshot.mouseButton && snapshot.mouseSGR)
    #expect(!snapshot.mouseStandard && !snapshot.mouseAll && !snapshot.mouseUTF8)
    #expect(snapshot.scrollTop == 1)
    #expect(snapshot.scrollBottom == 2)
    #expect(snapshot.tabStops == [8, 16])
    #expect(snapshot.historySize == 12)
    #expect(snapshot.bracketedPaste == true)
    #expect(snapshot.synchronized == false)
    #expect(snapshot.title == "name")
    #expect(snapshot.lines == [Array("a".utf8), Array("b".utf8)])
    #expect(!snapshot.isAlternate)
    #expect(snapshot.savedLines.isEmpty, "there is no saved screen to show")
  }

  @Test("the screen under an alternate one is kept, with its cursor")
  func alternate() throws {
    let changes = ["alternate_on": "1", "alternate_saved_x": "2", "alternate_saved_y": "1"]
    let snapshot = try #require(Self.snapshot(changes, screen: ["above"], saved: ["$ below"]))
    #expect(snapshot.isAlternate)
    var terminal = Terminal(snapshot)
    #expect(terminal.text(row: 0) == "above")
    terminal.feed(Array("\u{1B}[?1049l".utf8))
    #expect(terminal.text(row: 0) == "$ below")
    #expect([terminal.cursor.column, terminal.cursor.row] == [2, 1])
  }

  @Test("rows that wrap are known by their joined lines")
  func wrapped() throws {
    let screen = ["\u{1B}[31mone \u{E}q\u{F}", "two", "", "thr"]
    let snapshot = try #require(
      Self.snapshot(["pane_width": "5"], screen: screen, joined: ["one qtwo", "", "thr"]))
    let terminal = Terminal(snapshot)
    #expect((0..<4).map { terminal.isWrapped(row: $0) } == [true, false, false, false])
    #expect(terminal.logicalLines().map(\.text) == ["one qtwo", "", "thr"])
    let untold = try #require(Self.snapshot(screen: screen))
    #expect(!Terminal(untold).isWrapped(row: 0))
  }

  @Test("a title may hold tabs", arguments: ["a\tb", "\t", "\t\ttwo\t", "", "%1\t4\t20"])
  func tabs(title: String) {
    #expect(Self.snapshot(["pane_title": title])?.title == title)
  }

  @Test("what an older server does not know is unknown, not off")
  func oldServer() throws {
    let snapshot = try #require(Self.snapshot(["bracket_paste_flag": "", "synchronized_output_flag": ""]))
    #expect(snapshot.bracketedPaste == nil)
    #expect(snapshot.synchronized == nil)
  }

  @Test("a row with too few fields, or without a size, is no screen")
  func missing() {
    let whole = Self.row()
    let cut = whole.split(separator: "\t").dropLast(1).joined(separator: "\t")
    for row in ["", "%1", cut] {
      #expect(SeedTransaction.snapshot(from: Array(repeating: block([row]), count: 6), tmux: .v3_3) == nil)
    }
    #expect(Self.snapshot(["pane_width": ""]) == nil)
    #expect(Self.snapshot(["pane_height": "x"]) == nil)
  }

  @Test("too few replies are no screen")
  func replies() {
    let replies = [block([Self.row()]), block([]), block([]), block([]), block([])]
    #expect(SeedTransaction.snapshot(from: replies, tmux: .v3_3) != nil)
    for count in 0..<5 {
      #expect(SeedTransaction.snapshot(from: Array(replies.prefix(count)), tmux: .v3_3) == nil)
    }
    #expect(SeedTransaction.snapshot(from: [block([])] + replies.dropFirst(), tmux: .v3_3) == nil)
  }

  @Test("the bytes of an unfinished sequence are unescaped and go on")
  func pending() throws {
    let snapshot = try #require(Self.snapshot(pending: ["\\033]2;a\\134b \\011"]))
    #expect(snapshot.pending == Array("\u{1B}]2;a\\b \t".utf8))
    var terminal = Terminal(try #require(Self.snapshot(pending: ["\\033]2;ne"])))
    terminal.feed(Array("w\u{7}".utf8))
    #expect(terminal.title == "new")
  }
}
