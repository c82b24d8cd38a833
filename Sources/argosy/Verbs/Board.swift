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

/// The status, drawn anew with every change, and when the terminal has another size.
struct Board {
  let json: Bool

  /// Returns when the daemon has gone.
  func show(_ client: DaemonClient) throws {
    _ = try client.ask(Request(.ready))
    try client.send(Request(.observe))
    let canvas = Canvas()
    let resizing = Resizing { canvas.redraw() }
    defer { resizing.end() }
    while let status = try client.next()?.status {
      if json {
        print(try JSONText.line(status))
        fflush(nil)
      } else {
        // A board that stays: ages would be wrong a second later, so it shows clock times.
        canvas.show { FleetText(status, style: $0, times: .clock).text }
      }
    }
  }
}

/// What runs in the hub's window: the board, for a person who lands there, and the end of the hub when the daemon is
/// gone, however it went. It does not start a daemon: it belongs to the one that made the hub.
struct BoardVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board", abstract: "The board in the hub's window; ends the hub when the daemon has gone.",
    shouldDisplay: false)

  @OptionGroup var server: ServerOptions

  func run() async throws {
    // A ^C of somebody who landed here must not leave the hub without its guard.
    for number in [SIGINT, SIGQUIT, SIGTSTP] { signal(number, SIG_IGN) }
    var controlClient: Int32?
    if let client = try server.access.runningDaemon() {
      _ = try? client.ask(Request(.ready))
      controlClient = (try? client.ask(Request(.doctor)))?.doctor?.clientPID
      try? Board(json: false).show(client)
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
