import ArgumentParser
import Daemon
import Foundation
import TmuxControl
import World

/// tmux's own flags for choosing a server.
struct ServerOptions: ParsableArguments {
  @Option(name: .customShort("L"), help: ArgumentHelp("The tmux server's name, as for tmux -L.", valueName: "name"))
  var name: String?

  @Option(name: .customShort("S"), help: ArgumentHelp("The tmux server's socket, as for tmux -S.", valueName: "path"))
  var path: String?

  var access: DaemonAccess {
    DaemonAccess(ServerAddress(name: name, path: path, environment: DaemonAccess.environment))
  }
}

/// The way from the command line to the daemon of one tmux server.
struct DaemonAccess {
  let address: ServerAddress

  init(_ address: ServerAddress) {
    self.address = address
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  func paths() throws -> DaemonPaths { try DaemonPaths(address, Self.environment) }

  /// The daemon that runs, or nil.
  ///
  /// - Throws: when one may run that cannot be reached.
  func runningDaemon() throws -> DaemonClient? {
    do {
      return try DaemonClient(path: try paths().socket)
    } catch let error as SystemError where error.code == ENOENT || error.code == ECONNREFUSED {
      return nil
    }
  }

  /// The daemon; one is started if none runs.
  func daemon() throws -> (client: DaemonClient, wasStarted: Bool) {
    if let client = try runningDaemon() { return (client, false) }
    let program = try TmuxProgram(Self.environment)
    var environment = Self.environment
    environment["ARGOSY_TMUX"] = program.path
    do {
      try DaemonLauncher.start(executable: Self.executable, server: address, environment: environment)
      return (try DaemonClient(path: try paths().socket), true)
    } catch let failure as DaemonLauncher.Failure where failure.description.contains("already") {
      // Somebody else may have started one in the same instant; then ours gave way, and theirs is about to listen.
      for _ in 0..<20 {
        if let client = try runningDaemon() { return (client, false) }
        usleep(25_000)
      }
      throw failure
    }
  }

  /// The daemon once its model is complete, and what it says then; one is started if none runs.
  ///
  /// One that was killed may take a call while its process is being taken apart, and hangs up: it is as good as gone.
  func readyDaemon() throws -> (client: DaemonClient, answer: Response, wasStarted: Bool) {
    for _ in 0..<40 {
      let (client, wasStarted) = try daemon()
      do {
        return (client, try client.ask(Request(.ready)), wasStarted)
      } catch {
        guard !wasStarted, error.code == ECONNRESET || error.code == EPIPE else { throw error }
        usleep(25_000)
      }
    }
    throw Complaint("argosy hangs up again and again; its log says why")
  }

  /// Asks the daemon to end. False when none runs.
  func stopDaemon() throws -> Bool {
    guard let client = try runningDaemon() else { return false }
    try client.send(Request(.stop))
    // It answers when it has left tmux, and hangs up when it has let go of its socket.
    while let answer = try? client.next() { _ = answer }
    return true
  }

  /// argosy's own absolute path.
  static var executable: String {
    (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])).resolvingSymlinksInPath().path
  }
}

/// What a person is told when a verb cannot do its work.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
