import Recognition
import Testing
import TmuxControl

@testable import Fleet

/// Random numbers that are the same in every run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// What a transition tells apart: a dialog's options may change without one.
private struct Point: Hashable {
  var state: AgentState?
  var kind: BlockKind?
  var question: String?

  init(_ activity: Activity?) {
    state = activity?.state
    kind = activity?.kind
    question = activity?.ask?.question
  }
}

@Suite("Random lives")
struct RandomWalkTests {
  @Test("whatever happens, the fleet's invariants hold", arguments: 1...20 as ClosedRange<UInt64>)
  func walk(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var scene = Scene()
    var placed: [PaneID: Place] = [:]
    var last: [PaneID: Point] = [:]
    for step in 0..<1500 {
      scene.now += UInt64.random(in: 0...900_000_000, using: &random)
      let event = Self.event(&random, &placed, scene.moment)
      for transition in scene.tell(event) {
        let (from, to) = (Point(transition.from), Point(transition.to))
        #expect(from == last[transition.pane, default: Point(nil)], "seed \(seed), step \(step): \(event)")
        #expect(from != to, "seed \(seed), step \(step): \(event)")
        #expect(transition.at.wall <= scene.moment.wall, "seed \(seed), step \(step): \(event)")
        last[transition.pane] = to
      }
      for (pane, agent) in scene.fleet.agents {
        // A wait that was told of before it was drawn gets its question without a transition.
        if last[pane]?.question == nil { last[pane]?.question = agent.activity.ask?.question }
        #expect(agent.pane == pane && agent.place == placed[pane], "seed \(seed), step \(step): \(event)")
        #expect(agent.since.wall <= scene.moment.wall, "seed \(seed), step \(step): \(event)")
        #expect(Point(agent.activity) == last[pane], "seed \(seed), step \(step): \(event)")
        #expect(agent.activity.state == .blocked || agent.activity.kind == nil)
        if case .woke = event {
          #expect(agent.candidate.map { $0.due > scene.now } ?? true, "seed \(seed), step \(step): not woken")
        }
      }
      let present = Set(scene.fleet.agents.keys)
      #expect(Set(last.filter { $0.value != Point(nil) }.keys) == present, "seed \(seed), step \(step): \(event)")
      // Whoever waits has asked to be woken, so that no state hangs for want of an event.
      for agent in scene.fleet.agents.values {
        if let due = agent.candidate?.due { #expect(scene.wakes.contains(due), "seed \(seed), step \(step)") }
      }
    }
    #expect(scene.transitions.count > 200)
  }

  private static func event(
    _ random: inout SeededGenerator, _ placed: inout [PaneID: Place], _ now: Moment
  ) -> FleetEvent {
    let pane = PaneID(number: UInt32.random(in: 1...4, using: &random))
    switch Int.random(in: 0..<20, using: &random) {
    case 0...2:
      placed = [:]
      for number in UInt32(1)...4 where Int.random(in: 0..<8, using: &random) > 0 {
        placed[PaneID(number: number)] = Place(
          window: WindowID(number: number), session: SessionID(number: number % 2), sessionName: "s",
          isShown: Bool.random(using: &random))
      }
      return .placed(placed)
    case 3...5:
      let pid = Int32.random(in: 10...12, using: &random)
      let name = Int.random(in: 0..<6, using: &random) == 0 ? "other" : "claude"
      return .identified(pane, AgentIdentity(name: name, pid: pid))
    case 6: return .identified(pane, nil)
    case 7...14: return .read(pane, finding(&random), title: "✳ title")
    case 15: return Int.random(in: 0..<6, using: &random) == 0 ? .lostSight : .woke
    case 16:
      let state = AgentState.allCases.randomElement(using: &random) ?? .idle
      let since = now.wall + Int64.random(in: -9_000_000_000...1_000_000_000, using: &random)
      return .remembered(
        pane, Memory(activity: Activity(state), since: Moment(wall: since, monotonic: 0), pid: 10))
    case 17, 18:
      let sources = Evidence.Source.allCases
      let states: [AgentState] = [.working, .idle, .background, .blocked]
      let state = states.randomElement(using: &random) ?? .idle
      let evidence = Evidence(
        sources.randomElement(using: &random) ?? .hook, "said", state,
        kind: state == .blocked ? BlockKind.allCases.randomElement(using: &random) : nil)
      let ago = UInt64.random(in: 0...min(now.monotonic, 2_000_000_000), using: &random)
      return .heard(
        pane, Observation(evidence, at: Moment(wall: now.wall - Int64(ago), monotonic: now.monotonic - ago)))
    default: return .woke
    }
  }

  private static func finding(_ random: inout SeededGenerator) -> Finding? {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: nil
    case 1: FleetTests.finding(.unknown, isHold: true)
    case 2: FleetTests.finding(.idle, confidence: .weak)
    case 3, 4: FleetTests.finding(.idle)
    case 5, 6: FleetTests.finding(.working)
    case 7: FleetTests.finding(.background)
    default:
      FleetTests.finding(
        .blocked, kind: BlockKind.allCases.randomElement(using: &random),
        question: ["Run?", "Go?", nil].randomElement(using: &random) ?? nil,
        options: ["yes", "no"].shuffled(using: &random))
    }
  }
}
