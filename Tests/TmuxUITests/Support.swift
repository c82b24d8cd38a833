import Fleet
import Recognition
import TmuxControl

@testable import TmuxUI

/// A fleet in which agents are put into states by what a screen would say.
struct Scene {
  private(set) var fleet = Fleet()
  private var places: [PaneID: Place] = [:]
  private var seconds: Int64 = 1000

  private mutating func tell(_ event: FleetEvent) {
    seconds += 1
    _ = fleet.apply(event, at: Moment(wall: seconds * 1_000_000_000, monotonic: UInt64(seconds) * 1_000_000_000))
  }

  /// An agent appears in a pane of a session.
  mutating func begin(_ pane: UInt32, in session: UInt32) {
    places[PaneID(number: pane)] = Place(
      window: WindowID(number: session), session: SessionID(number: session), sessionName: "s", isShown: false)
    tell(.placed(places))
    tell(.identified(PaneID(number: pane), AgentIdentity(name: "claude", pid: 1)))
  }

  mutating func say(
    _ state: AgentState, kind: BlockKind? = nil, ask: Ask? = nil, detail: String? = nil, title: String = "",
    in pane: UInt32
  ) {
    let finding = Finding(state: state, kind: kind, ask: ask, rule: "r", region: "screen", detail: detail)
    tell(.read(PaneID(number: pane), finding, title: title))
  }

  mutating func end(_ pane: UInt32) {
    tell(.identified(PaneID(number: pane), nil))
  }

  mutating func close(_ pane: UInt32) {
    places[PaneID(number: pane)] = nil
    tell(.placed(places))
  }

  var publication: Publication { publication(beside: PublishedFacts()) }

  func publication(beside facts: PublishedFacts) -> Publication {
    Publication(fleet, client: "client-1", version: "0.1", beside: facts)
  }

  mutating func rename(_ number: UInt32, to name: String) {
    for (pane, place) in places where place.session == SessionID(number: number) {
      places[pane] = Place(window: place.window, session: place.session, sessionName: name, isShown: place.isShown)
    }
    tell(.placed(places))
  }

  mutating func look(_ pane: UInt32) { tell(.seen(PaneID(number: pane))) }
}

extension Publication {
  subscript(_ scope: Command.OptionScope, _ name: OptionName) -> String? { values[Key(scope, name)] }
}

func session(_ number: UInt32) -> Command.OptionScope { .session(SessionID(number: number)) }
func window(_ number: UInt32) -> Command.OptionScope { .window(WindowID(number: number)) }
func pane(_ number: UInt32) -> Command.OptionScope { .pane(PaneID(number: number)) }

/// What `ControlLine` would write, without the line feed.
func text(_ line: ControlLine) -> String { String(decoding: line.bytes.dropLast(), as: UTF8.self) }
