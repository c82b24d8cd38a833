import Recognition
import Testing
import TmuxControl

@testable import Fleet

@Suite("An agent's life")
struct LifeTests {
  @Test("an agent that is found is starting, and asks to be woken at the limit")
  func found() throws {
    let scene = Scene.started()
    let transition = try #require(scene.transitions.first)
    #expect(scene.transitions.count == 1)
    #expect(transition.from == nil)
    #expect(transition.to == Activity(.starting))
    #expect(transition.agent == claude)
    #expect(scene.wakes == [Arbitration.startLimit])
  }

  @Test("an agent in a pane that no listing has named is not taken up")
  func unplaced() {
    var scene = Scene()
    #expect(scene.tell(.identified(pane, claude)).isEmpty)
    #expect(scene.read(finding(.working)).isEmpty)
    #expect(scene.fleet.agents.isEmpty)
  }

  @Test("a start without a known screen is unknown at the limit and not before")
  func startLimit() {
    var scene = Scene.started()
    scene.read(nil)
    #expect(scene.wait(Arbitration.startLimit - 1).isEmpty)
    #expect(scene.state == .starting)
    #expect(scene.wait(1).map(\.to) == [Activity(.unknown)])
  }

  @Test("a start that shows a prompt in time is idle, and the limit no longer counts")
  func startedWell() {
    var scene = Scene.started()
    scene.now = seconds(9)
    #expect(scene.read(finding(.idle)).map(\.to) == [Activity(.idle)])
    #expect(scene.wait(seconds(60)).isEmpty)
    #expect(scene.state == .idle)
  }

  @Test("a viewer over the screen of a starting agent does not put the limit off")
  func viewerAtStart() {
    var scene = Scene.started()
    scene.read(finding(.unknown, isHold: true))
    #expect(scene.wait(Arbitration.startLimit).map(\.to) == [Activity(.unknown)])
  }

  @Test(
    "an agent that ends in the middle of something has crashed",
    arguments: [finding(.working), finding(.background), finding(.blocked, kind: .question, question: "Which?")])
  func crash(finding: Finding) {
    var scene = Scene.showing(finding)
    #expect(scene.tell(.identified(pane, nil)).map(\.to) == [Activity(.exited)])
    #expect(scene.agent?.remark == "ended while \(finding.state.rawValue)")
    #expect(scene.read(FleetTests.finding(.idle)).isEmpty)
    #expect(scene.tell(.identified(pane, nil)).isEmpty)
    #expect(scene.state == .exited)
  }

  @Test("an agent that ends at its prompt is gone", arguments: [true, false])
  func quit(isShown: Bool) throws {
    var scene = Scene.showing(finding(.working), isShown: isShown)
    scene.read(finding(.idle))
    let transition = try #require(scene.tell(.identified(pane, nil)).first)
    #expect(transition.from == Activity(isShown ? .idle : .done))
    #expect(transition.to == nil)
    #expect(scene.fleet.agents.isEmpty)
  }

  @Test("a crash is told until it is looked at")
  func crashSeen() {
    var scene = Scene.showing(finding(.working))
    scene.tell(.identified(pane, nil))
    #expect(scene.tell(.placed([pane: place()])).isEmpty)
    let seen = scene.tell(.placed([pane: place(isShown: true)]))
    #expect(seen.map(\.from) == [Activity(.exited)])
    #expect(seen.map(\.to) == [nil])
  }

  @Test("an agent started where one crashed begins anew")
  func restarted() throws {
    var scene = Scene.showing(finding(.working))
    scene.tell(.identified(pane, nil))
    let next = AgentIdentity(name: "claude", pid: 101)
    let transition = try #require(scene.tell(.identified(pane, next)).first)
    #expect(transition.from == Activity(.exited))
    #expect(transition.to == Activity(.starting))
    #expect(transition.agent == next)
    #expect(scene.agent?.remark == nil)
  }

  @Test("the same program with another process goes on as it was")
  func selfRestart() {
    var scene = Scene.showing(finding(.working))
    let next = AgentIdentity(name: "claude", pid: 101, version: "2.0.0")
    #expect(scene.tell(.identified(pane, next)).isEmpty)
    #expect(scene.state == .working)
    #expect(scene.agent?.identity == next)
  }

  @Test("another program under the same roof is a new agent")
  func replaced() {
    var scene = Scene.showing(finding(.working))
    let transitions = scene.tell(.identified(pane, AgentIdentity(name: "other", pid: 101)))
    #expect(transitions.map(\.to) == [nil, Activity(.starting)])
    #expect(transitions.map(\.from) == [Activity(.working), nil])
    #expect(transitions.map(\.agent.name) == ["claude", "other"])
  }

  @Test("a pane that is gone takes its agent with it, whatever that was doing")
  func paneGone() {
    var scene = Scene.showing(finding(.working))
    let transitions = scene.tell(.placed([:]))
    #expect(transitions.map(\.to) == [nil])
    #expect(transitions.map(\.reason) == ["the pane is gone"])
    #expect(scene.fleet.agents.isEmpty)
    #expect(scene.wait(seconds(60)).isEmpty)
  }

  @Test("a pane that moves keeps its agent, at its new place")
  func moved() {
    var scene = Scene.showing(finding(.working))
    let elsewhere = Place(
      window: WindowID(number: 7), session: SessionID(number: 3), sessionName: "three", isShown: false)
    #expect(scene.tell(.placed([pane: elsewhere])).isEmpty)
    #expect(scene.agent?.place == elsewhere)
    #expect(scene.read(finding(.idle)).map(\.place) == [elsewhere])
  }
}
