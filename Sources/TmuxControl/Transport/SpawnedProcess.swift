internal import CProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An errno value of a call that failed, with what was being done.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  public let action: String
  public let code: Int32

  public init(_ action: String, code: Int32) {
    self.action = action
    self.code = code
  }

  public var description: String {
    let message = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "\(action): \(message)"
  }
}

/// A process that outlives the call that starts it: the control client, or the daemon itself.
public struct SpawnedProcess: Hashable, Sendable {
  public let pid: Int32

  /// How to start one.
  public struct Recipe: Sendable {
    /// Absolute path of the program.
    public var path: String
    /// The whole argument vector, the program's name first.
    public var arguments: [String]
    public var environment: [String: String]
    public var directory: String?
    public var standardInput: Int32
    public var standardOutput: Int32
    public var standardError: Int32
    /// Lead a new session (a daemon), else only a new process group (so that ^C for us does not reach it).
    public var leadsSession: Bool

    public init(
      path: String, arguments: [String], environment: [String: String], directory: String? = nil,
      standardInput: Int32, standardOutput: Int32, standardError: Int32, leadsSession: Bool = false
    ) {
      self.path = path
      self.arguments = arguments
      self.environment = environment
      self.directory = directory
      self.standardInput = standardInput
      self.standardOutput = standardOutput
      self.standardError = standardError
      self.leadsSession = leadsSession
    }
  }

  /// Starts the process. It gets the three descriptors and no other.
  ///
  /// - Throws: ``SystemError`` when the program cannot be started, for instance because it does not exist.
  public init(_ recipe: Recipe) throws(SystemError) {
    var pid: Int32 = 0
    let environment = recipe.environment.map { "\($0.key)=\($0.value)" }
    let code = unsafe withArgumentVector(recipe.arguments) { arguments in
      unsafe withArgumentVector(environment) { environment in
        unsafe cprocess_spawn(
          recipe.path, arguments, environment, recipe.directory, recipe.standardInput, recipe.standardOutput,
          recipe.standardError, recipe.leadsSession ? 1 : 0, &pid)
      }
    }
    guard code == 0 else { throw SystemError("cannot start \(recipe.path)", code: code) }
    self.pid = pid
  }

  /// Waits until the process has ended and returns its wait status. Blocks: call it on a thread of its own.
  @discardableResult
  public func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) == -1, errno == EINTR {}
    return status
  }

  public func signal(_ number: Int32) {
    kill(pid, number)
  }
}

/// Calls `body` with the texts as a C vector that ends with NULL.
private func withArgumentVector<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
) -> Result {
  var pointers = unsafe texts.map { unsafe strdup($0) }
  unsafe pointers.append(nil)
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
}
