import LabelledScreens
import Recognition

/// Paints screens as agents do, in the pieces in which they write.
struct ScreenPainter {
  /// How a frame is put over the one before.
  enum Style: String, CaseIterable, Sendable {
    /// Everything is cleared first: what is drawn in part is a torn frame with nothing of the old one below.
    case cleared
    /// The rows of the old frame are erased from the bottom up, then the new ones are written, as Ink does.
    case erased
    /// Each row is written over the old one, from the top.
    case overwritten
    /// Only rows that differ are written, wherever they are, as ratatui does.
    case scattered
    /// Overwritten between the marks of a synchronized update.
    case synchronized
    /// Below what is there, as a program does that writes line after line. Nothing is ever painted again.
    case appended

    /// The ways of an agent.
    static func all(of agent: String) -> [Style] {
      agent == "aider" ? [.appended] : allCases.filter { $0 != .appended }
    }
  }

  let style: Style
  let rows: Int
  private var old: [String] = []
  private var title = ""

  init(style: Style, rows: Int) {
    self.style = style
    self.rows = rows
  }

  /// The bytes of a frame; between two of them the program may be held up.
  mutating func paint(_ screen: ScreenText) -> [[UInt8]] {
    let lines = screen.rows.prefix(rows).map(Self.line)
    var pieces: [String] = []
    func place(_ row: Int, _ text: String) -> String { "\u{1B}[\(row + 1);1H\(text)\u{1B}[K" }
    switch style {
    case .cleared:
      pieces.append("\u{1B}[H\u{1B}[2J")
      pieces += lines.enumerated().map { place($0.offset, $0.element) }
    case .erased:
      if !old.isEmpty {
        let erase = String(repeating: "\u{1B}[2K\u{1B}[1A", count: old.count - 1)
        pieces.append("\u{1B}[\(old.count);1H" + erase + "\u{1B}[2K\u{1B}[G")
      }
      pieces += lines.enumerated().map { place($0.offset, $0.element) }
    case .overwritten, .synchronized:
      pieces += lines.enumerated().map { place($0.offset, $0.element) }
      pieces.append("\u{1B}[\(min(lines.count + 1, rows));1H" + (lines.count < rows ? "\u{1B}[J" : ""))
    case .appended:
      if lines == old { break }
      // What was asked for is echoed behind the question.
      if old.last?.hasSuffix("]:") == true { pieces.append(" y") }
      pieces += lines.enumerated().map { (old.isEmpty && $0.offset == 0 ? "" : "\r\n") + $0.element }
    case .scattered:
      for row in 0..<max(lines.count, old.count) {
        let text = row < lines.count ? lines[row] : ""
        if row >= old.count || old[row] != text { pieces.append(place(row, text)) }
      }
    }
    old = lines
    if screen.title != title {
      title = screen.title
      pieces = ["\u{1B}]0;\(title)\u{07}" + (pieces.first ?? "")] + pieces.dropFirst()
    }
    if style == .synchronized {
      pieces.insert("\u{1B}[?2026h", at: 0)
      pieces.append("\u{1B}[?2026l")
    }
    return pieces.map { Array($0.utf8) }
  }

  /// A row with what is faint or stands out in it.
  private static func line(_ row: ScreenText.Row) -> String {
    var text = ""
    let solid = row.solid.map { Array($0.unicodeScalars) }
    var isFaint = false
    for (index, scalar) in row.text.unicodeScalars.enumerated() {
      let faint = solid.map { index >= $0.count || ($0[index] == " " && scalar != " ") } ?? false
      if faint != isFaint, scalar != " " {
        text += faint ? "\u{1B}[2m" : "\u{1B}[22m"
        isFaint = faint
      }
      text.unicodeScalars.append(scalar)
    }
    if isFaint { text += "\u{1B}[22m" }
    if let highlight = row.highlight, let range = text.firstRange(of: highlight) {
      text.replaceSubrange(range, with: "\u{1B}[7m\(highlight)\u{1B}[27m")
    }
    return text
  }
}
