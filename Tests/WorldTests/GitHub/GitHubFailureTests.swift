import Fleet
import Foundation
import StandInGitHub
import TestSupport
import Testing

@testable import World

@Suite("When GitHub does not answer")
struct GitHubFailureTests {
  private func failure(
    _ fault: GitHubState.Fault?, timeout: Duration = .seconds(120), list: Bool = false
  ) async throws -> GitHubFailure? {
    try await withGitHub { site async throws -> GitHubFailure? in
      try site.put([.init(number: 1, head: "x")])
      if let fault { try site.state.edit { $0.faults = [fault] } }
      let kind: PullRequestCall.Kind = list ? .list(tag: "W/\"1\"") : .details([.init(branch: "x")])
      let call = PullRequestCall(number: 1, repository: GitHubSite.app, kind: kind)
      let answer = await (try site.gitHub(timeout: timeout)).answer(to: call)
      if case .failed(let failure) = answer { return failure }
      return nil
    }
  }

  @Test("a limit is told with the time that the server wants, by its own clock", arguments: [true, false])
  func rateLimited(list: Bool) async throws {
    #expect(try await failure(.init(.rateLimited, seconds: 600), list: list) == .rateLimited(seconds: 600))
  }

  @Test("each way to fail has its own name", arguments: [true, false])
  func kinds(list: Bool) async throws {
    guard case .notLoggedIn? = try await failure(.init(.notLoggedIn), list: list) else {
      Issue.record("not told that nobody is logged in")
      return
    }
    guard case .network(let words)? = try await failure(.init(.network), list: list) else {
      Issue.record("not told that there is no network")
      return
    }
    #expect(words.hasPrefix("error connecting to api.github.com"))
    guard case .garbage? = try await failure(.init(.garbage), list: list) else {
      Issue.record("torn JSON went for an answer")
      return
    }
    #expect(try await failure(nil, list: list) == nil)
  }

  @Test("one that takes too long is given up, and ended")
  func slow() async throws {
    let began = ContinuousClock.now
    guard case .network? = try await failure(.init(.slow, seconds: 3600), timeout: .seconds(1)) else {
      Issue.record("waited")
      return
    }
    #expect(ContinuousClock.now - began < .seconds(600))
  }

  @Test("a repository that is not there is told apart")
  func noSuchRepository() async throws {
    try await withGitHub { site async throws in
      let gitHub = try site.gitHub()
      await #expect(
        throws: GitHubFailure.noSuchRepository("Could not resolve to a Repository with the name 'acme/app'.")
      ) { try await found(gitHub, .init(branch: "x")) }
      await #expect(throws: GitHubFailure.noSuchRepository("Not Found (HTTP 404)")) {
        try await gitHub.list(of: GitHubSite.app, since: nil)
      }
    }
  }

  @Test("what is missing of several is left out, the others are there")
  func partial() async throws {
    try await withGitHub { site async throws in
      try site.put([.init(number: 1, head: "x")])
      let found = try await found(site.gitHub(), .init(branch: "x", number: 1), .init(branch: "y", number: 2))
      #expect(found.map(\.number) == [1])
    }
  }

  @Test("without gh there is a name for that, also when it goes away later")
  func missing() async throws {
    try await withGitHub { site async throws in
      let elsewhere = ["/opt/homebrew/bin/gh", "/usr/local/bin/gh"]
      if !elsewhere.contains(where: FileManager.default.isExecutableFile(atPath:)) {
        #expect(throws: GitHubFailure.missingProgram) { try GitHub(["PATH": "/nonexistent"]) }
      }
      let gitHub = try site.gitHub()
      try FileManager.default.removeItem(atPath: gitHub.path)
      await #expect(throws: GitHubFailure.missingProgram) { try await found(gitHub, .init(branch: "x")) }
      await #expect(throws: GitHubFailure.missingProgram) {
        try await gitHub.logTail(ofJob: 1, in: GitHubSite.app)
      }
    }
  }

  @Test(
    "the words of gh and of the server come to the right name",
    arguments: [
      ("HTTP/2.0 403 Forbidden\nRetry-After: 30\r\n\r\n{}", .rateLimited(seconds: 30)),
      (
        "HTTP/2.0 403 Forbidden\n\r\n{\"message\":\"You have exceeded a secondary rate limit\"}",
        .rateLimited(seconds: nil)
      ),
      (
        "HTTP/2.0 403 Forbidden\n\r\n{\"message\":\"Must use SAML\"}",
        .noSuchRepository("Must use SAML (HTTP 403)")
      ),
      ("HTTP/2.0 401 Unauthorized\n\r\n", .notLoggedIn("HTTP 401")),
      ("HTTP/2.0 502 Bad Gateway\n\r\n<html>", .network("HTTP 502")),
      ("HTTP/2.0 200 OK\n\r\n<html>", .garbage("<html>")), ("HTTP/2.0 200 OK", .garbage("")),
      ("HTTP/2.0", .garbage("HTTP/2.0")), ("HTTP/", .garbage("HTTP/")), ("", .garbage("")),
      ("HTTP/2.0 429 x\nX-Ratelimit-Reset: 9223372036854775807\n\n", .rateLimited(seconds: nil)),
    ] as [(String, GitHubFailure)])
  func words(text: String, expected: GitHubFailure) {
    let output = GitHub.Output(status: 0, text: Array(text.utf8), errors: "")
    let failure = #expect(throws: GitHubFailure.self) { try GitHubReply(output).json() }
    if case .rateLimited(nil) = expected, case .rateLimited = failure { return }
    #expect(failure == expected)
  }
}
