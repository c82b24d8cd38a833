import Fleet
public import LabelledScreens
public import Recognition
import Screens
import Terminal
import TmuxControl

/// A stream through everything between a pane and the published state, in time that only the stream makes pass.
///
/// What the daemon does with a pane's output is done here in the same order: print, ask the frame clock, read when a
/// frame is due, tell the fleet, wake it when it asked for that.
public struct StreamReplay {
  /// A state that was published, and when.
  public struct Passage: Sendable, Hashable, CustomStringConvertible {
    public var at: UInt64
    public var label: ScreenLabel
    /// What decided.
    public var rule: String
    /// What is asked, if anything.
    public var question: String?

    public var description: String {
      "\(Double(at / 1_000_000) / 1000)s \(label) by \(rule)" + (question.map { " “\($0)”" } ?? "")
    }
  }

  /// What follows the last byte is waited for as long: longer than any state has to last to be believed.
  private static let patience: UInt64 = 4_000_000_000
  private static let pane = PaneID(number: 1)

  private var screens = Screens(tmux: .v3_6)
  private var frames = FrameClock()
  private var reader = ScreenReader()
  private var fleet = Fleet()
  private var wakes: Set<UInt64> = []
  private let recognizer: Recognizer
  private var passages: [Passage] = []

  /// Every state that the stream leads to, after the one in which each agent begins.
  public static func passages(of stream: LabelledStream, with recognizer: Recognizer) -> [Passage] {
    var replay = StreamReplay(stream, recognizer)
    for event in stream.events {
      replay.pass(until: event.at)
      replay.take(event)
      replay.pass(until: event.at)
    }
    replay.pass(until: stream.end + patience)
    return replay.passages
  }

  private init(_ stream: LabelledStream, _ recognizer: Recognizer) {
    self.recognizer = recognizer
    screens.born(Self.pane, columns: stream.columns, rows: stream.rows)
    let place = Place(
      window: WindowID(number: 1), session: SessionID(number: 1), sessionName: "stream", isShown: false)
    apply(.placed([Self.pane: place]), at: 0)
    apply(.identified(Self.pane, AgentIdentity(name: stream.agent, pid: 1)), at: 0)
    passages = []
  }

  private mutating func take(_ event: LabelledStream.Event) {
    switch event.content {
    case .output(let bytes): screens.output(bytes.span, of: Self.pane, at: event.at)
    case .resize(let columns, let rows): screens.resized(Self.pane, columns: columns, rows: rows)
    }
    frames.printed(Self.pane, at: event.at, screens.takeProgress(of: Self.pane))
  }

  /// Does what falls due until then.
  private mutating func pass(until end: UInt64) {
    while let next = [frames.next, wakes.min()].compactMap(\.self).min(), next <= end {
      if let wake = wakes.min(), wake <= next {
        wakes.remove(wake)
        apply(.woke, at: wake)
      } else {
        for _ in frames.takeDue(at: next) { read(at: next) }
      }
    }
  }

  private mutating func read(at now: UInt64) {
    guard let terminal = screens.takeFrame(of: Self.pane, at: now) else {
      frames.printed(Self.pane, at: now, .drawing)
      return
    }
    let screen = reader.read(terminal).screen
    apply(.read(Self.pane, recognizer.recognise(screen), title: screen.title), at: now)
  }

  private mutating func apply(_ event: FleetEvent, at now: UInt64) {
    for effect in fleet.apply(event, at: Moment(wall: Int64(now), monotonic: now)) {
      switch effect {
      case .wake(let time): if time > now { wakes.insert(time) }
      case .transition(let transition):
        guard let activity = transition.to else { continue }
        let rule = fleet.agents[Self.pane]?.reason ?? transition.reason
        passages.append(Passage(at: now, label: ScreenLabel(activity), rule: rule, question: activity.ask?.question))
      }
    }
  }
}

extension ScreenLabel {
  /// An agent that is done is at its prompt: whether anybody has looked is not on the screen.
  init(_ activity: Activity) {
    switch activity.state {
    case .done, .idle: self = .idle
    case .unknown: self = .nothing
    case .starting, .working, .background, .exited, .blocked:
      self = ScreenLabel(rawValue: activity.kind?.rawValue ?? activity.state.rawValue) ?? .nothing
    }
  }
}
