/// Frames to bytes, as a program does that repaints its last lines in place: cursor up, erase, write again. What is
/// finished scrolls away above.
struct Painter {
  /// What a resize may have to lay out again.
  private static let historyLimit = 1_000

  private let alternate: Bool
  private var size: Size
  private var history: [Line] = []
  private var liveRows = 0
  private var title: String?
  private var isLaidOut = true

  init(size: Size, alternate: Bool) {
    self.size = size
    self.alternate = alternate
  }

  /// The bytes before the first frame.
  var opening: String {
    var text = "\u{1B}7\u{1B}[r\u{1B}8\u{1B}[?25l\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?2031h"
    if alternate { text += "\u{1B}[?1049h\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1003h\u{1B}[?1006h\u{1B}[2J\u{1B}[H" }
    return text
  }

  /// The bytes after the last frame, with nothing left switched on.
  var closing: String {
    var text = "\u{1B}[?2031l\u{1B}[?1004l\u{1B}[?2004l"
    if alternate { text += "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1049l" } else { text += "\r\n" }
    return text + "\u{1B}[0m\u{1B}[?25h"
  }

  /// Everything is laid out anew with the next frame.
  mutating func resize(to size: Size) {
    guard size != self.size else { return }
    self.size = size
    isLaidOut = false
  }

  mutating func clear() {
    history = []
    isLaidOut = false
  }

  mutating func paint(_ frame: Frame) -> [UInt8] {
    history += frame.history
    if history.count > Self.historyLimit { history.removeFirst(history.count - Self.historyLimit) }
    var text = "\u{1B}[?2026h"
    if let title = frame.title, title != self.title {
      self.title = title
      text += "\u{1B}]0;\(Line(title).text)\u{07}"
    }
    let live = LiveArea.lines(of: frame.scene, in: size)
    if alternate {
      text += fullScreen(live)
    } else {
      text += inPlace(live, new: isLaidOut ? frame.history : history)
    }
    isLaidOut = true
    return Array((text + "\u{1B}[?2026l").utf8)
  }

  private mutating func inPlace(_ live: [Line], new: [Line]) -> String {
    var text = ""
    if isLaidOut {
      for row in 0..<liveRows { text += row < liveRows - 1 ? "\u{1B}[2K\u{1B}[1A" : "\u{1B}[2K" }
      text += "\u{1B}[G"
    } else {
      // The terminal has broken our rows its own way; nobody can say where they are now.
      text += "\u{1B}[2J\u{1B}[3J\u{1B}[H"
    }
    let finished = new.flatMap { $0.wrapped(to: size.columns) }
    for (index, line) in finished.enumerated() { text += Self.bytes(line, row: index) + "\r\n" }
    text += live.enumerated().map { Self.bytes($0.element, row: $0.offset) }.joined(separator: "\r\n")
    liveRows = live.count
    return text
  }

  private func fullScreen(_ live: [Line]) -> String {
    let room = size.rows - live.count
    let above = history.suffix(room).flatMap { $0.wrapped(to: size.columns) }.suffix(room)
    let rows = above + Array(repeating: Line.empty, count: room - above.count) + live
    return rows.enumerated().map { "\u{1B}[\($0.offset + 1);1H\u{1B}[2K" + Self.bytes($0.element, row: $0.offset) }
      .joined()
  }

  /// Words are sometimes placed by moving the cursor: who only strips the sequences loses the gaps.
  static func bytes(_ line: Line, row: Int) -> String {
    var result = ""
    var column = 0
    var blank = 0
    for span in line.spans {
      let moves = !span.style.inverse
      if !moves, blank > 0 {
        // Before the style, or the gap would be drawn in it.
        result += gap(blank, to: column, row: row)
        blank = 0
      }
      if !span.style.on.isEmpty { result += "\u{1B}[0m" + span.style.on }
      for character in span.text {
        if moves, character == " " {
          blank += 1
          column += 1
          continue
        }
        if blank > 0 {
          result += gap(blank, to: column, row: row)
          blank = 0
        }
        result.append(character)
        column += CellWidth.of(character)
      }
      // A gap may go on in the next span.
      if !span.style.on.isEmpty { result += "\u{1B}[0m" }
    }
    return result
  }

  private static func gap(_ blank: Int, to column: Int, row: Int) -> String {
    switch row % 3 {
    case 0: "\u{1B}[\(blank)C"
    case 1: "\u{1B}[\(column + 1)G"
    default: String(repeating: " ", count: blank)
    }
  }
}

/// One picture: what is finished and scrolls away, and what stays alive below it.
struct Frame: Equatable {
  var history: [Line]
  var scene: Scene
  /// Nil when titles are off.
  var title: String?
}
