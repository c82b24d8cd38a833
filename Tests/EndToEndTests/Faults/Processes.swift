import Daemon
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A process that a test looks at, stops, or ends.
struct ProcessUnderTest: Sendable, CustomStringConvertible {
  let pid: Int32

  init(_ pid: Int32?) throws { self.pid = try #require(pid) }

  var description: String { "process \(pid)" }

  var isAlive: Bool { kill(pid, 0) == 0 }

  func signal(_ number: Int32) throws { try #require(kill(pid, number) == 0, "\(self) is gone") }

  /// Runs the body while the process is stopped; it goes on afterwards, whatever happens.
  func whileStopped<Result>(_ body: () async throws -> Result) async throws -> Result {
    try signal(SIGSTOP)
    defer { kill(pid, SIGCONT) }
    return try await body()
  }

  func ends(_ what: String) async throws {
    _ = try await eventually("\(what) is gone") {
      isAlive
    } until: {
      !$0
    }
  }

  #if os(Linux)
    /// Whether nothing more goes into the pipe that it prints to.
    var isOutputFull: Bool {
      let pipe = unsafe open("/proc/\(pid)/fd/1", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      guard pipe >= 0 else { return false }
      defer { close(pipe) }
      var look = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
      return unsafe poll(&look, 1, 0) == 0
    }

    /// `VmRSS`, or `VmHWM` for the most it ever was, in kilobytes.
    func memory(_ name: String = "VmRSS") throws -> Int {
      let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("\(name):") })
      return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
    }
  #endif
}

extension Rig {
  /// The tmux server.
  func server() async throws -> ProcessUnderTest {
    try ProcessUnderTest(Int32(try await tmux.run("display-message", "-p", "#{pid}")))
  }

  /// The daemon and its control client.
  func processes() async throws -> (daemon: ProcessUnderTest, client: ProcessUnderTest) {
    let report = try await doctor()
    return (try ProcessUnderTest(report.pid), try ProcessUnderTest(report.clientPID))
  }

  /// Waits for a connection that knows every pane, and was not there before.
  @discardableResult
  func reconnection(after before: DoctorReport) async throws -> DoctorReport {
    let report = try await eventually("another connection serves") {
      try? await doctor()
    } until: {
      $0.map { $0.isConnected && $0.isComplete && $0.clientPID != before.clientPID } ?? false
    }
    return try #require(report)
  }

  /// The ids of the sessions that carry argosy's mark.
  func hubs() async throws -> [String] {
    try await tmux.run("list-sessions", "-f", "#{@argosy_hub}", "-F", "#{session_id}").split(separator: "\n")
      .map(String.init)
  }

  /// A gate that panes wait at with ``wait``.
  func gate(_ name: String = "gate") -> Gate { Gate(path: file(name).path) }

  /// Waits until a file is there that a pane makes.
  func appears(_ name: String, within deadline: Duration = patience) async throws {
    _ = try await eventually("\(name) is there", within: deadline) {
      FileManager.default.fileExists(atPath: file(name).path)
    } until: {
      $0
    }
  }
}

/// Holds programs in panes until it opens, however many there are.
struct Gate: Sendable {
  let path: String

  /// What the shell does to wait. No tool waits for a file everywhere.
  var wait: String { "until [ -e \(path) ]; do sleep 0.02; done" }

  func open() { _ = FileManager.default.createFile(atPath: path, contents: nil) }
}
