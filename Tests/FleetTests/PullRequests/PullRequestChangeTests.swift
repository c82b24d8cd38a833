import Testing

@testable import Fleet

@Suite("Changes of a pull request")
struct PullRequestChangeTests {
  @Test("pending, failing, passing are one event each, and nothing comes twice")
  func checks() {
    var story = Story()
    let failing = check("test", .fail)
    #expect(story.see(pull()) == [.opened])
    #expect(story.see(pull(checks: [check("test", .pending)])) == [.checksRunning])
    #expect(story.see(pull(checks: [check("test", .pending)])) == [])
    #expect(story.see(pull(checks: [failing])) == [.checksFailing([failing])])
    #expect(story.see(pull(checks: [failing])) == [])
    #expect(story.see(pull(checks: [check("test", .pass, started: 5)])) == [.checksPassing])
    #expect(story.see(pull(checks: [check("test", .pass, started: 5)])) == [])
  }

  @Test("another that fails later is told alone; one that was run again and failed again is told as at first")
  func moreFailures() {
    var story = Story(known: pull(checks: [check("a", .fail), check("b", .pending)]))
    let (a, b) = (check("a", .fail), check("b", .fail, started: 2))
    #expect(story.see(pull(checks: [a, b])) == [.moreChecksFailing([b])])
    let again = [check("a", .fail, started: 7), check("b", .pass, started: 7)]
    #expect(story.see(pull(checks: again)) == [.checksFailing([again[0]])])
  }

  @Test("a new commit that fails or passes without a look between is told")
  func newCommit() {
    var story = Story(known: pull(checks: [check("test", .fail)]))
    let second = check("test", .fail, started: 50)
    #expect(story.see(pull(head: "c2", updated: 101)) == [])
    #expect(story.see(pull(head: "c2", checks: [second], updated: 101)) == [.checksFailing([second])])
    #expect(story.see(pull(head: "c3", checks: [check("test", .pending)], updated: 102)) == [.checksRunning])
    #expect(story.see(pull(head: "c3", checks: [check("test", .pass)], updated: 102)) == [.checksPassing])
    #expect(story.see(pull(head: "c4", checks: [check("test", .pass)], updated: 103)) == [.checksPassing])
  }

  @Test("what was seen later and is older news changes nothing, and what then comes again is not told again")
  func outOfOrder() {
    let first = pull(checks: [check("test", .pending)], comments: [], updated: 100)
    let second = pull(
      checks: [check("test", .fail)], comments: [comment("1")], mergeable: .conflicting, updated: 105)
    var story = Story(known: first)
    #expect(
      story.see(second) == [.checksFailing(second.checks), .reviewComments([comment("1")]), .conflict])
    #expect(story.see(first) == [])
    #expect(story.see(second) == [])
    // A check is no update: the same time, and yet older.
    #expect(story.see(pull(checks: [check("test", .pending)], mergeable: .conflicting, updated: 105)) == [])
    #expect(story.see(pull(mergeable: .conflicting, updated: 105)) == [])
    #expect(story.known?.ci == .failing)
    #expect(story.see(second) == [])
  }

  @Test("snapshots in any order end with the newest, and each thing is told at most once", arguments: 0..<50)
  func shuffled(seed: UInt64) {
    let life = [
      pull(updated: 1), pull(checks: [check("t", .pending)], updated: 1),
      pull(checks: [check("t", .fail)], comments: [comment("1")], updated: 2),
      pull(head: "c2", checks: [check("t", .pending, started: 30)], comments: [comment("1")], updated: 3),
      pull(head: "c2", checks: [check("t", .pass, started: 30)], comments: [comment("1"), comment("2")], updated: 4),
      pull(head: "c2", state: .merged, checks: [check("t", .pass, started: 30)], comments: [comment("2")], updated: 5),
    ]
    var generator = SplitMix(state: seed)
    var story = Story()
    var told: [PullRequestChange] = []
    for _ in 0..<40 { told += story.see(life[Int(generator.next() % 6)]) }
    told += story.see(life[5])
    #expect(story.known?.state == .merged)
    #expect(told.count { $0 == .opened } == 1)
    #expect(told.count { $0 == .merged } == 1)
    var comments: [PullRequest.Comment] = []
    for case .reviewComments(let some) in told { comments += some }
    #expect(Set(comments.map(\.id)).count == comments.count)
    #expect(told.count { $0 == .checksPassing } <= 1)
    #expect(told.count { if case .checksFailing = $0 { true } else { false } } <= 1)
  }

  @Test("new comments come together; those of the author and of whom one will not hear do not come")
  func comments() {
    var story = Story(known: pull(comments: [comment("1")]))
    let new = [comment("2"), comment("3", by: "agent"), comment("4", by: "helper[bot]"), comment("5", by: "lint")]
    story.filter.ignored = ["LINT"]
    #expect(story.see(pull(comments: [comment("1")] + new)) == [.reviewComments([new[0], new[2]])])
    #expect(story.see(pull(comments: new)) == [])
    story.filter.ignoresAuthor = false
    #expect(story.see(pull(comments: [comment("6", by: "Agent")])) == [.reviewComments([comment("6", by: "Agent")])])
    story.filter.ignoresBots = true
    var bot = comment("7")
    bot.isBot = true
    #expect(story.see(pull(comments: [bot])) == [])
  }

  @Test("a request for changes is told again when it is made again, an approval once")
  func reviews() {
    var story = Story(known: pull())
    let (first, second) = (review("1", .changesRequested), review("3", .changesRequested))
    #expect(story.see(pull(decision: .changesRequested, reviews: [first])) == [.changesRequested([first])])
    #expect(story.see(pull(decision: .changesRequested, reviews: [first, second])) == [.changesRequested([second])])
    let approval = review("4", .approved)
    #expect(story.see(pull(decision: .approved, reviews: [first, second, approval])) == [.approved([approval])])
    #expect(
      story.see(pull(decision: .approved, reviews: [first, second, approval, review("5", .approved, by: "x")])) == [])
  }

  @Test("where no rule decides, the last word of each reviewer does")
  func verdict() {
    #expect(pull(reviews: [review("1", .changesRequested), review("2", .approved)]).verdict == .approved)
    #expect(
      pull(reviews: [review("1", .changesRequested), review("2", .approved, by: "x")]).verdict == .changesRequested)
    #expect(pull(reviews: [review("1", .approved), review("2", .commented)]).verdict == .approved)
    #expect(pull(reviews: [review("1", .approved), review("2", .dismissed)]).verdict == nil)
    #expect(pull(decision: .required, reviews: [review("1", .approved)]).verdict == .required)
  }

  @Test("a request for changes without weight is at least a comment")
  func weightless() {
    var story = Story(known: pull(decision: .required))
    let changes = story.see(pull(decision: .required, reviews: [review("1", .changesRequested, "no tests")]))
    #expect(changes == [.reviewComments([comment("1", "no tests")])])
  }

  @Test("a conflict is told when it comes and when it goes, whatever the server is working out between")
  func conflict() {
    var story = Story(known: pull())
    #expect(story.see(pull(mergeable: .conflicting)) == [.conflict])
    #expect(story.see(pull(mergeable: .unknown)) == [])
    #expect(story.known?.mergeable == .conflicting)
    #expect(story.known?.isMergeabilityPending == true)
    #expect(story.see(pull(mergeable: .conflicting)) == [])
    #expect(story.see(pull(mergeable: .unknown)) == [])
    #expect(story.see(pull(mergeable: .yes)) == [.conflictResolved])
  }

  @Test("closed, opened again, merged; and a merge is for ever")
  func states() {
    var story = Story(known: pull(updated: 1))
    #expect(story.see(pull(state: .closed, updated: 2)) == [.closed])
    #expect(story.see(pull(updated: 3)) == [.reopened])
    #expect(story.see(pull(state: .merged, updated: 4)) == [.merged])
    #expect(story.see(pull(updated: 4)) == [])
    #expect(
      story.see(pull(state: .merged, comments: [comment("after")], updated: 5)) == [.reviewComments([comment("after")])]
    )
    // The next one from the same branch is another.
    #expect(story.see(pull(43, updated: 6)) == [.opened])
  }

  @Test("one that is found already at work brings everything at once")
  func found() {
    let seen = pull(checks: [check("t", .fail)], comments: [comment("1")], mergeable: .conflicting)
    #expect(
      PullRequestChange.changes(from: nil, to: seen)
        == [.opened, .checksFailing(seen.checks), .reviewComments(seen.comments), .conflict])
    #expect(PullRequestChange.changes(from: nil, to: pull(state: .merged)) == [.opened, .merged])
  }
}

struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
