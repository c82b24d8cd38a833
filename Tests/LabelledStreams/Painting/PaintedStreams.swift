public import LabelledScreens
import Recognition

/// Streams made of screens with labels: each is shown for some seconds and painted again and again meanwhile, as
/// agents do, in the different ways in which they do it.
public enum PaintedStreams {
  private static let millisecond: UInt64 = 1_000_000
  /// How long each screen is shown: longer than weak signs must last to be believed.
  private static let shown = 2_600 * millisecond

  /// One stream for each way to paint and each width that the agent's screens have, in an order of its own.
  ///
  /// - Parameter seed: of the order, and of the moments at which the program is held up.
  public static func all(of screens: [LabelledScreen], agent: String, seed: UInt64 = 1) -> [LabelledStream] {
    let own = screens.filter { $0.agent == agent && isPaintable($0) }
    let widths = Set(own.map(\.screen.columns)).sorted()
    return widths.flatMap { width in
      ScreenPainter.Style.all(of: agent).compactMap { style in
        stream(own.filter { $0.screen.columns == width }, agent: agent, style: style, seed: seed)
      }
    }
  }

  /// Two frames one below the other, which is what a resize leaves behind: the upper one alone is another screen. And
  /// OpenCode draws a message like a dialog: an exact copy of one cannot be told from it before the box is drawn.
  private static let exceptions: Set<String> = [
    "claude/idle-old-spinner", "opencode/idle-quoted-permission", "opencode/idle-pasted-permission",
  ]

  /// Those that a running agent shows. A row that the terminal wrapped cannot be placed by itself.
  private static func isPaintable(_ screen: LabelledScreen) -> Bool {
    if exceptions.contains("\(screen)") { return false }
    switch screen.expected.label {
    case .starting, .exited, .nothing: return false
    default: return !screen.screen.rows.contains(where: \.isWrapped) && screen.screen.rows.count <= 60
    }
  }

  private static func stream(
    _ screens: [LabelledScreen], agent: String, style: ScreenPainter.Style, seed: UInt64
  ) -> LabelledStream? {
    guard let width = screens.first?.screen.columns, let working = screens.first(where: isPlainlyWorking) else {
      return nil
    }
    let rows = max(24, screens.map(\.screen.rows.count).max() ?? 24)
    var generator = SeededGenerator(seed: seed &* 31 &+ UInt64(style.rawValue.utf8.reduce(0) { $0 + Int($1) }))
    var stream = LabelledStream(agent: agent, name: "painted-\(style.rawValue)-\(width)", columns: width, rows: rows)
    var painter = ScreenPainter(style: style, rows: rows)
    var now: UInt64 = 100 * millisecond
    var label: ScreenLabel?
    for screen in screens.shuffled(using: &generator) {
      // Two dialogs follow each other through a turn; which of two in a row is another wait is not the question here.
      // And what an agent that only appends writes after a rest is a turn.
      let isBetween = screen.expected.label.isBlocked || label?.isBlocked == true || style == .appended
      for next in isBetween ? [working, screen] : [screen] {
        let expected = next.expected.label
        if expected != .hold, expected != label {
          stream.labels.append(.init(at: now, expected))
          label = expected
        }
        show(next.screen, from: &now, in: &stream, &painter, &generator)
      }
    }
    return stream
  }

  private static func isPlainlyWorking(_ screen: LabelledScreen) -> Bool {
    screen.expected.label == .working && screen.screen.title.isEmpty
  }

  /// Paints a screen four times, some of them with pauses in the middle of the frame.
  private static func show(
    _ screen: ScreenText, from now: inout UInt64, in stream: inout LabelledStream, _ painter: inout ScreenPainter,
    _ generator: inout SeededGenerator
  ) {
    let end = now + shown
    for pass in 0..<4 {
      var at = now + UInt64(pass) * 400 * millisecond
      // Where the old frame is still there, a long pause would show a picture that no program has ever painted.
      let pause: ClosedRange<UInt64> =
        switch painter.style {
        case .cleared, .erased, .synchronized, .appended: 0...70
        case .overwritten, .scattered: 0...3
        }
      var pieces = painter.paint(screen)[...]
      while !pieces.isEmpty {
        let count = min(Int.random(in: 1...12, using: &generator), pieces.count)
        stream.events.append(.init(at: at, .output(pieces.prefix(count).flatMap(\.self))))
        pieces = pieces.dropFirst(count)
        at += UInt64.random(in: pause, using: &generator) * millisecond
      }
    }
    now = end
  }
}

/// The same numbers for the same seed, everywhere (splitmix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
