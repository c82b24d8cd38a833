import Daemon
import Foundation

/// The status, printed anew with every change, and drawn anew when the terminal has another size.
struct StatusWatch {
  let json: Bool

  /// Returns when the daemon has gone.
  func show(_ client: DaemonClient) throws {
    _ = try client.ask(Request(.ready))
    try client.send(Request(.observe))
    let screen = Repainting()
    let resizing = Resizing { screen.redraw() }
    defer { resizing.end() }
    while let status = try client.next()?.status {
      if json {
        print(try JSONText.line(status))
        fflush(nil)
      } else {
        // It stays: ages would be wrong a second later, so it shows clock times.
        screen.show { FleetText(status, style: $0, times: .clock).text }
      }
    }
  }
}
