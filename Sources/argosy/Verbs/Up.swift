import ArgumentParser
import Daemon
import World

struct Up: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start watching a tmux server, in the background.",
    discussion: """
      Returns when every pane is known, and prints what was found. Does nothing when argosy is up already. It stays \
      up until the server ends or "argosy down".
      """)

  @OptionGroup var server: ServerOptions

  func run() throws {
    let (_, response, wasStarted) = try server.access.readyDaemon()
    guard let status = response.status else { throw Complaint(response.error ?? "the daemon gave no status") }
    let place = "tmux \(status.server.version) at \(status.server.socket)"
    print(wasStarted ? "argosy is up, watching \(place)." : "argosy was up already, watching \(place).")
    print(StatusTable(status, style: .detected).summary)
  }
}

struct Down: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stop watching: unset all options, remove the hub, end the daemon.")

  @OptionGroup var server: ServerOptions

  func run() throws {
    print(try server.access.stopDaemon() ? "argosy is down." : "argosy was not up.")
  }
}

struct DaemonVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daemon", abstract: "Watch in the foreground; \"argosy up\" runs this.", shouldDisplay: false)

  @OptionGroup var server: ServerOptions

  func run() async throws {
    let access = server.access
    let paths = try access.paths()
    let environment = DaemonAccess.environment
    try await DaemonProcess.serve(
      DaemonConfiguration(
        server: access.address, tmux: try TmuxProgram(environment), socketPath: paths.socket,
        journalPath: paths.journal, itemsPath: paths.items, unknownScreensPath: paths.unknownScreens,
        executable: DaemonAccess.executable,
        version: Argosy.version,
        environment: environment),
      logPath: paths.log, started: DaemonLauncher.detach)
  }
}
