import Foundation
import TestSupport
import Testing
import TmuxControl

/// A shell without a terminal, which is ended with everything that it started.
final class Shell: Sendable {
  let process: SpawnedProcess

  init(_ script: String) throws {
    let device = try #require(FileHandle(forUpdatingAtPath: "/dev/null"))
    let nowhere = device.fileDescriptor
    process = try SpawnedProcess(
      .init(
        path: try Programs.path(of: "bash"), arguments: ["bash", "--norc", "-c", script],
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
        standardInput: nowhere, standardOutput: nowhere, standardError: nowhere, leadsSession: true))
    try device.close()
  }

  /// Ends the whole process group and waits for the shell.
  func end() async {
    kill(-process.pid, SIGKILL)
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [process] in
        process.wait()
        continuation.resume()
      }
    }
  }
}

func withShell<Result>(_ script: String, _ body: (Int32) async throws -> Result) async throws -> Result {
  let shell = try Shell(script)
  do {
    let result = try await body(shell.process.pid)
    await shell.end()
    return result
  } catch {
    await shell.end()
    throw error
  }
}
