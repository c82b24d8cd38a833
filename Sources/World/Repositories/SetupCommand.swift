internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs what makes a new worktree ready to work in.
public struct SetupCommand: Sendable {
  /// Lines for `sh -c`, in this order; the first that fails is the last.
  public var commands: [String]
  /// The directory they run in.
  public var worktree: String
  /// The top of the main checkout, which they find in `$ARGOSY_REPOSITORY`; their own directory is in `$ARGOSY_WORKTREE`.
  public var top: String
  /// What they inherit; without variables of an agent's or of one repository's.
  public var environment: [String: String]
  /// Where all that they print goes, behind what is there. Made 0600.
  public var outputFile: String
  /// For all of them together.
  public var timeout: Duration

  public init(
    commands: [String], worktree: String, top: String, environment: [String: String], outputFile: String,
    timeout: Duration = .seconds(600)
  ) {
    self.commands = commands
    self.worktree = worktree
    self.top = top
    self.environment = environment
    self.outputFile = outputFile
    self.timeout = timeout
  }

  /// Why the worktree is not ready.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case noOutputFile(String, String)
    /// `status` as shells tell it; with the last lines that were printed.
    case failed(command: String, status: Int32, lastLines: [String], outputFile: String)
    case silent(command: String, seconds: Int, lastLines: [String], outputFile: String)
    case notStarted(command: String, String)
    /// An earlier set-up of this worktree, whose argosy was killed, does not end.
    case stillRunning(String)

    public var description: String {
      switch self {
      case .noOutputFile(let path, let words): "cannot write \(path): \(words)"
      case .failed(let command, let status, let lines, let file):
        (["`\(command)` failed with exit code \(status). Its output is in \(file):"] + lines).joined(separator: "\n")
      case .silent(let command, let seconds, let lines, let file):
        (["`\(command)` was not done within \(seconds) s, and was ended. Its output is in \(file):"] + lines)
          .joined(separator: "\n")
      case .stillRunning(let file):
        "an earlier set-up of this worktree still runs; what writes to \(file) has to end first"
      case .notStarted(let command, let words): "`\(command)` could not be started: \(words)"
      }
    }
  }

  /// Runs them. When the time is over, the one under way ends with everything that it started.
  ///
  /// - Throws: ``Failure``.
  public func run() async throws(Failure) {
    let descriptor = unsafe open(outputFile, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .noOutputFile(outputFile, SystemWords.last) }
    defer { close(descriptor) }
    let file = FileDescriptor(rawValue: descriptor)
    let end = ContinuousClock.now + timeout
    try await takeTurn(descriptor, until: end)
    // Whatever was started meanwhile may have the descriptor as well.
    defer { flock(descriptor, LOCK_UN) }
    var variables = GitProgram.environment(from: AgentEnvironment.cleaned(environment))
    // Those are for our own git alone.
    for name in ["LC_ALL", "LANGUAGE", "GIT_OPTIONAL_LOCKS"] { variables[name] = environment[name] }
    variables["ARGOSY_REPOSITORY"] = top
    variables["ARGOSY_WORKTREE"] = worktree
    for command in commands {
      let run = BoundedRun(
        program: "/bin/sh", arguments: ["-c", Self.holding, "sh", command, outputFile], environment: variables,
        directory: worktree,
        timeout: max(.zero, end - .now))
      let status: Int32
      do throws(BoundedRun.Failure) {
        status = try await run.writing(to: file)
      } catch {
        switch error {
        case .silent:
          throw .silent(
            command: command, seconds: Int(timeout.components.seconds), lastLines: lastLines, outputFile: outputFile)
        case .refused(let words): throw .notStarted(command: command, words)
        }
      }
      guard status == 0 else {
        throw .failed(command: command, status: status, lastLines: lastLines, outputFile: outputFile)
      }
    }
  }

  /// A shell around the command's own. It keeps the file that we have locked until the command has ended; what the
  /// command leaves in the background has the file by another opening, and does not count.
  private static let holding = #"/bin/sh -c "$1" >>"$2" 2>&1; exit $?"#

  /// A command that an argosy which was killed has left running goes on: the two would be in each other's way.
  private func takeTurn(_ descriptor: Int32, until end: ContinuousClock.Instant) async throws(Failure) {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
      do {
        guard ContinuousClock.now < end else {
          throw BoundedRun.Failure.silent(seconds: Int(timeout.components.seconds))
        }
        // The kernel tells nobody that a lock is free, except one who sleeps in it for good.
        try await Task.sleep(for: .milliseconds(200))
      } catch {
        throw .stillRunning(outputFile)
      }
    }
  }

  /// The last ten lines that say something.
  private var lastLines: [String] {
    let bytes = FileTail(of: outputFile, limit: 8 << 10)?.bytes ?? []
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(10).map(String.init)
  }
}
