import Fleet
import Foundation
import StandInGitHub
import TestSupport
import Testing

@testable import World

/// The real program, with a server of this test's own behind it: `http_unix_socket` in gh's configuration sends all its
/// requests to one socket, in plain text, whatever the host. `apt-get install gh` where it is missing.
@Suite("The real gh")
struct RealGhTests {
  static let path: String? = {
    let path = try? Programs.path(of: "gh")
    if path == nil { print("gh is not installed: the tests with the real one are left out") }
    return path
  }()

  private func withRealGh(
    _ state: GitHubState, fault: GitHubState.Fault? = nil, token: String? = "x",
    _ body: (GitHub, LocalHTTPServer) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let server = try LocalHTTPServer(socket: directory.appendingPathComponent("s").path) { request in
      let response =
        fault.map(GitHubState.failure)
        ?? state.answer(
          to: GitHubRequest(
            method: request.method, path: String(request.path.dropFirst()), headers: request.headers,
            body: request.body))
      return .init(status: response.status, headers: response.headers, body: response.body)
    }
    defer { server.stop() }
    let settings = directory.appendingPathComponent("config.yml")
    try Data("git_protocol: https\nhttp_unix_socket: \(server.socket)\n".utf8).write(to: settings)
    var environment = ["HOME": directory.path, "GH_CONFIG_DIR": directory.path, "PATH": "/usr/bin:/bin"]
    environment["GH_TOKEN"] = token
    let gitHub = GitHub(path: try #require(Self.path), environment: environment, timeout: .seconds(120))
    try await body(gitHub, server)
  }

  private var state: GitHubState {
    var pull = GitHubState.Pull(number: 42, head: "a=\"b\"", title: "One")
    pull.checks = [.init(id: 77, name: "test", conclusion: "FAILURE", log: "one\n##[error]two\nthree")]
    pull.comments = [.init(id: "C1", author: "person", body: "why?", path: "a", line: 3)]
    return GitHubState(
      repositories: ["acme/app": .init(pulls: [pull], issues: [.init(number: 7, title: "Export")])])
  }

  @Test("details, the list, its tag, a log and an issue come through it", .enabled(if: path != nil))
  func answers() async throws {
    try await withRealGh(state) { gitHub, server in
      let pull = try #require(try await found(gitHub, .init(branch: "a=\"b\"")).first)
      #expect(pull.number == 42)
      #expect(pull.failingChecks.map(\.job) == [77])
      #expect(pull.comments.map(\.line) == [3])
      #expect(try await found(gitHub, .init(branch: "x", number: 42), .init(branch: "y", number: 43)).count == 1)
      guard case .list(let entries, let tag?, _) = try await gitHub.list(of: GitHubSite.app, since: nil) else {
        Issue.record("no list")
        return
      }
      #expect(entries.map(\.number) == [42])
      #expect(try await gitHub.list(of: GitHubSite.app, since: tag) == .unchanged)
      #expect(try await gitHub.logTail(ofJob: 77, in: GitHubSite.app) == "one\n##[error]two")
      #expect(try await gitHub.issue(7, in: GitHubSite.app).title == "Export")
      #expect(server.requests.count == 6)
      #expect(server.requests.allSatisfy { $0.headers["authorization"] == "token x" })
      #expect(server.requests.map(\.method) == ["POST", "POST", "GET", "GET", "GET", "GET"])
      #expect(
        server.requests[3].path == "/repos/acme/app/pulls?state=all&sort=updated&direction=desc&per_page=20")
    }
  }

  @Test("what goes wrong is told apart through it", .enabled(if: path != nil))
  func failures() async throws {
    try await withRealGh(state) { gitHub, _ in
      let nowhere = RepositoryName(owner: "acme", name: "nowhere")
      await #expect(
        throws: GitHubFailure.noSuchRepository("Could not resolve to a Repository with the name 'acme/nowhere'.")
      ) { try await gitHub.details(of: [.init(branch: "x")], in: nowhere) }
      await #expect(throws: GitHubFailure.noSuchRepository("Not Found (HTTP 404)")) {
        try await gitHub.list(of: nowhere, since: nil)
      }
      await #expect(throws: GitHubFailure.noSuchRepository("gh: Not Found (HTTP 404)")) {
        try await gitHub.logTail(ofJob: 1, in: nowhere)
      }
    }
    try await withRealGh(state, fault: .init(.rateLimited, seconds: 300)) { gitHub, _ in
      await #expect(throws: GitHubFailure.rateLimited(seconds: 300)) { try await found(gitHub, .init(branch: "x")) }
    }
    try await withRealGh(state, fault: .init(.garbage)) { gitHub, _ in
      let failure = await #expect(throws: GitHubFailure.self) { try await found(gitHub, .init(branch: "x")) }
      guard case .garbage? = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
    }
    try await withRealGh(state, fault: .init(.network)) { gitHub, _ in
      await #expect(throws: GitHubFailure.network("Bad Gateway (HTTP 502)")) {
        try await gitHub.list(of: GitHubSite.app, since: nil)
      }
    }
  }

  @Test("nobody logged in, a refused login and nobody at the socket are told apart", .enabled(if: path != nil))
  func logins() async throws {
    try await withRealGh(state, token: nil) { gitHub, server in
      let failure = await #expect(throws: GitHubFailure.self) { try await found(gitHub, .init(branch: "x")) }
      guard case .notLoggedIn? = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(server.requests.isEmpty)
    }
    try await withRealGh(state, fault: .init(.notLoggedIn)) { gitHub, _ in
      await #expect(throws: GitHubFailure.notLoggedIn("Bad credentials (HTTP 401)")) {
        try await found(gitHub, .init(branch: "x"))
      }
    }
    try await withRealGh(state) { gitHub, server in
      server.stop()
      try FileManager.default.removeItem(atPath: server.socket)
      let failure = await #expect(throws: GitHubFailure.self) { try await found(gitHub, .init(branch: "x")) }
      guard case .network? = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
    }
  }
}
