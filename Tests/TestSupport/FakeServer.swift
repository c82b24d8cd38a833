public import Foundation
import TmuxControl

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A directory in which the program `FakeServer` plays a script, as if it were tmux.
public struct FakeServer: Sendable {
  public let directory: URL
  /// To be given to the program as tmux's `-S`.
  public var socket: String { directory.appendingPathComponent("s").path }
  /// To be started in place of tmux.
  public let program: String

  public init(_ script: FakeScript) throws {
    program = try Programs.product("FakeServer")
    directory = try TemporaryDirectory.make()
    try JSONEncoder().encode(script).write(to: directory.appendingPathComponent("script"))
  }

  /// The command lines that one connection has read, the first connection being 0.
  public func heard(on connection: Int = 0) -> [String] {
    let file = directory.appendingPathComponent("heard-\(connection)")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Waits until the script has come to the stall, and lets it go on.
  public func goOn(from stall: String) async throws {
    let path = directory.appendingPathComponent(stall).path
    let descriptor = try await eventually("the script comes to \(stall)") {
      unsafe open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    } until: {
      $0 != -1
    }
    close(descriptor)
  }

  public func remove() {
    try? FileManager.default.removeItem(at: directory)
  }
}

/// Runs a test's body with a fake server that is gone afterwards.
public func withFake<Result>(
  _ script: FakeScript, _ body: (FakeServer) async throws -> Result
) async throws -> Result {
  let server = try FakeServer(script)
  defer { server.remove() }
  return try await body(server)
}
