import Canvas

/// A look back at what a pane has shown, as it was when the look back began: the screen goes on beneath it.
struct Scrollback: Hashable {
  /// How far a key goes.
  enum Step: Hashable {
    /// Lines up, or down where it is negative.
    case lines(Int)
    case halfPage(up: Bool)
    case page(up: Bool)
    case oldest, newest

    fileprivate func lines(room: Int) -> Int {
      switch self {
      case .lines(let count): count
      case .halfPage(let up): max(1, room / 2) * (up ? 1 : -1)
      // A line of the page before stays in sight.
      case .page(let up): max(1, room - 1) * (up ? 1 : -1)
      case .oldest: .max
      case .newest: .min
      }
    }

    var isUp: Bool { lines(room: 1) > 0 }
  }

  /// From the oldest to the newest, the screen's own at the end.
  private let lines: [StyledText]
  /// How many rows there are for it.
  private let room: Int
  /// How many lines lie below what is shown.
  private(set) var back = 0

  /// Nil where there is nothing above what is shown without it.
  init?(_ lines: [StyledText], room: Int) {
    guard room > 0, lines.count > room else { return nil }
    self.lines = lines
    self.room = room
  }

  private var most: Int { lines.count - room }

  /// Whether it shows the newest lines: then there is nothing to look back at.
  var isAtEnd: Bool { back == 0 }

  mutating func move(_ step: Step) {
    let (wanted, isTooFar) = back.addingReportingOverflow(step.lines(room: room))
    back = min(max(0, isTooFar ? .max : wanted), most)
  }

  /// What is seen of it, in as many rows as there are now.
  func shown(rows: Int) -> ArraySlice<StyledText> {
    let end = max(0, lines.count - back)
    return lines[max(0, end - max(0, rows))..<end]
  }

  /// Where one is, as tmux says it in copy mode: lines below, of all that are above the newest page.
  var place: String { "[\(back)/\(most)]" }

  /// What the keys of tmux's copy mode do that do nothing else on a list.
  static func step(_ key: Key) -> Step? {
    switch (key.base, key.modifiers) {
    case (.pageUp, []): .page(up: true)
    case (.pageDown, []): .page(up: false)
    case (.character("u"), .control): .halfPage(up: true)
    case (.character("d"), .control): .halfPage(up: false)
    case (.character("y"), .control): .lines(1)
    case (.character("e"), .control): .lines(-1)
    default: nil
    }
  }

  /// Lays it, and where one is, into a frame.
  func draw(on frame: inout Frame, rows: Range<Int>, column: Int) {
    for (index, text) in shown(rows: rows.count).enumerated() {
      // A sign for what was cut would stand in the agent's picture.
      frame.put(text.clipped(to: frame.columns - column), row: rows.lowerBound + index, column: column)
    }
    let mark = StyledText(place, Look.mark)
    frame.put(mark, row: rows.lowerBound, column: max(column, frame.columns - mark.width))
  }
}
