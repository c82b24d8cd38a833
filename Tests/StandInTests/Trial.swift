import Testing

@testable import StandIn

/// An agent without a terminal, driven by hand.
struct Trial {
  private(set) var agent: Agent
  private(set) var actions: [Action] = []
  private(set) var now: Nanoseconds = 1_000 * .second

  init(_ script: String, first: [String] = [], change: (inout Settings) -> Void = { _ in }) throws {
    var settings = Settings()
    settings.directory = "/project"
    change(&settings)
    agent = Agent(scenario: try Scenario.parse(script, file: "trial"), settings: settings, first: first)
    send(.begin)
  }

  mutating func send(_ event: Event) { actions += agent.handle(event, at: now) }

  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  mutating func type(_ text: String) { send(.input(.text(text))) }

  mutating func submit(_ text: String) {
    type(text)
    press(.enter)
  }

  mutating func control(_ line: String) throws {
    if let statement = try StepParser.parse(line) { send(.control(statement)) }
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

  // MARK: What came of it

  var entries: [LogEntry] {
    actions.compactMap { action in
      switch action {
      case .log(let entry), .draw(_, let entry?), .leave(_, let entry), .crash(_, let entry): entry
      default: nil
      }
    }
  }

  /// The states in their order, a dialog's kind behind a colon.
  var states: [String] {
    entries.filter { $0.event == "state" }.map { entry in
      guard case .string(let state)? = entry["state"] else { return "?" }
      if case .string(let kind)? = entry["kind"] { return "\(state):\(kind)" }
      return state
    }
  }

  func entries(_ event: String) -> [LogEntry] { entries.filter { $0.event == event } }

  private var frames: [Frame] {
    actions.compactMap { if case .draw(let frame, _) = $0 { frame } else { nil } }
  }

  var history: String { frames.flatMap(\.history).map(\.text).joined(separator: "\n") }

  var screen: String {
    guard let scene = frames.last?.scene else { return "" }
    return LiveArea.lines(of: scene, in: Size(columns: 80, rows: 24)).map(\.text).joined(separator: "\n")
  }

  var title: String? { frames.last?.title }

  var exitCode: Int32? {
    for case .leave(let code, _) in actions { return code }
    return nil
  }
}
