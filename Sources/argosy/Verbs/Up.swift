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
    let (client, wasStarted) = try server.daemon()
    let response = try client.ask(Request(.ready))
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
    guard let client = try server.runningDaemon() else {
      print("argosy was not up.")
      return
    }
    _ = try client.ask(Request(.stop))
    // The daemon hangs up when it has let go of its socket.
    while try client.next() != nil {}
    print("argosy is down.")
  }
}

struct DaemonVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daemon", abstract: "Watch in the foreground; \"argosy up\" runs this.", shouldDisplay: false)

  @OptionGroup var server: ServerOptions

  func run() async throws {
    let paths = try server.paths()
    let environment = ServerOptions.environment
    try await DaemonProcess.serve(
      DaemonConfiguration(
        server: server.address, tmux: try TmuxProgram(environment), socketPath: paths.socket,
        journalPath: paths.journal, executable: ServerOptions.executable, version: Argosy.version,
        environment: environment),
      logPath: paths.log, started: DaemonLauncher.detach)
  }
}
