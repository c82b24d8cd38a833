import Recognition
import TestSupport
import Testing

@testable import Fleet

@Suite("A feature's way through its stages")
struct CoordinatorTests {
  @Test("it is set up step by step, and the first command goes out when the agent is at its prompt")
  func spawning() {
    var scene = WorkScene()
    #expect(scene.order(.begin(WorkScene.new("a"))) == nil)
    #expect(scene.doing.map(\.deed) == [.prepare])
    #expect(scene.item.status == .starting)
    scene.finish(.prepared(Workspace(path: "/w", branch: "worktree-a", base: "abc")))
    #expect(scene.doing.map(\.deed) == [.open(.first)])
    scene.finish(.opened(scene.session()))
    #expect(scene.doing.isEmpty)
    scene.see(.starting)
    #expect(scene.doing.isEmpty)
    scene.see(.idle)
    #expect(scene.sent == ["/workflows:brainstorm SSO support"])
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.status == .planning)
    #expect(scene.item.history.map(\.stage) == ["brainstorm"])
  }

  @Test("the gates are those of the workflow: on by itself until work, then a person says so")
  func gates() {
    var scene = WorkScene()
    scene.begin()
    for _ in 0..<3 { scene.turn() }
    #expect(scene.sent.count == 3)
    #expect(scene.item.stage == "work")
    #expect(scene.item.status == .paused)
    #expect(scene.coordinator.inbox.map(\.attention.kind) == [.gate])
    #expect(scene.order(.advance(scene.id, afterAnswer: false)) == nil)
    scene.turn()
    #expect(scene.sent.last?.hasPrefix("Look through everything") == true)
    scene.turn()
    #expect(scene.item.stage == "pr")
    #expect(scene.item.status == .inReview)
    #expect(scene.sent.count == 5)
    scene.tell(.pullRequest(scene.id, scene.pullRequest(.pass, state: .merged), log: []))
    #expect(scene.item.status == .complete)
    #expect(
      scene.item.history.map(\.outcome) == [.completed, .completed, .completed, .completed, .completed, .ended])
  }

  @Test("full-auto sends one command and never a stage's")
  func automatic() {
    var scene = WorkScene()
    scene.begin(isAutomatic: true)
    scene.turn()
    #expect(scene.sent == ["/slfg SSO support"])
    #expect(scene.item.stage == "pr")
    #expect(scene.order(.advance(scene.id, afterAnswer: false)) == .automatic(name: "a"))
  }

  @Test("nothing is sent to an agent that works, asks or was interrupted")
  func neverIntoABusyAgent() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    #expect(scene.order(.advance(scene.id, afterAnswer: false)) == .notIdle(name: "a", state: "working"))
    scene.see(.blocked, kind: .question, ask: Ask(question: "Which?", options: []))
    #expect(scene.item.status == .needsInput)
    #expect(scene.order(.retry(scene.id)) == .asking(name: "a", question: "Which?"))
    #expect(scene.notices.count == 1)
    scene.see(.working)
    #expect(scene.item.attention.isEmpty)
    scene.see(.idle, isInterrupted: true)
    #expect(scene.item.status == .paused)
    #expect(scene.sent.count == 1)
  }

  @Test("a turn that was too short to be seen ends the stage after a while, and not at once")
  func shortTurn() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.see(.idle)
    #expect(scene.item.stage == "brainstorm")
    scene.wait(3)
    #expect(scene.item.stage == "plan")
  }

  @Test("an agent that is at work before the verdict comes is at work, and done when it is at its prompt again")
  func workingBeforeTheVerdict() {
    var scene = WorkScene()
    scene.begin()
    scene.see(.working)
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.progress == .running)
    scene.see(.done)
    #expect(scene.item.stage == "plan")
  }

  @Test("an agent that leaves in peace has finished; the next command gets a new one")
  func exitedInPeace() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    scene.tell(.ended(scene.id, code: 0))
    #expect(scene.doing.map(\.deed) == [.open(.relaunch)])
    scene.finish(.opened(scene.session(2)))
    scene.see(.idle)
    #expect(scene.sent.last == "/workflows:plan")
  }

  @Test("a crash waits for a person; retry begins the stage again in the same worktree, resume continues")
  func crash() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    scene.tell(.ended(scene.id, code: 3))
    #expect(scene.item.status == .crashed)
    #expect(scene.doing.isEmpty)
    #expect(scene.notices.last?.text == "the agent ended with code 3")
    var other = scene
    #expect(scene.order(.retry(scene.id)) == nil)
    #expect(scene.doing.map(\.deed) == [.open(.retry)])
    scene.finish(.opened(scene.session(2)))
    scene.see(.idle)
    #expect(scene.sent == ["/workflows:brainstorm SSO support", "/workflows:brainstorm SSO support"])
    #expect(other.order(.resume(other.id)) == nil)
    #expect(other.doing.map(\.deed) == [.open(.resume)])
    other.finish(.opened(other.session(2)))
    other.see(.idle)
    #expect(other.sent.count == 1)
    #expect(other.item.status == .paused)
  }

  @Test("an agent that dies at its gate has finished its stage, also when its conversation is resumed")
  func resumedAtGate() {
    var scene = WorkScene()
    scene.begin()
    for _ in 0..<3 { scene.turn() }
    let gate = scene.item.attention["gate"]
    #expect(gate?.text.contains("review comes next") == true)
    scene.tell(.ended(scene.id, code: 137))
    #expect(scene.order(.resume(scene.id)) == nil)
    scene.finish(.opened(scene.session(2)))
    scene.see(.idle)
    #expect(scene.item.attention["gate"] == gate && scene.item.attention["crash"] == nil)
    #expect(scene.order(.advance(scene.id, afterAnswer: false)) == nil)
    #expect(scene.item.stage == "review")
  }

  @Test("a delivery that is not certain is never repeated by itself")
  func unconfirmed() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.unconfirmed(reason: "the pane went away"))
    #expect(scene.item.status == .escalated)
    scene.see(.idle)
    scene.wait(600)
    #expect(scene.sent.count == 1)
    scene.see(.working)
    #expect(scene.item.progress == .running)
  }

  @Test("a refused delivery is tried again, later each time")
  func refused() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.refused(reason: "a draft is in the box", passes: true))
    scene.see(.idle)
    #expect(scene.sent.count == 1)
    scene.wait(2)
    #expect(scene.sent.count == 2)
    for _ in 0..<4 {
      scene.finish(.refused(reason: "a draft is in the box", passes: true))
      scene.wait(30)
    }
    #expect(scene.item.attention["waiting"] != nil)
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.attention.isEmpty)
  }

  @Test("a failing check is told once, or goes to the agent as often as allowed")
  func failingChecks() {
    for (responder, words) in [(ItemSettings.Responder.person, 0), (.agent, 2)] {
      var scene = WorkScene()
      scene.begin(isAutomatic: true, settings: ItemSettings(onFailure: responder, attempts: 2))
      scene.turn()
      for round in Int64(1)...3 {
        scene.tell(.pullRequest(scene.id, scene.pullRequest(.pending, at: round * 2 - 1), log: []))
        scene.tell(.pullRequest(scene.id, scene.pullRequest(.fail, at: round * 2), log: ["boom"]))
        if !scene.doing.isEmpty { scene.turn() }
      }
      #expect(scene.sent.count == 1 + words)
      #expect(scene.notices.count { $0.kind == .ciFailing } == 3 - words)
      #expect(scene.item.stage == "pr")
    }
  }

  @Test("stopping closes the session, then removes the worktree unless more would be lost than was named")
  func stopping() {
    var scene = WorkScene()
    scene.begin()
    scene.turn()
    scene.finish(.sent(proof: "echo"))
    let named = Losses(uncommitted: ["a.txt"])
    #expect(scene.order(.stop(scene.id, keepsWorktree: false, named: named)) == nil)
    #expect(scene.doing.map(\.deed) == [.close])
    scene.finish(.closed)
    #expect(scene.doing.map(\.deed) == [.discard(named: named)])
    scene.finish(.kept(Losses(uncommitted: ["a.txt", "b.txt"])))
    #expect(scene.item.status == .cancelled)
    #expect(scene.item.workspace != nil)
    #expect(scene.order(.advance(scene.id, afterAnswer: false)) == .over(name: "a", .cancelled))
  }

  @Test("a name is free again when its item has ended, and not before; the limit of a repository holds")
  func namesAndLimits() {
    var scene = WorkScene()
    scene.begin(settings: ItemSettings(limit: 1))
    #expect(scene.order(.begin(WorkScene.new("b", name: "a"))) == .nameTaken("a"))
    #expect(scene.order(.begin(WorkScene.new("a"))) == .duplicate(scene.id))
    #expect(scene.order(.begin(WorkScene.new("c", settings: ItemSettings(limit: 1)))) == nil)
    #expect(scene.coordinator.items[ItemID("c")]?.status == .queued)
    scene.order(.finish(scene.id))
    #expect(scene.coordinator.items[ItemID("c")]?.status == .starting)
    #expect(scene.order(.begin(WorkScene.new("d", name: "a"))) == nil)
  }

  @Test("what ended while argosy was away is told; what lives goes on")
  func survey() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    var same = scene
    same.tell(.surveyed([same.id: Survey(session: same.session(), hasWorktree: true)]))
    #expect(same.item.status == .planning)
    scene.tell(.surveyed([scene.id: Survey(session: nil, hasWorktree: true)]))
    #expect(scene.item.status == .crashed)
    #expect(scene.doing.isEmpty)
  }

  @Test(
    "a stage's closing menu is a need that tells of what the stage left, and the gate can be passed with the answer")
  func closingMenu() {
    var scene = WorkScene()
    scene.begin()
    scene.turn()
    scene.turn()
    scene.finish(.sent(proof: "echo"))
    scene.see(.working)
    scene.see(.blocked, kind: .question, ask: Ask(question: "What next?", options: []))
    #expect(scene.order(.advance(scene.id, afterAnswer: true)) == nil)
    scene.see(.working)
    scene.see(.done)
    #expect(scene.item.stage == "review")
  }
}
