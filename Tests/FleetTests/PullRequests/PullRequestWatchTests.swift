import Testing

@testable import Fleet

private let app = RepositoryName(owner: "acme", name: "app")
private let api = RepositoryName(owner: "acme", name: "api")

private func branch(_ name: String = "feature", isPushed: Bool = true, _ known: PullRequest? = nil)
  -> PullRequestWatch.Branch
{
  .init(name: name, isPushed: isPushed, pullRequest: known)
}

@Suite("The watch on pull requests")
struct PullRequestWatchTests {
  @Test("nothing open: no call and no timer in a whole day")
  func rest() {
    var world = WatchedWorld()
    world.tell(.watch(app, (0..<30).map { branch("b\($0)", isPushed: false) }))
    world.tell(.watch(api, [branch("done", pull(state: .merged)), branch("shut", pull(state: .closed))]))
    #expect(world.wakeAt == nil)
    world.pass(seconds(86_400))
    #expect(world.calls.isEmpty)
    #expect(world.wakes == 0)
  }

  @Test("thirty branches of one repository are one call")
  func oneCall() throws {
    var world = WatchedWorld()
    for number in 0..<30 { world.pulls["b\(number)"] = pull(number, branch: "b\(number)") }
    world.tell(.watch(app, (0..<30).map { branch("b\($0)") }))
    #expect(world.calls.count == 1)
    guard case .details(let questions) = try #require(world.calls.first).call.kind else {
      Issue.record("not details")
      return
    }
    #expect(questions.count == 30)
    world.pass(seconds(3600))
    #expect(world.gaps.allSatisfy { $0 >= world.watch.pace.running })
    #expect(world.calls.count < 3600 / 20)
  }

  @Test("more branches than one call holds take turns, none is left out")
  func turns() {
    var pace = PullRequestPace()
    pace.most = 7
    var world = WatchedWorld(pace: pace)
    for number in 0..<20 { world.pulls["b\(number)"] = pull(number, branch: "b\(number)") }
    world.tell(.watch(app, (0..<20).map { branch("b\($0)") }))
    world.pass(seconds(15))
    let asked = world.calls.flatMap { call -> [String] in
      if case .details(let questions) = call.call.kind { questions.map(\.branch) } else { [] }
    }
    #expect(Set(asked).count == 20)
    #expect(world.gaps.allSatisfy { $0 >= pace.gap })
  }

  @Test("while checks run it asks fast, then ever more seldom, and only whether anything changed")
  func pace() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pending)])
    world.tell(.watch(app, [branch()]))
    world.pass(seconds(200))
    #expect(Set(world.gaps) == [world.watch.pace.running])
    #expect(Set(world.kinds) == ["details"])
    world.pulls["feature"] = pull(checks: [check("t", .pass)])
    world.pass(seconds(20))
    world.forgetCalls()
    world.pass(seconds(600))
    #expect(world.kinds.contains("list"))
    #expect(world.gaps.last == world.watch.pace.quietest)
    world.forgetCalls()
    world.pass(seconds(6000))
    #expect(world.kinds.count { $0 == "details" } <= 10)
    #expect(world.kinds.count { $0 == "details" } >= 8)
    #expect(world.calls.count <= 51)
  }

  @Test("a change in the list is looked at more closely, and only then")
  func listed() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pass)])
    world.tell(.watch(app, [branch()]))
    world.pass(seconds(400))
    world.forgetCalls()
    world.pulls["other"] = pull(50, branch: "other")
    world.pass(seconds(121))
    #expect(world.kinds == ["list"])
    world.pulls["feature"] = pull(checks: [check("t", .pass)], updated: 200)
    world.forgetCalls()
    world.pass(seconds(130))
    #expect(world.kinds.prefix(2) == ["list", "details"])
    #expect(world.gaps.first == world.watch.pace.gap)
  }

  @Test("a pushed branch without a pull request is asked for; when it is merged, all rests")
  func missing() {
    var world = WatchedWorld()
    world.tell(.watch(app, [branch(isPushed: false)]))
    #expect(world.calls.isEmpty)
    world.tell(.kick(app, branch: "feature"))
    #expect(world.calls.count == 1)
    world.pass(seconds(600))
    world.forgetCalls()
    world.pass(seconds(600))
    #expect(Set(world.gaps) == [world.watch.pace.missing])
    world.pulls["feature"] = pull()
    world.pass(seconds(70))
    #expect(world.watch.sites[app]?.branches["feature"]?.known?.number == 42)
    world.pulls["feature"] = pull(state: .merged, updated: 500)
    world.pass(seconds(300))
    world.forgetCalls()
    world.pass(seconds(86_400))
    #expect(world.calls.isEmpty)
    #expect(world.wakeAt == nil)
  }

  @Test("a kick is followed soon, and hundreds of kicks by no more calls than one an interval")
  func kicks() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pass)])
    world.tell(.watch(app, [branch()]))
    world.pass(seconds(1000))
    world.forgetCalls()
    for _ in 0..<300 {
      world.tell(.kick(app, branch: nil))
      world.pass(seconds(1) / 10)
    }
    #expect(world.gaps.allSatisfy { $0 >= world.watch.pace.gap })
    #expect(world.calls.count <= 7)
    #expect(world.calls.count >= 5)
    world.tell(.kick(app, branch: "unknown"))
    world.tell(.kick(api, branch: nil))
    #expect(world.calls.allSatisfy { $0.call.repository == app })
  }

  @Test("whether it can be merged is asked again soon, but not for ever")
  func mergeability() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pass)], mergeable: .unknown)
    world.tell(.watch(app, [branch()]))
    world.pass(seconds(16))
    #expect(world.gaps == [seconds(5), seconds(5)] || world.gaps == [seconds(5), seconds(10)])
    world.pass(seconds(1000))
    world.forgetCalls()
    world.pass(seconds(1000))
    #expect(world.gaps.allSatisfy { $0 >= world.watch.pace.quietest })
  }

  @Test("one under way at a time; an answer that never comes is given up, one that comes then is not believed")
  func lost() throws {
    var world = WatchedWorld()
    world.isMute = true
    world.tell(.watch(app, [branch()]))
    world.tell(.kick(app, branch: nil))
    world.pass(seconds(100))
    #expect(world.calls.count == 1)
    world.pass(seconds(200))
    #expect(world.calls.count == 2)
    let late = try #require(world.calls.first).call
    world.tell(.answered(late, .details([pull()])))
    #expect(world.watch.sites[app]?.branches["feature"]?.known == nil)
  }

  @Test("branches that are no longer wanted are asked for no more")
  func forgotten() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull()
    world.tell(.watch(app, [branch()]))
    world.tell(.watch(app, []))
    world.forgetCalls()
    world.pass(seconds(86_400))
    #expect(world.calls.isEmpty)
  }

  @Test("all times can be made shorter together")
  func scaled() {
    let pace = PullRequestPace().faster(by: 1000)
    #expect(pace.running == 20_000_000)
    #expect(pace.longestRetry == 900_000_000)
    #expect(PullRequestPace().faster(by: 0) == PullRequestPace())
  }
}
