import Foundation
import Testing

@testable import Fleet

@Suite("Checks of a pull request")
struct CheckTests {
  @Test("of a check that was run again, only the newest run counts, in whatever order they come")
  func rerun() {
    let runs = [check("test", .fail, id: 1, started: 1), check("test", .pending, id: 2, started: nil)]
    for order in [runs, runs.reversed()] { #expect(pull(checks: order).ci == .pending) }
    let byTime = [check("test", .fail, started: 1), check("test", .pass, started: 5), check("lint", .pass)]
    for order in [byTime, byTime.reversed()] {
      #expect(pull(checks: order).ci == .passing)
      #expect(pull(checks: order).checks.count == 2)
    }
  }

  @Test("checks of the same name in two workflows are two checks")
  func workflows() {
    let checks = [check("test", .fail, workflow: "CI"), check("test", .pass, workflow: "Nightly", started: 9)]
    #expect(pull(checks: checks).checks.count == 2)
    #expect(pull(checks: checks).ci == .failing)
  }

  @Test("the same run is older while it is not done")
  func sameRun() {
    #expect(check("a", .pending, id: 7, started: 3).isOlder(than: check("a", .pass, id: 7, started: 3)))
    #expect(!check("a", .pass, id: 7, started: 3).isOlder(than: check("a", .pending, id: 7, started: 3)))
    #expect(check("a", .pending, id: 7, started: nil).isOlder(than: check("a", .pending, id: 7, started: 3)))
    #expect(check("a", .pass, started: 3).isOlder(than: check("a", .pending, started: nil)))
  }

  @Test("none is unknown, one failure is a failure, skipped ones stand in nobody's way")
  func summary() {
    #expect(pull().ci == .unknown)
    #expect(pull(checks: [check("a", .pass), check("b", .pending)]).ci == .pending)
    #expect(pull(checks: [check("a", .pass), check("b", .pending), check("c", .fail)]).ci == .failing)
    #expect(pull(checks: [check("a", .pass), check("b", .skipped)]).ci == .passing)
  }

  @Test(
    "the job is read from the link",
    arguments: [
      ("https://github.com/o/r/actions/runs/5/job/77", 77), ("https://github.com/o/r/actions/runs/5/job/77?pr=3", 77),
      ("https://github.com/o/r/actions/runs/5", nil), ("https://ci.example.com/job/77", nil), ("", nil),
      ("https://github.com/o/r/actions/runs/5/job/x", nil), ("/actions/runs/5/job", nil),
    ] as [(String, Int64?)])
  func job(link: String, job: Int64?) {
    var check = check("a", .fail)
    check.link = link
    #expect(check.job == job)
  }

  @Test("a pull request comes back from JSON as it was")
  func coding() throws {
    let value = pull(
      checks: [check("a", .fail)], decision: .approved, reviews: [review("r", .approved)], comments: [comment("c")])
    #expect(try JSONDecoder().decode(PullRequest.self, from: JSONEncoder().encode(value)) == value)
    let change = PullRequestChange.checksFailing(value.checks)
    #expect(try JSONDecoder().decode(PullRequestChange.self, from: JSONEncoder().encode(change)) == change)
  }
}
