import Daemon
import Foundation

/// The status, printed anew with every change.
struct StatusWatch {
  let json: Bool

  /// Returns when the daemon has gone.
  func show(_ client: DaemonClient) throws {
    _ = try client.ask(Request(.ready))
    try client.send(Request(.observe))
    var hasDrawn = false
    while let status = try client.next()?.status {
      if json {
        print(try JSONText.line(status))
      } else {
        // It stays: ages would be wrong a second later, so it shows clock times.
        let table = FleetText(status, style: .detected, times: .clock)
        if table.style.isTerminal {
          print(Repaint.text(table.text, isFirst: !hasDrawn), terminator: "")
        } else {
          if hasDrawn { print("") }
          print(table.text)
        }
      }
      hasDrawn = true
      fflush(nil)
    }
  }
}
