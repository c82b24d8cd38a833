import Foundation
import TestSupport

@testable import World

/// A directory with repositories in it, and a git that knows nothing of the person who runs the tests.
struct GitPlace: Sendable {
  /// Without links.
  let directory: String
  let environment: [String: String]
  let git: GitProgram

  init() throws {
    let made = try TemporaryDirectory.make().path
    directory = FileKind.resolved(made) ?? made
    var environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    environment["HOME"] = directory
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    for who in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(who)_NAME"] = "Ada"
      environment["GIT_\(who)_EMAIL"] = "ada@example.org"
    }
    self.environment = environment
    git = try GitProgram(environment)
  }

  func path(_ name: String) -> String { "\(directory)/\(name)" }

  @discardableResult
  func run(in name: String, _ arguments: String...) async throws -> String {
    try await Programs.run(git.path, ["-C", path(name)] + arguments, environment: environment)
  }

  func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: path(file))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func exists(_ name: String) -> Bool { FileKind(at: path(name)) != nil }

  func commit(in name: String, _ file: String, _ text: String, _ subject: String) async throws {
    try write(text, to: "\(name)/\(file)")
    try await run(in: name, "add", "--", file)
    try await run(in: name, "commit", "-q", "-m", subject)
  }

  /// A repository with one commit.
  func make(_ name: String, branch: String = "main") async throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    try await run(in: name, "init", "-q", "-b", branch)
    try await commit(in: name, "README", "hello\n", "first")
  }

  /// `remote.git`, bare, with one commit; a clone of it at `here`, and one of somebody else's at `there`.
  func makeRemote(branch: String = "main") async throws {
    try await make("there", branch: branch)
    try await run(in: "", "clone", "-q", "--bare", "there", "remote.git")
    try await run(in: "there", "remote", "add", "origin", path("remote.git"))
    try await run(in: "there", "fetch", "-q", "origin")
    try await run(in: "", "clone", "-q", path("remote.git"), "here")
  }

  func here(_ name: String = "here") async throws -> GitRepository {
    try await GitRepository.locate(path(name), git: git)
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: directory)
  }
}

func withGit(_ body: (GitPlace) async throws -> Void) async throws {
  let place = try GitPlace()
  defer { place.remove() }
  try await body(place)
}
