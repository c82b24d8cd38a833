import Foundation
import TestSupport
import Testing

@testable import World

@Suite("tmux program")
struct TmuxProgramTests {
  /// Not what is tested here: on a machine full of other tests, an answer takes long to be noticed.
  private static let patience = Duration.seconds(120)

  private func program() throws -> TmuxProgram { TmuxProgram(path: try Programs.path(of: "tmux")) }

  @Test("what tmux prints comes back as it is")
  func output() async throws {
    try await withTmux { server async throws in
      let address = ServerAddress(socket: server.socket)
      #expect(
        try await program().run(["display-message", "-p", "#{session_name} é"], on: address, timeout: Self.patience)
          == "first é\n")
      #expect(
        try await program().run(["set-option", "-g", "@x", "a b;\n'c'"], on: address, timeout: Self.patience) == "")
      #expect(
        try await program().run(["show-options", "-gv", "@x"], on: address, timeout: Self.patience) == "a b;\n'c'\n")
    }
  }

  @Test("no server at the socket is told apart from a refusal")
  func noServer() async throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    for path in ["s", "missing/s"] {
      let address = ServerAddress(socket: directory.appendingPathComponent(path).path)
      let failure = await #expect(throws: TmuxFailure.self) {
        try await program().run(["list-sessions"], on: address, timeout: Self.patience)
      }
      guard case .noServer(let message) = failure else {
        Issue.record("not told apart: \(String(describing: failure))")
        continue
      }
      #expect(message.contains(directory.path))
    }
  }

  @Test("a refusal carries tmux's own words")
  func refused() async throws {
    try await withTmux { server async throws in
      let address = ServerAddress(socket: server.socket)
      await #expect(throws: TmuxFailure.refused("can't find session: nobody")) {
        try await program().run(["has-session", "-t", "=nobody"], on: address, timeout: Self.patience)
      }
      await #expect(throws: TmuxFailure.refused("unknown command: no-such-command")) {
        try await program().run(["no-such-command"], on: address, timeout: Self.patience)
      }
    }
  }

  @Test("a tmux that does not answer is given up, and ended")
  func silent() async throws {
    try await withTmux { server async throws -> Void in
      await #expect(throws: TmuxFailure.silent(seconds: 1)) {
        try await program().run(
          ["wait-for", "never"], on: ServerAddress(socket: server.socket), timeout: .seconds(1))
      }
    }
  }

  @Test("a program that is not there is a failure, not a trap")
  func missing() async throws {
    await #expect(throws: TmuxFailure.self) {
      try await TmuxProgram(path: "/nonexistent/tmux").run(arguments: ["-V"])
    }
  }

  @Test("the first tmux on the path is taken, or the one that was chosen")
  func found() throws {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appendingPathComponent("tmux").path
    try Data("not executable".utf8).write(to: URL(fileURLWithPath: path))
    let real = try Programs.path(of: "tmux")
    let folder = String(real.dropLast("/tmux".count))
    #expect(try TmuxProgram(["PATH": "relative:\(directory.path):\(folder)"]).path == real)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    #expect(try TmuxProgram(["PATH": "\(directory.path):\(folder)"]).path == path)
    #expect(try TmuxProgram(["PATH": folder, "ARGOSY_TMUX": path]).path == path)
    #expect(try TmuxProgram(["PATH": folder, "ARGOSY_TMUX": "tmux"]).path == real)
  }

  /// Where tmux is looked for besides the path.
  private static var isElsewhere: Bool {
    ["/opt/homebrew/bin/tmux", "/usr/local/bin/tmux"].contains { FileManager.default.isExecutableFile(atPath: $0) }
  }

  @Test(
    "with an empty path there is none", .disabled(if: isElsewhere, "tmux is installed where it is always looked for"))
  func notInstalled() {
    #expect(throws: TmuxFailure.notInstalled) { try TmuxProgram(["PATH": ""]) }
    #expect(throws: TmuxFailure.notInstalled) { try TmuxProgram(["PATH": "/nonexistent"]) }
  }
}
