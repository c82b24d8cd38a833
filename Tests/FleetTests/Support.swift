import Recognition
import TmuxControl

@testable import Fleet

let pane = PaneID(number: 1)
let claude = AgentIdentity(name: "claude", pid: 100)

/// A place in session `$1`.
func place(isShown: Bool = false) -> Place {
  Place(window: WindowID(number: 1), session: SessionID(number: 1), sessionName: "one", isShown: isShown)
}

func finding(
  _ state: AgentState, kind: BlockKind? = nil, question: String? = nil, options: [String] = [],
  confidence: Finding.Confidence = .strong, isHold: Bool = false
) -> Finding {
  Finding(
    state: state, kind: kind,
    ask: question.map { Ask(question: $0, options: options.map { Ask.Option(key: "", label: $0) }) },
    rule: "rule-\(state)", region: "screen", confidence: confidence, isHold: isHold)
}

func seconds(_ count: UInt64) -> UInt64 { count * 1_000_000_000 }

/// A fleet with a clock, and everything it has said.
struct Scene {
  var fleet = Fleet()
  var now: UInt64 = 0
  var transitions: [Transition] = []
  var wakes: [UInt64] = []

  /// The wall clock stands at this when the monotonic one stands at zero.
  static let epoch: Int64 = 1_700_000_000_000_000_000

  var moment: Moment { Moment(wall: Self.epoch + Int64(now), monotonic: now) }

  /// Applies an event and returns the transitions that follow.
  @discardableResult
  mutating func tell(_ event: FleetEvent) -> [Transition] {
    var new: [Transition] = []
    for effect in fleet.apply(event, at: moment) {
      switch effect {
      case .transition(let transition): new.append(transition)
      case .wake(let time): wakes.append(time)
      }
    }
    transitions += new
    return new
  }

  @discardableResult
  mutating func read(_ finding: Finding?, title: String = "") -> [Transition] {
    tell(.read(pane, finding, title: title))
  }

  @discardableResult
  mutating func wait(_ nanoseconds: UInt64) -> [Transition] {
    now += nanoseconds
    return tell(.woke)
  }

  var agent: Agent? { fleet.agents[pane] }
  var state: AgentState? { agent?.activity.state }

  /// One agent in one pane that has just been found.
  static func started(isShown: Bool = false) -> Scene {
    var scene = Scene()
    scene.tell(.placed([pane: place(isShown: isShown)]))
    scene.tell(.identified(pane, claude))
    return scene
  }

  /// One agent whose screen has said this.
  static func showing(_ finding: Finding, isShown: Bool = false) -> Scene {
    var scene = started(isShown: isShown)
    scene.read(finding)
    return scene
  }
}
