import Foundation
import TestSupport
import Testing

@testable import World

@Suite("The set-up of a worktree")
struct SetupCommandTests {
  private func withSetup(
    _ commands: [String], timeout: Duration = .seconds(120),
    _ body: (SetupCommand, _ output: () -> String) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.path
    let setup = SetupCommand(
      commands: commands, worktree: path, top: "/top dir",
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_DIR": "/elsewhere",
        "CLAUDECODE": "1", "LC_ALL": "C.UTF-8",
      ],
      outputFile: "\(path)/out", timeout: timeout)
    try await body(setup) {
      String(decoding: FileManager.default.contents(atPath: "\(path)/out") ?? Data(), as: UTF8.self)
    }
  }

  @Test("commands run in the worktree, one after the other, and their output is kept in order")
  func done() async throws {
    let commands = [
      "pwd; echo \"$ARGOSY_REPOSITORY\"", "echo error >&2; echo \"$ARGOSY_WORKTREE\"",
      "echo \"${GIT_DIR-none} ${CLAUDECODE-none} $LC_ALL\"; cat",
    ]
    try await withSetup(commands) { setup, output in
      try await setup.run()
      #expect(
        output() == "\(setup.worktree)\n/top dir\nerror\n\(setup.worktree)\nnone none C.UTF-8\n")
      let mode = try FileManager.default.attributesOfItem(atPath: setup.outputFile)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      // A second run is written behind the first.
      try await setup.run()
      #expect(output().count == 2 * (output().count / 2) && output().contains("C.UTF-8\n\(setup.worktree)"))
    }
  }

  @Test("the first that fails is the last, and its last lines are told")
  func failed() async throws {
    let commands = ["true", "i=0; while [ $i -lt 30 ]; do echo line $i; i=$((i+1)); done; exit 7", "echo never"]
    try await withSetup(commands) { setup, output in
      let failure = await #expect(throws: SetupCommand.Failure.self) { try await setup.run() }
      #expect(
        failure
          == .failed(
            command: commands[1], status: 7, lastLines: (20..<30).map { "line \($0)" }, outputFile: setup.outputFile))
      #expect(!output().contains("never"))
    }
  }

  @Test("one that takes too long ends with everything that it started")
  func silent() async throws {
    var child: Int32?
    // On a busy machine it may not have come so far: then it gets longer.
    for seconds in [2, 10, 60] where child == nil {
      let command = "echo start; sleep 3600 & echo $! > child; wait"
      try await withSetup([command], timeout: .seconds(seconds)) { setup, _ in
        let failure = await #expect(throws: SetupCommand.Failure.self) { try await setup.run() }
        guard case .silent(command, seconds, let lines, _) = failure else {
          Issue.record("\(String(describing: failure))")
          return
        }
        let text = try? String(contentsOfFile: "\(setup.worktree)/child", encoding: .utf8)
        child = text.flatMap { Int32($0.trimmed) }
        if child != nil { #expect(lines == ["start"]) }
      }
    }
    let started = try #require(child, "it never began")
    _ = try await eventually("the child is gone") {
      ProcessTree.isAlive(started)
    } until: {
      !$0
    }
  }

  @Test("one that is still running is waited for; what it leaves in the background is not")
  func turns() async throws {
    // The first ends by itself after a while in which the second would have begun.
    let command = "sleep 3600 & echo $! >> children; echo start; sleep 1; echo end"
    try await withSetup([command]) { setup, output in
      async let first: Void = setup.run()
      _ = try await eventually("the first runs") {
        output()
      } until: {
        $0 == "start\n"
      }
      try await setup.run()
      try await first
      #expect(output() == "start\nend\nstart\nend\n")
      let children = try String(contentsOfFile: "\(setup.worktree)/children", encoding: .utf8)
      for child in children.split(separator: "\n").compactMap({ Int32($0) }) { kill(child, SIGKILL) }
    }
  }

  @Test("output that cannot be kept keeps it from running")
  func noOutput() async throws {
    try await withSetup(["touch ran"]) { setup, _ in
      var other = setup
      other.outputFile = "\(setup.worktree)/missing/out"
      await #expect(throws: SetupCommand.Failure.self) { try await other.run() }
      #expect(FileKind(at: "\(setup.worktree)/ran") == nil)
    }
  }
}
