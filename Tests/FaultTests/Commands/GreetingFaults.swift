import Foundation
import Screens
import TestSupport
import Testing
import TmuxControl
import World

@testable import Daemon

/// What a server says of itself before it serves.
@Suite("Faults of the greeting")
struct GreetingFaults {
  @Test("fault 28: errors of a configuration, told before anything else and later, are passed over")
  func configurationErrors() async throws {
    let errors = FakeScript.Step.text(
      "%config-error /home/a/.tmux.conf:1: invalid option: nonsense\n%config-error %end 1700000000 101 1\n")
    let connection = DaemonScript.serving(after: [errors] + DaemonScript.greeting + [errors])
    try await withFake(FakeScript([connection], oneShots: DaemonScript.oneShots())) { server in
      let daemon = try await Daemon.started(on: server)
      await daemon.complete()
      let report = await daemon.doctor()
      #expect(report.isComplete && report.reconnects == 0)
      #expect(report.connection.strayLines == 0)
      #expect(await daemon.explain(PaneID(number: 0))?.screen == DaemonScript.rows)
      await daemon.leave()
      await daemon.end()
    }
  }

  /// Without the server's own program there is nothing to do but to tell.
  @Test(
    "fault 26: client and server on two sides of 3.6 are not connected, and what to do is told",
    arguments: [("tmux 3.3a", "3.6b"), ("tmux 3.7c", "3.5a"), ("tmux next-3.8", "3.3a")])
  func skew(program: String, version: String) async throws {
    // No process has this number.
    let script = FakeScript([.init()], oneShots: DaemonScript.oneShots(pid: .max, version: version))
    try await withFake(script) { server in
      let tmux = server.directory.appendingPathComponent("tmux")
      try Programs.write(
        script: """
          #!/bin/sh
          [ "$1" = -V ] && { echo '\(program)'; exit; }
          exec '\(server.program)' "$@"
          """, to: tmux.path)
      let failure = await #expect(throws: TmuxFailure.self) {
        _ = try await Daemon.started(on: server, program: tmux.path)
      }
      let words = failure.map { "\($0)" } ?? ""
      #expect(words.contains("the server is tmux \(version) and the program is \(program)"))
      #expect(words.contains("restart the server") && words.contains("ARGOSY_TMUX"))
      let heard = server.directory.appendingPathComponent("heard-0").path
      #expect(!FileManager.default.fileExists(atPath: heard), "a client that would hang was started")
    }
  }
}
