import Fleet
import TmuxControl

@testable import TmuxUI

/// A ladder with agents that change as a test says, and a clock that the test moves.
struct NoticeTrial {
  var ladder = NoticeLadder()
  var settings = InterfaceSettings()
  var onlookers: [Onlooker] = []
  private(set) var agents: [PaneID: NoticeAgent] = [:]
  private var written: String?
  /// Seconds of the clock that never jumps; the other one is a million ahead.
  private(set) var seconds = 100.0

  var now: Moment { Moment(wall: Int64((seconds + 1e6) * 1e9), monotonic: UInt64(seconds * 1e9)) }

  /// An agent is in a state from now on.
  mutating func put(
    _ pane: UInt32, _ word: StatusWord, asks question: String? = nil, quiet: Bool = false, process: Int32 = 1,
    isStarting: Bool = false, keepingTime: Bool = false
  ) {
    let id = PaneID(number: pane)
    agents[id] = NoticeAgent(
      pane: id, process: process, name: "a\(pane)", word: word, isWorking: word == .working && !isStarting,
      askID: question, question: question ?? "", since: keepingTime ? agents[id]?.since ?? 0 : now.wall, isQuiet: quiet)
    see(pane)
  }

  mutating func remove(_ pane: UInt32) {
    agents[PaneID(number: pane)] = nil
    ladder.lose(PaneID(number: pane))
  }

  mutating func hush(_ pane: UInt32) {
    agents[PaneID(number: pane)]?.isQuiet = true
    see(pane)
  }

  private mutating func see(_ pane: UInt32) {
    if let agent = agents[PaneID(number: pane)] { ladder.see(agent, at: now.monotonic) }
  }

  /// Lets time pass, and returns what was told in it and when, in seconds from its beginning.
  mutating func pass(_ duration: Double) -> [(after: Double, notice: Notice)] {
    let (start, end) = (seconds, seconds + duration)
    var given: [(Double, Notice)] = []
    while let wake = ladder.wake, Double(wake) / 1e9 <= end {
      seconds = max(seconds, Double(wake) / 1e9 + 0.000_001)
      given += ladder.decide(onlookers, settings, at: now).map { (seconds - start, $0) }
    }
    seconds = max(seconds, end)
    return given
  }

  /// The lines of what was told.
  mutating func told(in duration: Double) -> [String] { pass(duration).map(\.notice.line) }

  /// argosy is killed, and begins anew with what it had written down.
  mutating func restart(on server: ServerEpoch? = nil) {
    if let told = ladder.takeTold() { written = told.text }
    ladder = NoticeLadder(told: ToldNeeds(written, on: server))
    for agent in agents.values { ladder.see(agent, at: now.monotonic) }
  }

  func client(
    at pane: UInt32, focused: Bool? = nil, idle: Int64 = 0, hasBoard: Bool = false
  ) -> Onlooker {
    Onlooker(
      name: "c", terminal: "/dev/pts/1", session: SessionID(number: 1), pane: PaneID(number: pane), isFocused: focused,
      activity: now.seconds - idle, hasBoard: hasBoard)
  }
}
