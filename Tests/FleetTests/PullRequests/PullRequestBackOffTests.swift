import Testing

@testable import Fleet

private let app = RepositoryName(owner: "acme", name: "app")
private let api = RepositoryName(owner: "acme", name: "api")
private let wanted = [PullRequestWatch.Branch(name: "feature", isPushed: true)]

@Suite("Backing off when gh fails")
struct PullRequestBackOffTests {
  @Test("a limit is kept to the second, for all repositories of the server, whatever is pushed meanwhile")
  func rateLimit() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pending)])
    world.tell(.watch(app, wanted))
    world.tell(.watch(api, wanted))
    world.failure = .rateLimited(seconds: 900)
    world.pass(seconds(20))
    let limited = world.now
    world.forgetCalls()
    world.failure = nil
    world.tell(.kick(app, branch: nil))
    world.tell(.order(api))
    world.pass(seconds(899))
    #expect(world.calls.isEmpty)
    world.pass(seconds(30))
    #expect(Set(world.calls.map(\.call.repository)) == [app, api])
    #expect(world.calls.allSatisfy { $0.at >= limited + seconds(895) })
    #expect(world.attentions.isEmpty)
  }

  @Test("whoever ordered can tell whether all is answered, when it is asked next, and how long the server rests")
  func order() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pass)])
    #expect(world.watch.isSettled(app) && world.watch.nextCall(of: app, at: world.now) == nil)
    world.tell(.watch(app, wanted))
    world.pass(seconds(1))
    #expect(world.watch.isSettled(app))
    world.isMute = true
    world.tell(.order(app))
    #expect(!world.watch.isSettled(app), "it waits for the gap between two calls")
    #expect(world.watch.nextCall(of: app, at: world.now).map { $0 > world.now } == true)
    world.pass(seconds(6))
    #expect(!world.watch.isSettled(app), "it waits for the answer")
    if let call = world.calls.last?.call {
      world.tell(.answered(call, .details([pull(checks: [check("t", .pass)])])))
    }
    #expect(world.watch.isSettled(app) && world.watch.limit(of: app, at: world.now) == nil)

    world.isMute = false
    world.failure = .rateLimited(seconds: 900)
    world.tell(.order(app))
    world.pass(seconds(6))
    let rest = world.watch.limit(of: app, at: world.now)
    #expect(rest.map { $0 > world.now + seconds(890) } == true && world.watch.limit(of: api, at: world.now) == rest)
    #expect(world.watch.nextCall(of: app, at: world.now).map { $0 >= rest ?? 0 } == true)
    world.pass(seconds(901))
    #expect(world.watch.limit(of: app, at: world.now + seconds(901)) == nil)
  }

  @Test("a limit of nonsense is not believed", arguments: [Int.max, -5, 1 << 40])
  func nonsense(seconds asked: Int) {
    var world = WatchedWorld()
    world.failure = .rateLimited(seconds: asked)
    world.tell(.watch(app, wanted))
    world.failure = nil
    world.forgetCalls()
    world.pass(world.watch.pace.longestRateLimit + seconds(60))
    #expect(!world.calls.isEmpty)
    #expect(world.gaps.allSatisfy { $0 >= world.watch.pace.gap })
  }

  @Test("without the network it asks ever more seldom, down to once in fifteen minutes, and then as before")
  func network() {
    var world = WatchedWorld()
    world.pulls["feature"] = pull(checks: [check("t", .pending)])
    world.failure = .network("no route")
    world.tell(.watch(app, wanted))
    world.pass(seconds(3 * 3600))
    #expect(Array(world.gaps.prefix(6)) == [30, 60, 120, 240, 480, 900].map { seconds($0) })
    #expect(world.gaps.allSatisfy { $0 <= seconds(900) })
    #expect(world.attentions.isEmpty)
    world.failure = nil
    world.pass(seconds(900))
    world.forgetCalls()
    world.pass(seconds(100))
    #expect(world.gaps.allSatisfy { $0 == world.watch.pace.running })
  }

  @Test("what a person must set right is told once; nothing is asked until an order, and the end of it is told")
  func obstacles() {
    var world = WatchedWorld()
    world.failure = .missingProgram
    world.tell(.watch(app, wanted))
    world.tell(.watch(api, wanted))
    #expect(world.attentions == [.missingProgram])
    #expect(world.calls.count == 1)
    world.tell(.kick(api, branch: nil))
    world.pass(seconds(86_400))
    #expect(world.calls.count == 1)
    #expect(world.wakeAt == nil)
    world.tell(.order(app))
    #expect(world.attentions == [.missingProgram])
    #expect(world.overcome.isEmpty)
    world.failure = nil
    world.pass(seconds(10))
    world.tell(.order(app))
    world.pass(seconds(10))
    #expect(world.overcome == [.missingProgram])
    #expect(Set(world.calls.map(\.call.repository)) == [app, api])
  }

  @Test("a login that is missing on one server does not keep another from being asked")
  func servers() {
    let elsewhere = RepositoryName(host: "git.example.com", owner: "acme", name: "app")
    var world = WatchedWorld()
    world.failure = .notLoggedIn("no token")
    world.tell(.watch(elsewhere, wanted))
    #expect(world.attentions == [.notLoggedIn(host: "git.example.com")])
    world.failure = nil
    world.tell(.watch(app, wanted))
    world.pass(seconds(300))
    #expect(world.calls.count { $0.call.repository == elsewhere } == 1)
    #expect(world.calls.count { $0.call.repository == app } > 1)
  }

  @Test("a repository that is not there rests alone")
  func noSuchRepository() {
    var world = WatchedWorld()
    world.failure = .noSuchRepository("not found")
    world.tell(.watch(app, wanted))
    world.failure = nil
    world.tell(.watch(api, wanted))
    world.pass(seconds(600))
    #expect(world.attentions == [.noSuchRepository(app)])
    #expect(world.calls.count { $0.call.repository == app } == 1)
  }
}
