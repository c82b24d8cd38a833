import Foundation

public enum Programs {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Absolute path of a program on PATH.
  public static func path(of name: String) throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
      return "\(folder)/\(name)"
    }
    throw Failure(description: "\(name) is not installed")
  }

  /// A product of this package, built beside the tests.
  public static func product(_ name: String) throws -> String {
    let beside = Bundle.main.bundleURL
    let candidates = [beside, beside.deletingLastPathComponent(), URL(fileURLWithPath: CommandLine.arguments[0])]
    for folder in candidates {
      for url in [folder, folder.deletingLastPathComponent()] {
        let path = url.appendingPathComponent(name).path
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    throw Failure(description: "\(name) was not built beside the tests")
  }

  /// What a process printed, and how it ended.
  public struct Outcome: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// Runs a program to its end, without blocking a thread of the tests' pool.
  public static func outcome(
    _ path: String, _ arguments: [String], environment: [String: String], input: Data = Data()
  ) async throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    let (output, errors, feed) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = feed
    async let printed = readAll(output)
    async let complained = readAll(errors)
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        try? output.fileHandleForWriting.close()
        try? errors.fileHandleForWriting.close()
        continuation.resume(throwing: error)
        return
      }
      try? feed.fileHandleForWriting.write(contentsOf: input)
      try? feed.fileHandleForWriting.close()
    }
    return Outcome(status: process.terminationStatus, output: await printed, errors: await complained)
  }

  /// Runs a program that has to succeed, and returns what it printed, without the last line feed.
  public static func run(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) async throws -> String {
    let outcome = try await outcome(path, arguments, environment: environment)
    guard outcome.status == 0 else {
      throw Failure(description: "\(path) \(arguments): \(outcome.status) \(outcome.errors)")
    }
    return outcome.output.hasSuffix("\n") ? String(outcome.output.dropLast()) : outcome.output
  }

  private static func readAll(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
    }
  }
}
