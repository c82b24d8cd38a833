import Terminal
import Testing

@Suite("Reading a screen")
struct ReadingTests {
  @Test("rows that wrapped make one line, with the blanks between them")
  func logicalLines() {
    let terminal = screen("one two three\r\n\r\n漢字漢字x\r\nend", columns: 8, rows: 6)
    #expect(terminal.logicalLines().map(\.text) == ["one two three", "", "漢字漢字x", "end"])
    #expect(terminal.logicalLines().map(\.rows) == [0...1, 2...2, 3...4, 5...5])
    let blanks = screen("word    next", columns: 8, rows: 2)
    #expect(blanks.logicalLines().map(\.text) == ["word    next"])
  }

  @Test("a row is dirty since a version when it was written or moved")
  func dirtyRows() {
    var terminal = screen("a\r\nb\r\nc")
    let before = terminal.version
    #expect(terminal.rows(changedSince: before) == [])
    terminal.feed(bytes("␛[2;5Hx"))
    #expect(terminal.rows(changedSince: before) == [1])
    terminal.feed(bytes("␛[4;1H\n"))
    #expect(terminal.rows(changedSince: before) == [0, 1, 2, 3])
    #expect(terminal.rows(changedSince: terminal.version) == [])
  }

  @Test("a row's hash is of what it shows, wherever it stands and however it came about")
  func hashes() {
    let first = screen("␛[31mred␛[m and 漢é\r\nplain", columns: 20)
    var second = screen("\r\n\r\nxxx␛[31mXXX␛[m\r␛[K␛[31mre␛[31md␛[m and 漢é␛[1;1Hplain  ", columns: 20)
    #expect(first.hash(row: 0) == second.hash(row: 2))
    #expect(first.hash(row: 1) == second.hash(row: 0), "blanks at the end do not show")
    #expect(first.hash(row: 0) != first.hash(row: 1))
    #expect(screen("red").hash(row: 0) != screen("␛[31mred").hash(row: 0))
    #expect(screen("e\u{301}").hash(row: 0) != screen("e\u{302}").hash(row: 0))
    #expect(screen("␛(0q").hash(row: 0) != screen("q").hash(row: 0))
    #expect(screen("0123456789x").hash(row: 0) != screen("0123456789").hash(row: 0), "one wraps, one ends")
    #expect(first.hash(row: 99) == 0)
    // Styles and clusters are renumbered on the way.
    let hash = second.hash(row: 2)
    for number in 0..<9_000 { second.feed(bytes("␛[1;1H␛[38;2;\(number / 256);\(number % 256);1mx")) }
    #expect(second.hash(row: 2) == hash)
  }

  @Test("a reader is told of rows that changed, not of rows that were written again")
  func frames() {
    var terminal = screen("one\r\ntwo\r\nthree")
    var reader = FrameReader()
    #expect(reader.read(terminal).changedRows == [0, 1, 2, 3])
    let still = reader.read(terminal)
    #expect(still.changedRows == [] && !still.hasMoved)
    // As Ink does: erase and draw the same again, but for one row.
    terminal.feed(bytes("␛[3A\r␛[2Kone\r\n␛[2KTWO\r\n␛[2Kthree"))
    let next = reader.read(terminal)
    #expect(next.changedRows == [1])
    #expect(next.hashes == (0..<4).map { terminal.hash(row: $0) })
    terminal.feed(bytes("␛[H"))
    let moved = reader.read(terminal)
    #expect(moved.changedRows == [] && moved.hasMoved)
  }

  @Test("a screen that takes another's place is read anew")
  func takesPlace() {
    var old = screen("text")
    for _ in 0..<50 { old.feed(bytes("␛[Hx")) }
    var reader = FrameReader()
    _ = reader.read(old)
    var new = screen("other\r\nrows")
    new.takePlace(of: old)
    #expect(new.version > old.version)
    #expect(reader.read(new).changedRows == [0, 1])
  }

  @Test("lines are counted as tmux counts them, up into the history")
  func printedLines() {
    var terminal = Terminal(columns: 5, rows: 2, keepsHistory: true)
    terminal.feed(bytes("one\r\ntwo\r\n␛[1mthree␛[m  \r\nfour"))
    #expect(terminal.keptHistory == 3)
    let text = { (line: Int) in String(decoding: terminal.printedLine(line).bytes, as: UTF8.self) }
    #expect([-4, -3, -2, -1, 0, 1, 2].map(text) == ["", "one", "two", "three", "  ", "four", ""])
    #expect(terminal.printedLine(-1).isWrapped)
    #expect(terminal.printedLine(-1).cells.first?.style.attributes == .bold)
    #expect(terminal.printedLine(.min).cells.isEmpty && terminal.printedLine(.max).cells.isEmpty)
  }

  @Test("an open update is drawing for a second, and ends by itself with the next bytes")
  func updates() {
    let second: UInt64 = 1_000_000_000
    var terminal = Terminal(columns: 10, rows: 2)
    unsafe terminal.feed(bytes("␛[?2026hab").span.bytes, at: 5 * second)
    #expect(terminal.isDrawing(at: 5 * second + 999_999_999))
    #expect(!terminal.isDrawing(at: 6 * second))
    _ = terminal.drainEvents()
    unsafe terminal.feed(bytes("c").span.bytes, at: 6 * second)
    #expect(!terminal.isSynchronizing)
    #expect(terminal.drainEvents() == [.synchronizedUpdate(false)])
    unsafe terminal.feed(bytes("␛[?2026h").span.bytes, at: 7 * second)
    unsafe terminal.feed(bytes("␛[?2026l").span.bytes, at: 7 * second)
    #expect(!terminal.isDrawing(at: 7 * second))
  }
}
