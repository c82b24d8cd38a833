import Terminal
import TmuxControl

/// What a model knows of its pane and no capture tells: the pen, the line drawing sets, a character under way. A seed
/// of a pane that was known until then goes on with these; colours would be a guess otherwise, until the program sets
/// them anew.
///
/// The saved cursor of DECSC and the character that REP repeats are not among them.
struct Continuation: Sendable {
  /// Brings a terminal that was seeded at the same point into the same state.
  let bytes: [UInt8]
  /// The bytes of a character that is not complete; they come last.
  let begun: [UInt8]

  /// Nil where the model does not know more than a capture does.
  init?(_ terminal: Terminal, begun: [UInt8]) {
    guard terminal.isPenKnown || !begun.isEmpty else { return nil }
    self.begun = begun
    guard terminal.isPenKnown else {
      bytes = []
      return
    }
    // ST and CAN end whatever is under way. The second q is for a joiner that would take the first.
    var probe = terminal
    func printed(after shift: String) -> Style {
      probe.feed(Array("\u{1B}\\\u{18}\(shift)\u{1B}[4l\u{1B}[?6l\u{1B}[H\u{1B}[Kqq".utf8))
      return probe.cell(row: 0, column: 0).style
    }
    let pen = printed(after: "")
    let isDrawing = pen.attributes.contains(.lineDrawing)
    let isG1Drawing = printed(after: "\u{0E}").attributes.contains(.lineDrawing)
    let isG0Drawing = printed(after: "\u{0F}").attributes.contains(.lineDrawing)
    let sets = "\u{1B}(\(isG0Drawing ? "0" : "B")\u{1B})\(isG1Drawing ? "0" : "B")"
    let shift = isDrawing == isG0Drawing ? "\u{0F}" : "\u{0E}"
    bytes = Array((sets + shift + Self.rendition(pen)).utf8)
  }

  /// The SGR that makes this pen, in short sequences: tmux has limits.
  private static func rendition(_ pen: Style) -> String {
    var codes = ["0"]
    codes += attributes.filter { pen.attributes.contains($0.0) }.map(\.1)
    codes += color(pen.foreground, named: 30, bright: 90, other: 38)
    codes += color(pen.background, named: 40, bright: 100, other: 48)
    codes += color(pen.underline, named: nil, bright: nil, other: 58)
    return codes.map { "\u{1B}[\($0)m" }.joined()
  }

  private static let attributes: [(Attributes, String)] = [
    (.bold, "1"), (.dim, "2"), (.italics, "3"), (.underline, "4"), (.blink, "5"), (.reverse, "7"), (.hidden, "8"),
    (.strikethrough, "9"), (.doubleUnderline, "4:2"), (.curlyUnderline, "4:3"), (.dottedUnderline, "4:4"),
    (.dashedUnderline, "4:5"), (.overline, "53"),
  ]

  private static func color(_ color: Color, named: Int?, bright: Int?, other: Int) -> [String] {
    switch color {
    case .default: return []
    case .palette(let number):
      guard let named, let bright else { return ["\(other);5;\(number)"] }
      return ["\(number < 8 ? named + Int(number) : bright + Int(number % 8))"]
    case .indexed(let number): return ["\(other);5;\(number)"]
    case .rgb(let red, let green, let blue): return ["\(other);2;\(red);\(green);\(blue)"]
    }
  }

  /// The bytes of a character at the end of a pane's output that is not complete.
  ///
  /// - Parameter before: what this said of the output until then.
  static func begun(_ bytes: Span<UInt8>, before: [UInt8]) -> [UInt8] {
    guard let last = bytes.indices.last else { return before }
    guard bytes[last] >= 0x80 else { return [] }
    var tail = bytes.count < 4 ? before : []
    for index in max(0, bytes.count - 4)..<bytes.count { tail.append(bytes[index]) }
    guard let start = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return [] }
    let length = tail[start] < 0xC2 ? 1 : tail[start] < 0xE0 ? 2 : tail[start] < 0xF0 ? 3 : tail[start] < 0xF5 ? 4 : 1
    return tail.count - start < length ? Array(tail[start...]) : []
  }
}

extension Screens {
  mutating func noteBegun(_ bytes: Span<UInt8>, of pane: PaneID) {
    guard let before = screens[pane]?.begun else { return }
    let now = Continuation.begun(bytes, before: before)
    if now != before { screens[pane]?.begun = now }
  }

  /// The seed's reply begins: what was read until here is what the model knows. A pane that missed output knows nothing.
  mutating func noteContinuation(of pane: PaneID) {
    guard let screen = screens[pane] else { return }
    let isKnown = screen.phase == .live
    screens[pane]?.continuation = isKnown ? Continuation(screen.terminal, begun: screen.begun) : nil
  }
}

extension Terminal {
  /// A seeded screen that goes on with what was known before.
  init(_ snapshot: Snapshot, continuing before: Continuation?) {
    guard let before else {
      self.init(snapshot)
      return
    }
    var bare = snapshot
    bare.pending = []
    self.init(bare)
    if !before.bytes.isEmpty { feed(before.bytes) }
    // A stale or damaged answer must not print.
    if snapshot.pending.first == 0x1B {
      feed(snapshot.pending)
    } else if !before.begun.isEmpty {
      feed(before.begun)
    }
  }
}
