import ArgumentParser
import Daemon
import Foundation
import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The board: in a popup, in a pane of a person's, and in the hub's own window.
struct BoardVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract: "Show everything that runs, live, and answer and order from there.",
    discussion: """
      A list, what needs you first and of that what waits longest, and the screen of what is selected. ? shows its keys. \
      Going to a row moves the client that was named, or the one that was used last of those that look at the board.
      """)

  @OptionGroup var server: ServerOptions

  @Option(help: ArgumentHelp("Whom to move when going somewhere: a name of tmux list-clients.", valueName: "name"))
  var client: String?

  @Flag(help: .hidden)
  var hub = false

  func run() async throws {
    guard hub else { return try BoardProgram(access: server.access, client: client).run() }
    try await guardHub()
  }

  /// What runs in the hub's window: the board, for a person who lands there, and the end of the hub when the daemon is
  /// gone, however it went. It does not start a daemon: it belongs to the one that made the hub.
  private func guardHub() async throws {
    // A ^C of somebody who landed here must not leave the hub without its guard.
    for number in [SIGINT, SIGQUIT, SIGTSTP] { signal(number, SIG_IGN) }
    var controlClient: Int32?
    if let client = try server.access.runningDaemon() {
      _ = try? client.ask(Request(.ready))
      controlClient = (try? client.ask(Request(.doctor)))?.doctor?.clientPID
      do {
        try BoardProgram(access: server.access, client: nil, isHub: true).run()
      } catch {
        // Nothing can be drawn: the end is waited for all the same.
        try? client.send(Request(.events))
        while (try? client.next()) ?? nil != nil {}
      }
    }
    // A control client whose reader was killed may never finish: tmux 3.3a waits for output to drain that nobody reads,
    // and until then even kill-server waits. Without its process it is gone at once.
    if let controlClient { kill(controlClient, SIGKILL) }
    // tmux names the session it started us in: `$TMUX` is socket, process, session number.
    let environment = DaemonAccess.environment
    guard let session = environment["TMUX"]?.split(separator: ",").last, Int(session) != nil else { return }
    try await TmuxProgram(environment).run(["kill-session", "-t", "$\(session)"], on: server.access.address)
  }
}
