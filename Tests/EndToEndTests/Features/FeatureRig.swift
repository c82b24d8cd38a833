import Daemon
import Foundation
import StandInGitHub
import TestSupport
import World

/// argosy, tmux, git with remotes, GitHub and agents, as somebody has them who has features built.
struct FeatureRig: Sendable {
  let rig: Rig
  var tmux: PrivateTmux { rig.tmux }
  var home: URL { rig.tmux.directory }
  var gitHub: StateFile { StateFile(path: home.appendingPathComponent("github.json").path) }

  func path(_ place: String) -> String { home.appendingPathComponent(place).path }

  func worktree(_ name: String, in repository: String = "app") -> String {
    path("dev/\(repository)/.claude/worktrees/\(name)")
  }

  func agent(_ name: String) -> FeatureAgent { FeatureAgent(name: name, home: home) }

  // MARK: Verbs

  /// Begins a feature whose agent follows the script, and returns when it has its first command.
  @discardableResult
  func begins(
    _ description: String, name: String, in repository: String = "app", script: String, _ flags: String...
  ) async throws -> ItemReport {
    try agent(name).script(script)
    try await rig.run(["new", description, "--name", name, "--repo", path("dev/\(repository)")] + flags)
    return try await item(name)
  }

  func item(_ name: String) async throws -> ItemReport {
    try JSONDecoder().decode(ItemReport.self, from: Data(try await rig.run("show", "--json", name).utf8))
  }

  func items() async throws -> [ItemReport] { try await rig.status().items ?? [] }

  /// Waits for something to become true of an item.
  @discardableResult
  func reaches(
    _ name: String, _ what: String, until condition: (ItemReport) -> Bool
  ) async throws -> ItemReport {
    try await eventually("\(name): \(what)", every: .milliseconds(30)) {
      try await item(name)
    } until: {
      condition($0)
    }
  }

  func inbox() async throws -> [InboxReport] {
    try JSONDecoder().decode(WorkResponse.self, from: Data(try await rig.run("inbox", "--json").utf8)).inbox ?? []
  }

  struct LogLine: Decodable {
    let name: String
    let kind: String
    let stage: String
    let text: String
  }

  func log(_ item: String) async throws -> [LogLine] {
    try await rig.run("log", item, "--json").split(separator: "\n").map {
      try JSONDecoder().decode(LogLine.self, from: Data($0.utf8))
    }
  }

  // MARK: Git

  /// Runs a line of a shell that has to succeed, at home; what it printed, without the last line feed.
  @discardableResult
  func shell(_ line: String) async throws -> String {
    try await Programs.run(
      "/bin/sh", ["-c", "set -e; cd \"$HOME\"\n" + line], environment: tmux.environment)
  }

  func git(_ arguments: String..., in place: String = "dev/app") async throws -> String {
    try await Programs.run(
      try Programs.path(of: "git"), ["-C", place.hasPrefix("/") ? place : path(place)] + arguments,
      environment: tmux.environment)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  // MARK: GitHub

  /// Changes the pull request of a branch, and has argosy look.
  func changePull(_ branch: String, _ body: (inout GitHubState.Pull) -> Void) async throws {
    try gitHub.edit { state in
      for (name, repository) in state.repositories {
        guard let place = repository.pulls.firstIndex(where: { $0.head == branch }) else { continue }
        var pull = repository.pulls[place]
        body(&pull)
        state.repositories[name]?.pulls[place] = pull
      }
    }
    try await look()
  }

  /// Has argosy ask GitHub, whatever the pace.
  private func look() async throws {
    let path = try DaemonPaths(.init(socket: tmux.socket), tmux.environment).socket
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            var request = Request(.work)
            request.work = WorkRequest(.refresh)
            _ = try DaemonClient(path: path).ask(request)
          })
      }
    }
  }

  /// The arguments of every call of gh.
  var gitHubCalls: [[String]] {
    let text = (try? String(contentsOf: home.appendingPathComponent("gh.log"), encoding: .utf8)) ?? ""
    struct Call: Decodable { let argv: [String] }
    return text.split(separator: "\n").compactMap {
      (try? JSONDecoder().decode(Call.self, from: Data($0.utf8)))?.argv
    }
  }
}

/// Runs a test's body with `app`, whose default branch is `main`, and `api`, whose default branch is `trunk`.
///
/// - Parameters:
///   - tmux: as for ``withRig(tmux:preparing:_:)``.
///   - process: what agents' processes are called.
///   - configuration: lines of the tmux configuration.
///   - programs: shell scripts on the path of everything, by name.
func withFeatures<Result: Sendable>(
  tmux: String? = nil, process: String = "claude", configuration: String = "", programs: [String: String] = [:],
  _ body: (FeatureRig) async throws -> Result
) async throws -> Result {
  try await withRig(tmux: tmux) { home in
    try FeatureHome.prepare(home, process: process, configuration: configuration, programs: programs)
  } _: { rig in
    let features = FeatureRig(rig: rig)
    try await features.shell(
      FeatureHome.repository("app", branch: "main") + "\n" + FeatureHome.repository("api", branch: "trunk"))
    return try await body(features)
  }
}
