public import Fleet
import Foundation
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// GitHub, asked through the program `gh`, whose login is the person's own.
///
/// Every question names its server and repository, so it does not matter where it is asked. All of them go through
/// `gh api --include`: the status and the headers of the answer tell failures apart better than the words on standard
/// error, which change with the version, and the rest of what gh can do is several requests under one command.
///
/// Two questions are enough for any number of branches:
///
/// * **Details** is one GraphQL query with an alias for each branch. It brings state, checks, reviews, comments and
///   whether it can be merged in one go. `gh pr list --json` would bring the checks of every pull request in the
///   repository, wanted or not, and has no comments at lines.
/// * **The list** is REST, newest change first, with the tag of the answer before. As long as nothing has changed it
///   is answered by 304, which the server does not count. Checks do not show in it, nor conflicts with what was merged
///   meanwhile: while checks run, and now and then, details are asked for instead (``PullRequestPace``).
public struct GitHub: Sendable {
  /// Absolute path of the program.
  public let path: String
  /// How long an answer may take.
  public let timeout: Duration
  let environment: [String: String]

  public init(path: String, environment: [String: String], timeout: Duration = .seconds(30)) {
    self.path = path
    self.timeout = timeout
    var environment = environment
    // Nobody is there to be asked, and nothing may be added to what is read here.
    environment["GH_PROMPT_DISABLED"] = "1"
    environment["GH_NO_UPDATE_NOTIFIER"] = "1"
    environment["GH_PAGER"] = "cat"
    environment["NO_COLOR"] = "1"
    for name in ["GH_DEBUG", "DEBUG", "GH_FORCE_TTY", "CLICOLOR_FORCE", "GH_HOST", "GH_REPO"] {
      environment[name] = nil
    }
    self.environment = environment
  }

  /// The gh that a shell would start.
  ///
  /// - Throws: ``GitHubFailure/missingProgram`` when there is none.
  public init(_ environment: [String: String], timeout: Duration = .seconds(30)) throws(GitHubFailure) {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    for folder in folders + ["/opt/homebrew/bin", "/usr/local/bin"] where folder.hasPrefix("/") {
      let candidate = "\(folder)/gh"
      if FileManager.default.isExecutableFile(atPath: candidate) {
        self.init(path: candidate, environment: environment, timeout: timeout)
        return
      }
    }
    throw .missingProgram
  }

  /// Makes the call. Whatever goes wrong is an answer too.
  public func answer(to call: PullRequestCall) async -> PullRequestCall.Answer {
    do throws(GitHubFailure) {
      switch call.kind {
      case .list(let tag): return try await list(of: call.repository, since: tag)
      case .details(let questions): return .details(try await details(of: questions, in: call.repository))
      }
    } catch {
      return .failed(error)
    }
  }

  // MARK: Running

  /// What gh printed, and how it ended.
  struct Output: Sendable {
    /// Nil for one that a signal ended.
    let status: Int32?
    let text: [UInt8]
    let errors: String
  }

  /// Where to stop reading.
  enum Limit: Sendable {
    /// More than so many bytes are a failure.
    case whole(Int)
    /// Of more, the last ones are kept.
    case tail(Int)
  }

  /// An answer of more than this is none to a question asked here.
  static let most = 16 << 20

  /// - Throws: ``GitHubFailure``, when there is nothing to read.
  func run(_ arguments: [String], limit: Limit = .whole(most)) async throws(GitHubFailure) -> Output {
    do {
      return try await withThrowingTaskGroup(of: Output.self) { group in
        group.addTask { try await execute(arguments, limit) }
        group.addTask { [timeout] in
          try await Task.sleep(for: timeout)
          throw GitHubFailure.network("gh gave no answer within \(timeout)")
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw GitHubFailure.network("nothing ran") }
        return first
      }
    } catch let failure as GitHubFailure {
      throw failure
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw .garbage("more than \(Self.most) bytes")
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .missingProgram
    } catch {
      throw FileManager.default.isExecutableFile(atPath: path) ? .network("\(error)") : .missingProgram
    }
  }

  private func execute(_ arguments: [String], _ limit: Limit) async throws -> Output {
    let variables = environment.reduce(into: [Subprocess.Environment.Key: String]()) { variables, variable in
      if let key = Subprocess.Environment.Key(rawValue: variable.key) { variables[key] = variable.value }
    }
    switch limit {
    case .whole(let most):
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(variables),
        output: .bytes(limit: most), error: .string(limit: 64 << 10))
      return Output(
        status: Self.code(result.terminationStatus), text: result.standardOutput, errors: result.standardError)
    case .tail(let most):
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(variables), input: .none,
        output: .sequence, error: .string(limit: 64 << 10)
      ) { execution in
        var kept: [UInt8] = []
        for try await buffer in execution.standardOutput {
          unsafe buffer.withUnsafeBytes { unsafe kept.append(contentsOf: $0) }
          if kept.count > 2 * most { kept.removeFirst(kept.count - most) }
        }
        return Array(kept.suffix(most))
      }
      return Output(
        status: Self.code(result.terminationStatus), text: result.closureResult, errors: result.standardError)
    }
  }

  private static func code(_ status: TerminationStatus) -> Int32? {
    if case .exited(let code) = status { code } else { nil }
  }
}
