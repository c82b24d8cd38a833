import ArgumentParser
import Daemon
import Foundation
import World

/// tmux's own flags for choosing a server.
struct ServerOptions: ParsableArguments {
  @Option(name: .customShort("L"), help: ArgumentHelp("The tmux server's name, as for tmux -L.", valueName: "name"))
  var name: String?

  @Option(name: .customShort("S"), help: ArgumentHelp("The tmux server's socket, as for tmux -S.", valueName: "path"))
  var path: String?

  var address: ServerAddress { ServerAddress(name: name, path: path, environment: Self.environment) }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  func paths() throws -> DaemonPaths { try DaemonPaths(address, Self.environment) }

  /// The daemon that runs, or nil.
  func runningDaemon() throws -> DaemonClient? {
    try? DaemonClient(path: try paths().socket)
  }

  /// The daemon; one is started if none runs.
  func daemon() throws -> (client: DaemonClient, wasStarted: Bool) {
    if let client = try runningDaemon() { return (client, false) }
    let program = try TmuxProgram(Self.environment)
    var environment = Self.environment
    environment["ARGOSY_TMUX"] = program.path
    try DaemonLauncher.start(executable: Self.executable, server: address, environment: environment)
    return (try DaemonClient(path: try paths().socket), true)
  }

  /// argosy's own absolute path.
  static var executable: String {
    (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])).resolvingSymlinksInPath().path
  }
}

/// What a person is told when a verb cannot do its work; printed to standard error after `argosy: `.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
