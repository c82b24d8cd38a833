import Terminal

/// A small screen fed with a string; `\u{1B}` is written as `␛` to keep the tables readable.
func screen(
  _ text: String, columns: Int = 10, rows: Int = 4, tmux: TmuxVersion = .v3_3, history: Int = 2000
) -> Terminal {
  var terminal = Terminal(columns: columns, rows: rows, tmux: tmux, historyLimit: history)
  terminal.feed(bytes(text))
  return terminal
}

func bytes(_ text: String) -> [UInt8] {
  text.unicodeScalars.reduce(into: []) { out, scalar in
    if scalar == "␛" { out.append(0x1B) } else { out.append(contentsOf: String(scalar).utf8) }
  }
}

extension Terminal {
  var lines: [String] { (0..<rows).map { text(row: $0) } }
  var position: [Int] { [cursor.column, cursor.row] }
}

/// Everything that can be read from a terminal, for comparing two of them.
struct Picture: Equatable, CustomStringConvertible {
  var lines: [String]
  var cells: [[Cell]]
  var wrapped: [Bool]
  var cursor: Cursor
  var modes: Modes
  var region: ClosedRange<Int>
  var tabStops: [Int]
  var title: String?
  var isAlternate: Bool
  var historySize: Int

  init(_ terminal: Terminal) {
    lines = (0..<terminal.rows).map { terminal.text(row: $0, trimmed: false) }
    cells = (0..<terminal.rows).map { row in
      (0..<terminal.columns).map { terminal.cell(row: row, column: $0) }
    }
    wrapped = (0..<terminal.rows).map { terminal.isWrapped(row: $0) }
    cursor = terminal.cursor
    modes = terminal.modes
    region = terminal.scrollRegion
    tabStops = terminal.tabStopColumns
    title = terminal.hasTitle ? terminal.title : nil
    isAlternate = terminal.isAlternate
    historySize = terminal.historySize
  }

  var description: String { "\(lines) cursor \(cursor) modes \(modes.rawValue)" }
}

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// Streams that look like terminal output with damage in it.
func randomStream(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
  let pieces: [String] = [
    "hello", "x", " ", "\r\n", "\n", "\t", "\u{8}", "漢字", "é", "e\u{301}", "👍", "\u{200D}", "\u{FE0F}", "🇩🇪",
    "␛[?1049h", "␛[?1049l", "␛[2J", "␛[K", "␛[1K", "␛[J", "␛[1J", "␛[4h", "␛[4l", "␛[?7l", "␛[?7h", "␛[?6h", "␛[?6l",
    "␛7", "␛8", "␛M", "␛D", "␛c", "␛#8", "␛(0", "␛(B", "\u{E}", "\u{F}", "␛H", "␛[3g", "␛]2;title␛\\", "␛]0;t\u{7}",
    "␛_apc␛\\", "␛Pdcs␛\\", "␛[38;5;99m", "␛[38;2;1;2;3m", "␛[4:3m", "␛[0m", "␛[7m", "␛[48;5;4m", "␛[58;5;3m",
    "␛[?2026h", "␛[?2026l", "␛[1;1r", "␛[2;3r", "␛[r", "␛[22;0t", "␛[23;0t", "q", "一",
  ]
  let finals = Array("@ABCDEFGHJKLMPSTXZ`bdfghlmrsu".utf8)
  var out: [UInt8] = []
  while out.count < count {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4: out += bytes(pieces[Int.random(in: 0..<pieces.count, using: &random)])
    case 5...7:
      out += [0x1B, 0x5B]
      let numbers = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
        String([0, 1, 2, 3, 5, 8, 40, 99_999, 4_294_967_296].randomElement(using: &random) ?? 0)
      }
      out += Array(numbers.joined(separator: ";").utf8)
      out.append(finals[Int.random(in: 0..<finals.count, using: &random)])
    case 8: out.append(UInt8.random(in: 0...255, using: &random))
    default: out += (0..<5).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
    }
  }
  return out
}
