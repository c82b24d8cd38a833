import Recognition
import Testing
import TmuxControl

@testable import Fleet
@testable import TmuxUI

/// A feature as its options show it.
enum MadeItem {
  static var item: WorkItem {
    var item = WorkItem(
      NewItem(
        id: ItemID("f-1"), name: "auth-sso", description: "SSO",
        repository: Repository(path: "/r", defaultBranch: "main"),
        workflow: Workflow(name: "feature", stages: [])), at: Moment(wall: 0, monotonic: 0))
    item.stage = "review"
    item.pullRequest = PullRequest(number: 7, url: "https://example.com/7", branch: "worktree-auth-sso")
    return item
  }
}

@Suite("What is published beside the agents")
struct PublishedFactsTests {
  @Test("a feature's session tells its stage, id, branch and pull request")
  func feature() {
    var scene = Scene()
    scene.begin(1, in: 1)
    var item = MadeItem.item
    func published() -> Publication { scene.publication(beside: .init(items: [SessionID(number: 1): item])) }
    #expect(published()[session(1), .phase] == "review")
    #expect(published()[session(1), .id] == "f-1")
    #expect(published()[session(1), .branch] == "worktree-auth-sso")
    #expect(published()[session(1), .pullRequest] == "https://example.com/7")
    #expect(published()[session(1), .title] == "SSO", "until the agent has a title of its own")
    let states: [(PullRequest.State, PullRequest.Check.Bucket?, String)] = [
      (.open, nil, "open"), (.open, .pending, "open"), (.open, .pass, "green"), (.open, .fail, "red"),
      (.draft, .pass, "draft"), (.draft, .fail, "red"), (.merged, .fail, "merged"), (.closed, .pass, "closed"),
    ]
    for (state, check, word) in states {
      item.pullRequest?.state = state
      item.pullRequest?.setChecks(check.map { [PullRequest.Check(name: "c", bucket: $0)] } ?? [])
      #expect(published()[session(1), .pullRequestState] == word)
    }
  }

  @Test("the oldest wait is of those that need a person and are not put aside")
  func oldest() {
    var scene = Scene()
    for number: UInt32 in 1...3 { scene.begin(number, in: number) }
    scene.say(.working, in: 3)
    #expect(scene.publication[.server, .oldest] == nil)
    scene.say(.blocked, kind: .permission, in: 1)
    scene.say(.blocked, kind: .question, in: 2)
    let (first, second) = (scene.publication[session(1), .since], scene.publication[session(2), .since])
    #expect(first != second && scene.publication[.server, .oldest] == first)
    let parked = scene.publication(beside: .init(parked: [SessionID(number: 1)]))
    #expect(parked[.server, .oldest] == second)
    #expect(parked[session(1), .parked] == "1" && parked[session(2), .parked] == nil)
  }

  @Test("what stands behind names begins in one column, also behind wide ones")
  func pad() {
    var scene = Scene()
    for number: UInt32 in 1...3 { scene.begin(number, in: number) }
    scene.rename(1, to: "a")
    scene.rename(2, to: "longer")
    scene.rename(3, to: "日本")
    #expect(scene.publication[session(1), .pad] == "     ")
    #expect(scene.publication[session(2), .pad] == nil)
    #expect(scene.publication[session(3), .pad] == "  ")
  }

  @Test("windows are marked, and bordered, only where that is wanted; the worst agent speaks")
  func windows() {
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.begin(2, in: 1)
    scene.say(.blocked, kind: .permission, in: 2)
    #expect(scene.publication[window(1), .winStatus] == nil)
    #expect(scene.publication(beside: .init(showsWindowMarks: true))[window(1), .winStatus] == "blocked")
    let bordered = scene.publication(beside: .init(bordered: [WindowID(number: 1), WindowID(number: 9)]))
    #expect(bordered[window(1), .borderStatus] == "top" && bordered[window(1), .borderFormat] == "#{E:@argosy_border}")
    #expect(bordered[window(9), .borderStatus] == nil)
  }

  @Test("an agent that a person says they have seen is no news any more")
  func seen() {
    var scene = Scene()
    scene.begin(1, in: 1)
    scene.say(.working, in: 1)
    scene.say(.done, in: 1)
    #expect(scene.publication[session(1), .status] == "done")
    scene.look(1)
    #expect(scene.publication[session(1), .status] == "idle")
  }
}
