public import Foundation

/// A tmux server of one test's own: its socket lies in its own directory, and it ends with the test.
public final class PrivateTmux: Sendable {
  public let directory: URL
  public let socket: String
  public let tmux: String
  private let surroundings: Surroundings

  /// What a person has around a server.
  public struct Surroundings: Sendable {
    /// Beside what every server has, and before it.
    public var environment: [String: String]
    /// The path of the configuration.
    public var configuration: String

    public init(environment: [String: String] = [:], configuration: String = "/dev/null") {
      self.environment = environment
      self.configuration = configuration
    }
  }

  /// Starts a server with one session of the given command.
  ///
  /// - Parameters:
  ///   - tmux: the program; by default the one on PATH.
  ///   - preparing: is given the server's directory, which is its home, before it starts.
  public init(
    session: String = "first", command: String = "exec sleep 3600", tmux program: String? = nil,
    preparing: (URL) throws -> Surroundings = { _ in Surroundings() }
  ) async throws {
    directory = try TemporaryDirectory.make()
    socket = directory.appendingPathComponent("s").path
    tmux = try program ?? Programs.path(of: "tmux")
    surroundings = try preparing(directory)
    try await start(session: session, command: command)
  }

  /// Starts the server again after it has ended.
  public func start(session: String = "first", command: String = "exec sleep 3600") async throws {
    try await run(
      "-f", surroundings.configuration, "new-session", "-d", "-x", "80", "-y", "24", "-s", session, "-c",
      directory.path, command)
  }

  /// Runs a tmux command and returns what it printed, without the last line feed.
  @discardableResult
  public func run(_ arguments: String...) async throws -> String {
    try await run(arguments)
  }

  @discardableResult
  public func run(_ arguments: [String]) async throws -> String {
    try await Programs.run(tmux, ["-u", "-S", socket] + arguments, environment: environment)
  }

  /// The environment in which argosy finds this server, and nothing of the user's.
  public var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { ["PATH", "LANG", "LC_ALL"].contains($0.key) }
    environment["HOME"] = directory.path
    environment["XDG_RUNTIME_DIR"] = directory.path
    environment["XDG_STATE_HOME"] = directory.appendingPathComponent("state").path
    environment["TERM"] = "xterm-256color"
    environment["ARGOSY_TMUX"] = tmux
    return environment.merging(surroundings.environment) { $1 }
  }

  /// Ends the server and everything in it.
  public func stop() async {
    _ = try? await run("kill-server")
    try? FileManager.default.removeItem(at: directory)
  }
}

/// Runs a test's body with a server that is gone afterwards, whatever happens.
public func withTmux<Result>(
  session: String = "first", command: String = "exec sleep 3600", tmux: String? = nil,
  preparing: (URL) throws -> PrivateTmux.Surroundings = { _ in PrivateTmux.Surroundings() },
  _ body: (PrivateTmux) async throws -> Result
) async throws -> Result {
  let server = try await PrivateTmux(session: session, command: command, tmux: tmux, preparing: preparing)
  do {
    let result = try await body(server)
    await server.stop()
    return result
  } catch {
    await server.stop()
    throw error
  }
}

public enum TemporaryDirectory {
  /// A new directory with a short path: socket paths have little room.
  public static func make() throws -> URL {
    let url = URL(fileURLWithPath: "/tmp/argosy-\(UUID().uuidString.prefix(8))", isDirectory: true)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return url
  }
}
