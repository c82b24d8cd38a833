import Foundation

/// A program found on PATH.
struct Tool {
  let name: String

  /// The first executable of that name on PATH; nil when it is not installed.
  var path: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// - Parameter environment: set in addition to our own.
  /// - Throws: `Complaint` when it is not installed or cannot be started.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Program.Outcome {
    guard let path else { throw Complaint("\(name) is not installed, or not on PATH") }
    let whole = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    return try Program(path: path, environment: whole).run(arguments)
  }
}
