#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The git program, for one command at a time. It never asks anybody anything, and a person's configuration and hooks
/// stay in force.
public struct GitProgram: Hashable, Sendable {
  /// Absolute path of the program.
  public let path: String
  /// What it is run with.
  let environment: [String: String]

  /// The git that a shell would start.
  ///
  /// - Throws: ``GitFailure/notInstalled``.
  public init(_ environment: [String: String]) throws(GitFailure) {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    for folder in folders where folder.hasPrefix("/") {
      let candidate = "\(folder)/git"
      if unsafe access(candidate, X_OK) == 0 {
        path = candidate
        self.environment = Self.environment(from: environment)
        return
      }
    }
    throw .notInstalled
  }

  /// Variables that point git at one repository, index or setting whatever the directory is: those that
  /// `git rev-parse --local-env-vars` lists, and a few that change what it prints or takes for a path. A hook of git's
  /// that starts argosy would pass them on.
  private static let local: Set<String> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
    "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_REFLOG_ACTION",
  ]

  static func environment(from inherited: [String: String]) -> [String: String] {
    var own = inherited.filter { name, _ in
      !local.contains(name) && !["GIT_TRACE", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"].contains { name.hasPrefix($0) }
    }
    own["GIT_TERMINAL_PROMPT"] = "0"
    // Looking must not take a lock from somebody who works.
    own["GIT_OPTIONAL_LOCKS"] = "0"
    own["LC_ALL"] = "C"
    own["LANGUAGE"] = nil
    return own
  }

  /// Runs one command, and returns what it printed.
  ///
  /// - Throws: ``GitFailure``: the directory is gone, the time is over, or git said no, in its own words.
  @discardableResult
  func run(_ arguments: [String], in directory: String, timeout: Duration = .seconds(60)) async throws(GitFailure)
    -> String
  {
    let outcome = try await outcome(arguments, in: directory, timeout: timeout)
    guard outcome.status == 0 else { throw .refused(Self.words(outcome)) }
    return outcome.output
  }

  /// Runs one command whose exit code is an answer.
  func outcome(
    _ arguments: [String], in directory: String, timeout: Duration = .seconds(60)
  ) async throws(GitFailure) -> BoundedRun.Outcome {
    var outcome = try await attempt(arguments, in: directory, timeout: timeout)
    for _ in 1...Self.patience where outcome.status != 0 && Self.metHalfAWorktree(Self.words(outcome)) {
      try? await Task.sleep(for: .milliseconds(20))
      outcome = try await attempt(arguments, in: directory, timeout: timeout)
    }
    return outcome
  }

  /// How often a command is tried that came upon a worktree in the making.
  static let patience = 10

  /// Whether a command failed because another git was just making a worktree in the same repository: up to 2.39 at
  /// least, whoever looks through all worktrees gives up at one whose files are not all written yet.
  static func metHalfAWorktree(_ words: String) -> Bool {
    words.contains("failed to read") && words.contains("/commondir")
  }

  private func attempt(
    _ arguments: [String], in directory: String, timeout: Duration
  ) async throws(GitFailure) -> BoundedRun.Outcome {
    guard FileKind.resolved(directory) != nil else { throw .missing(directory) }
    let run = BoundedRun(
      program: path, arguments: ["-c", "core.quotePath=false", "-c", "color.ui=false"] + arguments,
      environment: environment, directory: directory, timeout: timeout)
    do throws(BoundedRun.Failure) {
      return try await run.collecting()
    } catch {
      switch error {
      case .silent(let seconds):
        throw .silent(command: arguments.prefix(2).joined(separator: " "), seconds: seconds)
      case .refused(let words): throw .refused(words)
      }
    }
  }

  /// What git said, without its labels and at most a few lines of it.
  static func words(_ outcome: BoundedRun.Outcome) -> String {
    let lines = outcome.errors.split(whereSeparator: \.isNewline).map { line in
      for label in ["fatal: ", "error: "] where line.hasPrefix(label) { return String(line.dropFirst(label.count)) }
      return String(line)
    }
    return lines.suffix(6).joined(separator: "\n").trimmed
  }
}
