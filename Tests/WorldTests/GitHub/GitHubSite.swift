import Fleet
import Foundation
import StandInGitHub
import TestSupport
import Testing
import World

/// A GitHub of one test's own: the stand-in for gh, called `gh` and first on the path, its state and its log.
struct GitHubSite {
  static let app = RepositoryName(owner: "acme", name: "app")

  let directory: URL
  let state: StateFile
  var environment: [String: String]

  init() throws {
    directory = try TemporaryDirectory.make()
    let bin = directory.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let program = try Programs.product("argosy-standin-gh")
    try FileManager.default.createSymbolicLink(
      at: bin.appendingPathComponent("gh"), withDestinationURL: URL(fileURLWithPath: program))
    state = StateFile(path: directory.appendingPathComponent("state.json").path)
    environment = [
      "PATH": "\(bin.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
      "HOME": directory.path, "STANDIN_GH_STATE": state.path,
      "STANDIN_GH_LOG": directory.appendingPathComponent("log").path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
      "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
    ]
  }

  /// A machine full of other tests is slow, which is not what is tested.
  func gitHub(timeout: Duration = .seconds(120)) throws -> GitHub { try GitHub(environment, timeout: timeout) }

  func remove() { try? FileManager.default.removeItem(at: directory) }

  /// The arguments of all calls.
  var calls: [[String]] {
    let text = (try? String(contentsOf: directory.appendingPathComponent("log"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let entry = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return entry?["argv"] as? [String]
    }
  }

  func put(_ pulls: [GitHubState.Pull], issues: [GitHubState.Issue] = []) throws {
    try state.edit { $0.repositories["acme/app"] = .init(pulls: pulls, issues: issues) }
  }

  /// Changes the first pull request.
  func change(_ body: (inout GitHubState.Pull) -> Void) throws {
    try state.edit { state in
      guard var pull = state.repositories["acme/app"]?.pulls.first else { return }
      body(&pull)
      state.repositories["acme/app"]?.pulls[0] = pull
    }
  }

  @discardableResult
  func run(_ program: String, _ arguments: [String], in folder: String = ".") async throws -> Programs.Outcome {
    try await Programs.outcome(
      "/bin/sh",
      ["-c", "cd \"$1\" && shift && exec \"$@\"", "sh", directory.appendingPathComponent(folder).path, program]
        + arguments, environment: environment)
  }

  func gh(_ arguments: String..., in folder: String = ".") async throws -> Programs.Outcome {
    try await run("gh", arguments, in: folder)
  }

  func git(_ arguments: String..., in folder: String = ".") async throws {
    let outcome = try await run("git", arguments, in: folder)
    guard outcome.status == 0 else { throw Programs.Failure(description: "git \(arguments): \(outcome.errors)") }
  }

  /// A clone `work` of a bare `acme/app.git`, with one commit on `main`, pushed.
  func makeRepository() async throws {
    try await git("init", "-q", "--bare", "-b", "main", "acme/app.git")
    try await git("clone", "-q", "\(directory.path)/acme/app.git", "work")
    try await git("checkout", "-q", "-B", "main", in: "work")
    try await git("commit", "-q", "--allow-empty", "-m", "first", in: "work")
    try await git("push", "-q", "-u", "origin", "main", in: "work")
  }
}

func withGitHub<Result>(_ body: (GitHubSite) async throws -> Result) async throws -> Result {
  let site = try GitHubSite()
  defer { site.remove() }
  return try await body(site)
}

/// What a call for these branches brings.
func found(
  _ gitHub: GitHub, _ questions: PullRequestCall.Question...
) async throws(GitHubFailure) -> [PullRequest] {
  try await gitHub.details(of: questions, in: GitHubSite.app)
}
