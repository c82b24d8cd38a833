import Recognition
import Testing

@testable import Fleet

@Suite("What orders and pull requests may not do")
struct OrderLimitsTests {
  @Test("a failed item cannot take back a name that another has by now")
  func nameTaken() {
    var scene = WorkScene()
    scene.order(.begin(WorkScene.new("a")))
    scene.finish(.failed("there is no remote"))
    #expect(scene.item.status == .failed)
    scene.order(.begin(WorkScene.new("b", name: "a")))
    #expect(scene.order(.retry(scene.id)) == .nameTaken("a"))
    #expect(scene.item.status == .failed)
  }

  @Test("a second stop ends nothing that ends the item, and comes too late to keep a worktree that is being removed")
  func stoppedTwice() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.order(.stop(scene.id, keepsWorktree: false, named: Losses()))
    #expect(scene.order(.stop(scene.id, keepsWorktree: false, named: Losses(uncommitted: ["x"]))) == nil)
    #expect(scene.cancelled.isEmpty)
    scene.finish(.closed)
    #expect(
      scene.order(.stop(scene.id, keepsWorktree: true, named: Losses()))
        == .underWay(name: "a", "its worktree is being removed"))
  }

  @Test("what was done stays done, however often it is stopped after that and pruned")
  func stoppedWhenDone() {
    var scene = WorkScene()
    scene.begin()
    scene.finish(.sent(proof: "echo"))
    scene.order(.finish(scene.id))
    scene.order(.stop(scene.id, keepsWorktree: false, named: Losses()))
    #expect(scene.order(.stop(scene.id, keepsWorktree: true, named: Losses())) == nil)
    scene.finish(.closed)
    #expect(scene.item.status == .complete)
    scene.order(.prune(scene.id))
    scene.finish(.kept(Losses(uncommitted: ["x"])))
    #expect(scene.item.status == .complete)
  }

  @Test("words that may have arrived are not taken for the stage's command, nor is a person's work after a refusal")
  func wordsAreNoCommand() {
    var scene = WorkScene()
    scene.begin(settings: ItemSettings(onFailure: .agent))
    for _ in 0..<3 { scene.turn() }
    #expect(scene.item.progress == .held)
    scene.tell(.pullRequest(scene.id, scene.pullRequest(.fail), log: []))
    scene.finish(.unconfirmed(reason: "the pane went away"))
    scene.see(.working)
    scene.see(.idle)
    #expect(scene.item.progress == .held)
    #expect(scene.item.history.count == 3)
    #expect(scene.item.attention.keys.sorted() == ["gate"])

    scene = WorkScene()
    scene.begin()
    scene.finish(.refused(reason: "the text is too long", passes: false))
    scene.see(.working)
    scene.see(.idle)
    #expect(scene.item.stage == "brainstorm")
    #expect(scene.item.progress == .held)
  }

  @Test("nothing else is given while it is not certain whether a command arrived, and other words settle no command")
  func uncertainFirst() {
    var scene = WorkScene()
    scene.begin(settings: ItemSettings(onFailure: .agent))
    scene.finish(.unconfirmed(reason: "nothing proves it"))
    scene.tell(.pullRequest(scene.id, scene.pullRequest(.fail), log: []))
    scene.see(.idle)
    #expect(scene.doing.isEmpty)
    #expect(scene.item.attention["delivery"] != nil)
    scene.see(.working)
    scene.see(.done)
    #expect(scene.item.stage == "plan")

    scene = WorkScene()
    scene.begin(settings: ItemSettings(onFailure: .agent))
    scene.finish(.refused(reason: "the text is too long", passes: false))
    scene.tell(.pullRequest(scene.id, scene.pullRequest(.fail), log: []))
    scene.finish(.sent(proof: "echo"))
    #expect(scene.item.attention["refused"] != nil)
  }

  @Test("a stage does not begin while the agent has just taken other words")
  func wordsOnTheirWay() {
    var scene = WorkScene()
    scene.begin(settings: ItemSettings(onFailure: .agent))
    for _ in 0..<3 { scene.turn() }
    scene.tell(.pullRequest(scene.id, scene.pullRequest(.fail), log: []))
    scene.finish(.sent(proof: "echo"))
    #expect(scene.order(.advance(scene.id, afterAnswer: false)) == .notIdle(name: "a", state: "starting work"))
  }

  @Test("a pull request that was over before its item began, or was followed by another, is not its own")
  func formerPullRequests() {
    var scene = WorkScene()
    scene.begin(isAutomatic: true)
    scene.turn()
    scene.tell(.pullRequest(scene.id, scene.pullRequest(state: .merged, at: -60), log: []))
    #expect(scene.item.status == .inReview)
    #expect(scene.item.pullRequest == nil)
    var second = scene.pullRequest()
    second.number = 43
    scene.tell(.pullRequest(scene.id, second, log: []))
    scene.tell(.pullRequest(scene.id, scene.pullRequest(state: .closed, at: 2), log: []))
    #expect(scene.item.pullRequest?.number == 43)
  }
}
