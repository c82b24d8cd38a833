/// A person's own command that is told of something: by `sh -c`, with what it is about in variables, never in the line.
public struct NoticeCommand: Sendable {
  private let command: String
  private let variables: [String: String]
  private let environment: [String: String]
  private let directory: String

  public init(_ command: String, variables: [String: String], environment: [String: String], directory: String) {
    self.command = command
    self.variables = variables
    self.environment = environment
    self.directory = directory
  }

  /// Runs it, for ten seconds at most.
  ///
  /// - Returns: what went wrong; nil for nothing.
  public func run() async -> String? {
    // What an agent wrote is text: a NUL cannot stand in a variable.
    let plain = variables.mapValues { $0.replacing("\0", with: "") }
    let run = BoundedRun(
      program: "/bin/sh", arguments: ["-c", command], environment: environment.merging(plain) { $1 },
      directory: directory, timeout: .seconds(10), limit: 64 << 10)
    do {
      let outcome = try await run.collecting()
      return outcome.status == 0 ? nil : "exit code \(outcome.status): \(outcome.errors.prefix(300))"
    } catch {
      return "\(error)"
    }
  }
}
