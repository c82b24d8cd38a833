internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// One run of a program that ends within a time, in a session of its own: it has no terminal to ask at, and what it
/// started goes with it when the time is over.
struct BoundedRun: Sendable {
  /// Absolute path.
  var program: String
  var arguments: [String]
  /// The whole environment.
  var environment: [String: String]
  var directory: String
  var timeout: Duration
  /// Bytes of output, and of errors, that are taken.
  var limit = 8 << 20

  /// What became of it.
  struct Outcome: Sendable {
    /// The exit code; 128 and the signal's number for one that was killed.
    let status: Int32
    let output: String
    let errors: String
  }

  enum Failure: Error {
    /// The time was over. First it was asked to end, so that it could tidy up.
    case silent(seconds: Int)
    case refused(String)
  }

  /// Runs it with nothing to read, and keeps what it prints.
  func collecting() async throws(Failure) -> Outcome {
    try await limited {
      let result = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments), environment: own,
        workingDirectory: FilePath(directory), platformOptions: Self.options, output: .string(limit: limit),
        error: .string(limit: limit))
      return Outcome(
        status: Self.code(result.terminationStatus), output: result.standardOutput, errors: result.standardError)
    }
  }

  /// Runs it with output and errors into an open file, one stream as a terminal would show it.
  func writing(to file: FileDescriptor) async throws(Failure) -> Int32 {
    try await limited {
      let result = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments), environment: own,
        workingDirectory: FilePath(directory), platformOptions: Self.options,
        output: .fileDescriptor(file, closeAfterSpawningProcess: false), error: .combinedWithOutput)
      return Self.code(result.terminationStatus)
    }
  }

  private func limited<Result: Sendable>(
    _ run: @escaping @Sendable () async throws -> Result
  ) async throws(Failure) -> Result {
    do {
      return try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await run() }
        group.addTask {
          try await Task.sleep(for: timeout)
          throw Failure.silent(seconds: Int(timeout.components.seconds))
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw Failure.refused("nothing ran") }
        return first
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .refused("\(error)")
    }
  }

  private var own: Environment {
    let pairs = environment.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    return .custom(Dictionary(pairs) { $1 })
  }

  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
    ]
    return options
  }

  private static func code(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 &+ signal
    }
  }
}
