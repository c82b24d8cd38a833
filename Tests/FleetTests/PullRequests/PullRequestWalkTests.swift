import Testing

@testable import Fleet

/// The watch is told anything in any order, and keeps its promises.
@Suite("The watch on pull requests, at random")
struct PullRequestWalkTests {
  @Test("never two calls of a repository at once, never too soon, never without a reason", arguments: 0..<200)
  func walk(seed: UInt64) {
    var generator = SplitMix(state: seed)
    func random(_ count: UInt64) -> UInt64 { generator.next() % count }
    let repositories = (0..<3).map { RepositoryName(owner: "acme", name: "r\($0)") }
    var watch = PullRequestWatch()
    var now: UInt64 = 0
    var underWay: [RepositoryName: PullRequestCall] = [:]
    var last: [RepositoryName: UInt64] = [:]
    var wakeAt: UInt64?

    func tell(_ event: PullRequestWatch.Event) {
      for effect in watch.apply(event, at: now) {
        switch effect {
        case .call(let call):
          if let before = last[call.repository] {
            #expect(now - before >= watch.pace.gap)
            if underWay[call.repository] != nil { #expect(now - before >= watch.pace.lost) }
          }
          if case .details(let questions) = call.kind { #expect(!questions.isEmpty) }
          #expect(watch.sites[call.repository]?.branches.isEmpty == false)
          underWay[call.repository] = call
          last[call.repository] = now
        case .wake(let at):
          wakeAt = at
          if let at { #expect(at > now) }
        case .attention, .overcome: break
        }
      }
    }

    func anyPull(_ branch: String) -> PullRequest {
      let states: [PullRequest.State] = [.open, .draft, .open, .closed, .merged, .open]
      let buckets: [PullRequest.Check.Bucket] = [.pass, .pending, .fail]
      return pull(
        Int(random(3)), head: "c\(random(3))", state: states[Int(random(6))],
        checks: (0..<random(3)).map { check("t\($0)", buckets[Int(random(3))]) },
        mergeable: random(3) == 0 ? .unknown : .yes, updated: Int64(random(50)), branch: branch)
    }

    func answer(_ call: PullRequestCall) -> PullRequestCall.Answer {
      let failures: [GitHubFailure] = [
        .network(""), .garbage(""), .rateLimited(seconds: Int(random(4000))), .rateLimited(seconds: nil),
        .missingProgram, .notLoggedIn(""), .noSuchRepository(""),
      ]
      if random(4) == 0 { return .failed(failures[Int(random(7))]) }
      guard case .details(let questions) = call.kind else {
        return random(2) == 0
          ? .unchanged
          : .list(
            (0..<random(4)).map { .init(number: Int($0), branch: "b\($0)", updated: Int64(random(60))) }, tag: "t",
            isWhole: random(2) == 0)
      }
      return .details(questions.filter { _ in random(3) > 0 }.map { anyPull($0.branch) })
    }

    for _ in 0..<400 {
      let repository = repositories[Int(random(3))]
      switch random(10) {
      case 0:
        tell(
          .watch(
            repository,
            (0..<random(5)).map { .init(name: "b\($0)", isPushed: random(2) == 0, pullRequest: nil) }))
      case 1: tell(.kick(repository, branch: random(2) == 0 ? nil : "b\(random(5))"))
      case 2: tell(.order(repository))
      case 3: tell(.woke)
      case 4:
        now += random(400_000_000_000)
        tell(.woke)
      case 5, 6:
        if let at = wakeAt, at > now {
          now = at
          tell(.woke)
        }
      default:
        if let call = underWay.removeValue(forKey: repository) { tell(.answered(call, answer(call))) }
      }
    }
    // Whatever happened: when nothing is wanted any more, nothing is asked, and in the end no timer is left.
    for repository in repositories { tell(.watch(repository, [])) }
    let calls = last
    for _ in 0..<10 {
      now += 300_000_000_000
      tell(.woke)
    }
    #expect(last == calls)
    #expect(wakeAt == nil)
  }
}
