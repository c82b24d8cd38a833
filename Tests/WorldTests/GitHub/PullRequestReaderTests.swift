import Fleet
import Foundation
import Recognition
import StandInGitHub
import Testing

@testable import World

@Suite("Reading what GitHub says")
struct PullRequestReaderTests {
  private var node: [String: Any] {
    var pull = GitHubState.Pull(number: 1, head: "x", title: "ti\u{1F600}tle")
    pull.checks = [.init(id: 1, name: "test"), .init(id: 2, name: "old", workflow: nil)]
    pull.reviews = [.init(id: "R", author: "p", state: "APPROVED")]
    pull.comments = [.init(id: "C", author: "p", body: "b", path: "f", line: 1)]
    return pull.node(repository: "acme/app")
  }

  private func read(_ value: Any) -> PullRequest? {
    JSONValue(GitHubJSON.data(value)).flatMap(PullRequestReader.pullRequest)
  }

  @Test("without a number or a branch there is none; anything else may be missing")
  func missing() throws {
    for key in node.keys {
      var torn = node
      torn[key] = nil
      #expect((read(torn) == nil) == ["number", "headRefName"].contains(key), "\(key)")
    }
    #expect(read([:] as [String: Any]) == nil)
    #expect(read(["number": 3, "headRefName": "x"])?.ci == .unknown)
    #expect(read(["number": 1e300, "headRefName": "x"]) == nil)
  }

  @Test("anything of the wrong type, at any depth, is left out and traps nothing")
  func wrongTypes() {
    let odd: [Any] = [NSNull(), -1, 1e300, "x", true, [Any](), [1, "a", NSNull()] as [Any], ["a": ["b": 1]]]
    var tried = 0
    func replaced(_ value: Any, _ with: Any, at place: inout Int) -> Any {
      defer { place -= 1 }
      if place == 0 { return with }
      if let fields = value as? [String: Any] {
        var result: [String: Any] = [:]
        for key in fields.keys.sorted() {
          place -= 1
          result[key] = fields[key].map { replaced($0, with, at: &place) }
          place += 1
        }
        return result
      }
      if let values = value as? [Any] { return values.map { replaced($0, with, at: &place) } }
      return value
    }
    for value in odd {
      for place in 0..<150 {
        var place = place
        _ = read(replaced(node, value, at: &place))
        tried += 1
      }
    }
    #expect(tried == 1200)
  }

  @Test("an answer that is torn anywhere is garbage or less, never a trap")
  func torn() {
    let text =
      Array("HTTP/2.0 200 OK\nEtag: x\r\n\r\n".utf8)
      + Array(GitHubJSON.data(["data": ["repository": ["b0": ["nodes": [node]]]]]))
    for length in stride(from: 0, to: text.count, by: 7) {
      let output = GitHub.Output(status: 0, text: Array(text[..<length]), errors: "")
      #expect(throws: GitHubFailure.self) { try GitHubReply(output).json() }
    }
  }

  @Test("the query is whole, and names are in no part of its text")
  func query() {
    let query = PullRequestQuery(
      [.init(branch: "evil}"), .init(branch: "b", number: 7)], in: .init(owner: "acme", name: "app"))
    #expect(query.text.count { $0 == "{" } == query.text.count { $0 == "}" })
    #expect(query.text.count { $0 == "(" } == query.text.count { $0 == ")" })
    #expect(!query.text.contains("evil") && !query.text.contains("acme"))
    #expect(
      query.text.hasPrefix("query($owner:String!,$name:String!,$h0:String!){repository(owner:$owner,name:$name){"))
    #expect(query.text.contains("p1:pullRequest(number:7){...pull}"))
  }

  @Test(
    "times are read",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-21T18:35:08Z", 1_795_286_108), ("2024-02-29T23:59:60Z", 1_709_251_200),
      ("2026-11-21T18:35:08.1234567Z", 1_795_286_108), ("2026-11-21T20:35:08+02:00", 1_795_286_108),
      ("2026-11-21T16:05:08-02:30", 1_795_286_108), ("1969-12-31T23:59:59Z", -1), ("2026-13-01T00:00:00Z", nil),
      ("2026-11-21", nil), ("", nil), ("2026-11-21T18:35:08", nil), ("2026-11-21T1835:08::Z", nil),
      ("2026-11-21T18:35:08+99:99", nil), ("äääääääääääääääääääää", nil),
    ] as [(String, Int64?)])
  func times(text: String, seconds: Int64?) {
    #expect(GitHubTime.seconds(of: text) == seconds)
  }

  @Test("the time of a header is read")
  func headerTimes() {
    #expect(GitHubTime.seconds(ofHeader: "Sat, 21 Nov 2026 18:35:08 GMT") == 1_795_286_108)
    for text in ["", "Sat, 21 Nov 2026", "Sat, 21 Foo 2026 18:35:08 GMT", "a b c d e f"] {
      #expect(GitHubTime.seconds(ofHeader: text) == nil)
    }
  }

  @Test("a log without its times and without what a terminal would obey")
  func log() {
    let esc = "\u{1B}"
    let text =
      "2026-11-21T18:35:08.1Z \(esc)[1;31mred\(esc)[0m\r\n2026 plain\n\(esc)]0;title\u{7}a\(esc)]8;;x\(esc)\\b\(esc)(Bc\t\u{9B}d\n\n"
    #expect(JobLog.tail(text, lines: 40) == "red\n2026 plain\nabc\td")
    #expect(JobLog.tail("10%\r50%\r100%\r\nend", lines: 9) == "100%\nend")
    #expect(JobLog.tail("a\nb\nc", lines: 2) == "b\nc")
    #expect(JobLog.tail("a\n##[error]b\nc\n##[error]d\ne", lines: 9) == "a\n##[error]b\nc\n##[error]d")
    #expect(JobLog.tail("", lines: 40).isEmpty)
    #expect(JobLog.tail("a", lines: -1).isEmpty)
    #expect(JobLog.tail(String(repeating: "x", count: 100_000), lines: 40).count <= 400)
  }
}
