internal import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// The tmux program, for one-shot commands. What a daemon needs all the time goes over its control connection instead.
public struct TmuxProgram: Hashable, Sendable {
  /// Absolute path of the program.
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// The tmux that a shell would start. `$ARGOSY_TMUX` names another, for machines with several versions.
  ///
  /// - Throws: ``TmuxFailure/notInstalled`` when there is none.
  public init(_ environment: [String: String]) throws(TmuxFailure) {
    if let chosen = environment["ARGOSY_TMUX"], chosen.hasPrefix("/") {
      path = chosen
      return
    }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    for folder in folders + ["/opt/homebrew/bin", "/usr/local/bin"] where folder.hasPrefix("/") {
      let candidate = "\(folder)/tmux"
      if unsafe access(candidate, X_OK) == 0 {
        path = candidate
        return
      }
    }
    throw .notInstalled
  }

  /// The program that a process was started from, also when its file was replaced meanwhile. Nil where the system does
  /// not tell.
  public static func running(as pid: Int32) -> TmuxProgram? {
    #if os(Linux)
      return TmuxProgram(path: "/proc/\(pid)/exe")
    #else
      return nil
    #endif
  }

  /// What `tmux -V` says, such as "tmux 3.3a".
  ///
  /// - Throws: ``TmuxFailure``.
  public func version() async throws(TmuxFailure) -> String {
    try await run(arguments: ["-V"]).trimmed
  }

  /// Runs one command line on a server and returns what it printed.
  ///
  /// - Parameter input: what tmux may read, as `load-buffer -` does.
  /// - Throws: ``TmuxFailure``: there is no server, or tmux refused, with its own words.
  @discardableResult
  public func run(
    _ arguments: [String], on server: ServerAddress, input: [UInt8] = [], timeout: Duration = .seconds(10)
  ) async throws(TmuxFailure) -> String {
    try await run(arguments: ["-u", "-S", server.socket] + arguments, input: input, timeout: timeout)
  }

  /// Runs tmux with these arguments alone.
  ///
  /// - Throws: ``TmuxFailure``.
  @discardableResult
  public func run(
    arguments: [String], input: [UInt8] = [], timeout: Duration = .seconds(10)
  ) async throws(TmuxFailure) -> String {
    let outcome: Outcome
    do {
      outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
        group.addTask { try await execute(arguments, input) }
        group.addTask {
          try await Task.sleep(for: timeout)
          throw TmuxFailure.silent(seconds: Int(timeout.components.seconds))
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw TmuxFailure.refused("nothing ran") }
        return first
      }
    } catch let failure as TmuxFailure {
      throw failure
    } catch {
      throw .refused("\(error)")
    }
    guard outcome.isSuccess else {
      let message = outcome.error.trimmed
      if message.contains("error connecting"), message.contains(Self.noPermission) { throw .forbidden(message) }
      if message.contains("no server running") || message.contains("error connecting") {
        throw .noServer(message)
      }
      throw .refused(message)
    }
    return outcome.output
  }

  private static let noPermission = unsafe String(cString: strerror(EACCES))

  /// The failure with the way out, where tmux's words lead astray: an older program is told "server exited unexpectedly"
  /// by a newer server that is well.
  public func explained(_ failure: TmuxFailure) async -> TmuxFailure {
    guard case .refused(let message) = failure, message.contains("server exited unexpectedly"),
      let version = try? await version()
    else { return failure }
    return .refused(
      "\(message). If the server is well, it is newer than \(path) (\(version)): put the newer tmux first on PATH, or "
        + "set ARGOSY_TMUX to it")
  }

  private struct Outcome: Sendable {
    let isSuccess: Bool
    let output: String
    let error: String
  }

  private func execute(_ arguments: [String], _ input: [UInt8]) async throws -> Outcome {
    guard !input.isEmpty else {
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), output: .string(limit: 4 << 20),
        error: .string(limit: 64 << 10))
      return Outcome(
        isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, error: result.standardError)
    }
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), input: .array(input), output: .string(limit: 4 << 20),
      error: .string(limit: 64 << 10))
    return Outcome(
      isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, error: result.standardError)
  }
}

/// Why tmux did not do what it was asked.
public enum TmuxFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case notInstalled
  /// No server answers at the socket; the text is tmux's.
  case noServer(String)
  /// The socket is there, and not for this user; the text is tmux's.
  case forbidden(String)
  case refused(String)
  case silent(seconds: Int)

  public var description: String {
    switch self {
    case .notInstalled: "tmux was not found on PATH. Install it (apt install tmux, brew install tmux) and try again."
    case .noServer(let message): "\(message). Start tmux first, as in: tmux new-session"
    case .forbidden(let message):
      "\(message). The socket belongs to another user, or its permissions were changed: run this as the user whose "
        + "server it is"
    case .refused(let message): message.isEmpty ? "tmux refused without saying why" : message
    case .silent(let seconds): "tmux did not answer within \(seconds) s"
    }
  }
}

extension String {
  var trimmed: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}
