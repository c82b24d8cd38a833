import Recognition
import TmuxControl
import Testing

@testable import Fleet

@Suite("News that comes late, twice, or not at all")
struct LateNewsTests {
  static let workspace = Workspace(path: "/w", branch: "worktree-a", base: "b")

  @Test("what is over stays as it ended, whatever becomes of what was under way, and wants nothing")
  func over() {
    var scene = WorkScene()
    scene.order(.begin(WorkScene.new("a")))
    scene.order(.finish(scene.id))
    #expect(scene.cancelled == [EffectID(1)])
    scene.finish(.failed("cancelled"))
    #expect(scene.item.status == .complete)

    let ends: [DeedResult] = [.unconfirmed(reason: "x"), .refused(reason: "x", passes: false), .sent(proof: "x")]
    for end in ends {
      var scene = WorkScene()
      scene.begin()
      scene.order(.finish(scene.id))
      scene.finish(end)
      scene.see(.blocked, kind: .question, ask: Ask(question: "Which?", options: []))
      scene.tell(.foundArtifact(scene.id, kind: "plan", path: "docs/plans/a-plan.md"))
      scene.wait(600)
      scene.tell(.ended(scene.id, code: 0))
      #expect(scene.item.status == .complete)
      #expect(scene.item.attention.isEmpty)
      #expect(scene.notices.isEmpty)
    }
  }

  @Test("a last turn that ends while its item is being ended does not keep the worktree from being removed")
  func endingTurn() {
    var scene = WorkScene()
    scene.begin(workflow: Workflow(name: "w", stages: [Stage(name: "one", status: .working, command: "/one")]))
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    scene.order(.stop(scene.id, keepsWorktree: false, named: Losses()))
    scene.see(.blocked, kind: .question)
    scene.see(.working)
    scene.see(.idle)
    scene.tell(.ended(scene.id, code: 0))
    #expect(scene.item.attention.isEmpty)
    scene.finish(.closed)
    #expect(scene.doing.map(\.deed) == [.discard(named: Losses())])
    scene.finish(.discarded)
    #expect(scene.item.status == .cancelled)
  }

  @Test("an agent that takes its command and leaves before the delivery is told has finished")
  func leftBeforeSent() {
    var scene = WorkScene()
    scene.begin()
    scene.tell(.ended(scene.id, code: 0))
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.stage == "plan")
    #expect(scene.doing.map(\.deed) == [.open(.relaunch)])
  }

  @Test("an agent that takes its command, leaves, and whose pane goes, all before the delivery is told, has finished")
  func goneBeforeSent() {
    var scene = WorkScene()
    scene.begin()
    scene.tell(.ended(scene.id, code: 0))
    scene.tell(.gone(scene.id))
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.stage == "plan")

    scene = WorkScene()
    scene.begin()
    scene.tell(.gone(scene.id))
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.stage == "brainstorm")
    #expect(scene.item.attention["crash"] != nil)
  }

  @Test("one that is dead when it is told to live is told as what it is")
  func diedBeforeOpened() {
    var scene = WorkScene()
    scene.order(.begin(WorkScene.new("a")))
    scene.finish(.prepared(Self.workspace))
    var session = scene.session()
    session.life = .crashed(code: 127)
    scene.finish(.opened(session))
    #expect(scene.item.status == .crashed)
    #expect(scene.coordinator.inbox.map(\.attention.kind) == [.crash])
    #expect(scene.doing.isEmpty)
  }

  @Test("an agent that leaves as soon as it is there is started three times, and then a person is told")
  func restless() {
    var scene = WorkScene()
    scene.order(.begin(WorkScene.new("a")))
    scene.finish(.prepared(Self.workspace))
    for number in UInt32(1)...3 {
      scene.finish(.opened(scene.session(number)))
      scene.tell(.ended(scene.id, code: 0))
    }
    #expect(scene.doing.isEmpty)
    #expect(scene.item.status == .escalated)
    #expect(scene.order(.retry(scene.id)) == nil)
    #expect(scene.doing.map(\.deed) == [.open(.relaunch)])
    scene.finish(.opened(scene.session(4)))
    scene.see(.idle)
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.spent["start"] == nil)
  }

  @Test("an agent that left in peace and whose pane is gone too gets a successor all the same")
  func paneGoneAfterLeaving() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    scene.tell(.ended(scene.id, code: 0))
    scene.tell(.gone(scene.id))
    scene.finish(.lost)
    #expect(scene.doing.map(\.deed) == [.open(.resume)])
  }

  @Test("a wall clock that jumps neither ends a turn nor holds it up")
  func jumps() {
    for jump in [Int64(-3600), 3600] {
      var scene = WorkScene()
      scene.begin()
      scene.finish(.sent(proof: "echo"))
      scene.skew = jump * 1_000_000_000
      scene.see(.idle)
      #expect(scene.item.stage == "brainstorm")
      scene.wait(3)
      #expect(scene.item.stage == "plan")
    }
  }

  @Test("a wall clock that was set back does not keep a missing pull request from being told")
  func setBack() {
    var scene = WorkScene()
    scene.begin(isAutomatic: true)
    scene.turn()
    scene.skew = -3_600_000_000_000
    scene.wait(91)
    #expect(scene.item.attention["pr"] != nil)
  }

  @Test("after a restart nothing is sent before the agent was seen again, and what waited for its time waits again")
  func restart() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.refused(reason: "a draft is in the box", passes: true))
    scene.restart(Survey(session: scene.session(), hasWorktree: true))
    #expect(scene.doing.isEmpty)
    scene.see(.idle)
    #expect(scene.doing.count == 1)
    scene.finish(.sent(proof: "echo"))
    scene.restart(Survey(session: scene.session(), hasWorktree: true))
    scene.see(.idle)
    #expect(scene.item.stage == "brainstorm")
    scene.wait(3)
    #expect(scene.item.stage == "plan")

    scene = WorkScene()
    scene.begin(isAutomatic: true)
    scene.turn()
    #expect(scene.item.progress == .watching)
    scene.restart(Survey(session: scene.session(), hasWorktree: true))
    scene.wait(91)
    #expect(scene.item.attention["pr"] != nil)
  }
}
