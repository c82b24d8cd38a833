import Terminal
import TestSupport
import Testing

@Suite("Properties of any input", .heavy)
struct PropertyTests {
  static let everyVersion: [TmuxVersion] = [.v3_3, .v3_4, .v3_5, .v3_6, .v3_7]

  @Test("any split of the same bytes gives the same screen", arguments: everyVersion)
  func chunking(tmux: TmuxVersion) {
    let stream = bytes(
      "a漢␛[31mb␛]2;tit␛\\é␛[38:2::1:2:3mc\r\n␛(0qq␛(B\u{E2}\u{200D}👍🏽␛P1$qm␛\\x␛[?1049h␛[2;3Hy␛[3b␛[?1049l\tz")
    var whole = Terminal(columns: 12, rows: 4, tmux: tmux)
    whole.feed(stream)
    let expected = Picture(whole)
    for split in 0...stream.count {
      var parts = Terminal(columns: 12, rows: 4, tmux: tmux)
      parts.feed(Array(stream[..<split]))
      parts.feed(Array(stream[split...]))
      #expect(Picture(parts) == expected, "split at \(split)")
    }
  }

  @Test("random splits of random streams give the same screen", arguments: everyVersion)
  func randomChunking(tmux: TmuxVersion) {
    var random = SeededGenerator(seed: 7)
    for round in 0..<40 {
      let stream = randomStream(600, &random)
      var whole = Terminal(columns: 20, rows: 6, tmux: tmux)
      whole.feed(stream)
      var parts = Terminal(columns: 20, rows: 6, tmux: tmux)
      var at = 0
      while at < stream.count {
        let end = min(stream.count, at + Int.random(in: 1...9, using: &random))
        parts.feed(Array(stream[at..<end]))
        at = end
      }
      #expect(Picture(parts) == Picture(whole), "round \(round)")
    }
  }

  @Test("no bytes, sizes or resizes break an invariant", arguments: everyVersion)
  func robustness(tmux: TmuxVersion) {
    var random = SeededGenerator(seed: 42)
    let sizes = [(1, 1), (1, 5), (2, 2), (7, 1), (20, 6), (80, 24)]
    for round in 0..<90 {
      let size = sizes[round % sizes.count]
      var terminal = Terminal(
        columns: size.0, rows: size.1, tmux: tmux, historyLimit: [0, 7, 2000].randomElement(using: &random) ?? 0)
      for _ in 0..<4 {
        terminal.feed(randomStream(250, &random))
        terminal.feed((0..<60).map { _ in UInt8.random(in: 0...255, using: &random) })
        let violations = terminal.invariantViolations()
        #expect(violations.isEmpty, "round \(round): \(violations)")
        if Bool.random(using: &random) {
          terminal.resize(
            columns: Int.random(in: -1...30, using: &random), rows: Int.random(in: -1...12, using: &random))
          #expect(terminal.invariantViolations().isEmpty, "round \(round) after a resize")
        }
      }
      _ = terminal.drainEvents()
      _ = Picture(terminal)
    }
  }

  @Test("many colours and clusters are forgotten without harm to those on the screen")
  func compaction() {
    var terminal = Terminal(columns: 20, rows: 3)
    for number in 0..<9_000 {
      terminal.feed(Array("\u{1B}[38;2;\(number % 256);\(number / 256);7mx".utf8))
      let mark = UInt32(0x300 + number % 64)
      let letter = UInt32(0x4E00 + number / 64)
      for value in [letter, mark] { terminal.feed(UnicodeScalar(value).map { Array(String($0).utf8) } ?? []) }
    }
    #expect(terminal.invariantViolations() == [])
    let last = terminal.cell(row: terminal.cursor.row, column: terminal.cursor.column - 2)
    #expect(last.style.foreground == .rgb(39, 35, 7))
    let expected: [UInt32] = [0x4E00 + 8_999 / 64, 0x300 + 8_999 % 64]
    #expect(last.text.unicodeScalars.map(\.value) == expected)
  }

  @Test("sizes are clamped")
  func sizes() {
    #expect(Terminal(columns: 0, rows: -5).columns == 1)
    #expect(Terminal(columns: .max, rows: .max).columns == 10_000)
    #expect(Terminal(columns: .min, rows: 3).rows == 3)
  }

  @Test("only what changed rises in version")
  func versions() {
    var terminal = screen("one\r\ntwo")
    let before = (terminal.version, terminal.rowVersion(0), terminal.rowVersion(1))
    terminal.feed(bytes("!"))
    #expect(terminal.version > before.0)
    #expect(terminal.rowVersion(0) == before.1)
    #expect(terminal.rowVersion(1) > before.2)
    let still = terminal.version
    terminal.feed(bytes("␛[m"))
    #expect(terminal.version == still)
    #expect(terminal.rowVersion(99) == 0)
  }
}
