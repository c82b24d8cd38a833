import LabelledScreens
import LabelledStreams

@testable import StandIn

/// An agent without a terminal, whose bytes are written down with their times and with what it was doing.
struct StreamRecorder {
  private var agent: Agent
  private var painter: Painter
  private var now: Nanoseconds = 1_000 * .second
  private let start: Nanoseconds
  private let isSynchronized: Bool
  private(set) var stream: LabelledStream
  /// What changed while something covered the agent: it is seen when that is gone.
  private var covered: ScreenLabel?

  /// - Parameter isSynchronized: frames stand between the marks of an update. Most tmux servers do not answer the
  ///   question whether they know them, and the real agent leaves them out then.
  init(
    _ script: String, name: String, size: Size = Size(columns: 80, rows: 24), edition: Edition = .current,
    isAlternate: Bool = false, isSynchronized: Bool = false
  ) throws {
    var settings = Settings()
    settings.directory = "/project"
    settings.edition = edition
    settings.titles = edition.titles
    settings.version = edition.version
    settings.spinnerInterval = 240 * .millisecond
    agent = Agent(scenario: try Scenario.parse(script, file: name), settings: settings)
    painter = Painter(size: size, alternate: isAlternate)
    start = now
    self.isSynchronized = isSynchronized
    stream = LabelledStream(agent: "claude", name: "standin-\(name)", columns: size.columns, rows: size.rows)
    print(Array(painter.opening.utf8))
    send(.begin)
  }

  /// Goes on in time, with a tick wherever the agent has asked for one.
  mutating func pass(_ time: Nanoseconds) {
    let end = now + time
    while let next = agent.nextDeadline(after: now), next <= end {
      now = max(next, now)
      send(.tick)
    }
    now = end
  }

  mutating func press(_ keys: Key..., after pause: Nanoseconds = 150 * .millisecond) {
    for key in keys {
      send(.input(.key(key)))
      pass(pause)
    }
  }

  /// A person writes, letter by letter.
  mutating func type(_ text: String) {
    for letter in text {
      send(.input(.text(String(letter))))
      pass(70 * .millisecond)
    }
  }

  /// The terminal has another size at once; the program draws when it has heard of that.
  mutating func resize(to size: Size) {
    stream.events.append(.init(at: now - start, .resize(columns: size.columns, rows: size.rows)))
    pass(15 * .millisecond)
    painter.resize(to: size)
    send(.redraw)
  }

  // MARK: What it paints

  private mutating func send(_ event: Event) {
    for action in agent.handle(event, at: now) {
      switch action {
      case .draw(let frame, let change):
        let label = change.flatMap(Self.label) ?? covered
        covered = agent.showsTranscript ? label : nil
        if let label, !agent.showsTranscript { stream.labels.append(.init(at: now - start, label)) }
        print(painter.paint(frame))
      case .clear: painter.clear()
      case .log, .touch, .run, .trust, .leave, .crash: break
      }
    }
  }

  private mutating func print(_ bytes: [UInt8]) {
    var text = String(decoding: bytes, as: UTF8.self)
    if !isSynchronized { text = text.replacing("\u{1B}[?2026h", with: "").replacing("\u{1B}[?2026l", with: "") }
    stream.events.append(.init(at: now - start, .output(Array(text.utf8))))
  }

  private static func label(_ entry: LogEntry) -> ScreenLabel? {
    guard case .string(let state)? = entry["state"] else { return nil }
    guard case .string(let kind)? = entry["kind"] else { return ScreenLabel(rawValue: state) }
    return kind == "bypass" ? .trust : ScreenLabel(rawValue: kind)
  }
}
