public import Foundation
import TmuxControl

public enum Programs {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) {
      self.description = description
    }
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
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 {
      let path = folder.appendingPathComponent(name).path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      folder.deleteLastPathComponent()
    }
    throw Failure(description: "\(name) was not built beside \(CommandLine.arguments[0])")
  }

  /// What a process printed, and how it ended.
  public struct Outcome: Sendable {
    /// The exit code; 128 and the signal's number for one that was killed.
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// Runs a program to its end, without blocking a thread of the tests' pool.
  ///
  /// Its output goes to files: a tmux server that it starts may keep a pipe open for ever. Its signal mask is empty,
  /// which the test runner's is not: a server that inherits a blocked SIGCHLD never sees its panes die.
  public static func outcome(
    _ path: String, _ arguments: [String], environment: [String: String], input: Data = Data()
  ) async throws -> Outcome {
    let directory = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: directory) }
    let (feed, output, errors) = (
      directory.appendingPathComponent("in"), directory.appendingPathComponent("out"),
      directory.appendingPathComponent("err")
    )
    try input.write(to: feed)
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let (reader, writer, complainer) = (
      try FileHandle(forReadingFrom: feed), try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: errors)
    )
    let process = try SpawnedProcess(
      .init(
        path: path, arguments: [path] + arguments, environment: environment,
        standardInput: reader.fileDescriptor, standardOutput: writer.fileDescriptor,
        standardError: complainer.fileDescriptor))
    let status: Int32 = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: process.wait()) }
    }
    try reader.close()
    try writer.close()
    try complainer.close()
    return Outcome(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
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
}
