import Daemon
import Foundation
import TestSupport
import Testing

@testable import argosy

@Suite("argosy refresh")
struct RefreshTests {
  private static let found = """
    {"item":"1","name":"auth-sso","repository":"acme/app","branch":"worktree-auth-sso","outcome":"found",
     "pull_request":{"number":7,"url":"https://h/pull/7","state":"open","ci":"failing","review":"changesRequested",
       "mergeable":"conflicting","comments":2,"checks":[{"name":"test","state":"fail","link":"https://h/run/1"},
       {"name":"lint","state":"pass"},{"name":"docs","state":"pending"}]}}
    """
  private static let none = """
    {"item":"2","name":"cart","repository":"acme/app","branch":"worktree-cart","outcome":"none"}
    """
  private static let unknown = """
    {"item":"3","name":"api","repository":"acme/api","branch":"worktree-api","outcome":"unknown",
     "reason":"gh is not logged in: run gh auth login","until":"2026-11-20T10:00:00.000Z",
     "pull_request":{"number":3,"url":"","state":"open","ci":"passing","mergeable":"yes","comments":0}}
    """

  private static func reports(_ texts: [String]) throws -> [RefreshReport] {
    try Samples.decoded("[\(texts.joined(separator: ","))]")
  }

  @Test("each item is told with its pull request and checks, or that there is none, or why it could not be asked")
  func text() throws {
    let text = RefreshText(try Self.reports([Self.found, Self.none, Self.unknown]), style: Samples.plain).text
    let lines = text.split(separator: "\n")
    #expect(
      lines.prefix(6).joined(separator: "\n") == """
        auth-sso  acme/app  PR #7 — CI failing, changes requested, conflicts with its base, 2 comments
            https://h/pull/7
            ✗ test  https://h/run/1
            ✓ lint
            ● docs
        cart  acme/app  no pull request for worktree-cart
        """)
    #expect(lines[6].hasPrefix("api  acme/api  ✗ not known: gh is not logged in: run gh auth login; asked again at "))
    #expect(lines[7] == "    known before: PR #3 — CI passing" && lines.count == 8)
    #expect(RefreshText([], style: Samples.plain).text.hasPrefix("There is no item"))
  }

  @Test("nothing in a report reaches the terminal as a command")
  func hostile() throws {
    var report = try Self.reports([Self.found])[0]
    (report.name, report.repository, report.reason) = (Samples.hostile, Samples.hostile, Samples.hostile)
    report.branch = Samples.hostile
    report.pullRequest?.url = Samples.hostile
    report.pullRequest?.ci = Samples.hostile
    report.pullRequest?.checks?[0].name = Samples.hostile
    report.pullRequest?.checks?[0].link = Samples.hostile
    for outcome in ["found", "none", "unknown"] {
      report.outcome = outcome
      #expect(Samples.isInert(RefreshText([report], style: Samples.plain).text), "\(outcome)")
    }
  }

  @Test("it ends with 0 where all were asked, 1 where one could not be, 6 without such an item")
  func ends() async throws {
    let fine = try Self.reports([Self.found, Self.none])
    let mixed = try Self.reports([Self.found, Self.unknown])
    try await FakeDaemon.with { _, work in
      switch work.item {
      case "nobody": .answers([Response(error: "there is no item", isMissing: true)])
      case "api": .answers([Response(work: WorkResponse(refreshed: mixed))])
      default: .answers([Response(work: WorkResponse(refreshed: fine))])
      }
    } _: { daemon in
      var outcome = try await daemon.argosy("refresh")
      #expect(outcome.status == 0 && outcome.output.contains("no pull request for worktree-cart"), "\(outcome)")
      outcome = try await daemon.argosy("refresh", "api", "--json")
      let answer = try JSONDecoder().decode(WorkResponse.self, from: Data(outcome.output.utf8))
      #expect(outcome.status == 1 && answer.refreshed == mixed, "\(outcome)")
      outcome = try await daemon.argosy("refresh", "nobody")
      #expect(outcome.status == 6 && outcome.errors == "there is no item\n" && outcome.output.isEmpty)
      #expect(daemon.questions.map(\.verb) == [.refresh, .refresh, .refresh])
    }
  }
}
