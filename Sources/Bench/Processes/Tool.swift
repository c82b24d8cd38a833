import Foundation

/// A program found on PATH, run to its end.
struct Tool {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  let name: String

  /// The first executable of that name on PATH; nil when it is not installed.
  var path: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// - Parameter environment: set in addition to our own.
  /// - Throws: `Complaint` when it is not installed or cannot be started.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    guard let path else { throw Complaint("\(name) is not installed, or not on PATH") }
    // Standard error goes to a file, so that neither stream can block the other.
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let errors = folder.url.appendingPathComponent("stderr")
    try Data().write(to: errors)
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    do {
      try process.run()
    } catch {
      throw Complaint("\(path) cannot be started: \(error.localizedDescription)")
    }
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
