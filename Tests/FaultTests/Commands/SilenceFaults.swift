import Foundation
import Screens
import TestSupport
import Testing
import TmuxControl

@testable import Daemon

/// The whole daemon on a server that plays a script and falls silent.
@Suite("Faults of a silent server")
struct SilenceFaults {
  @Test("fault 19: a server that never answers is given up after ten seconds, and the next connection serves")
  func neverAnswered() async throws {
    try await secondServes(
      .init(
        greeting: DaemonScript.greeting, answers: [DaemonScript.identity, .init(to: "list-panes", .stall("silence"))]))
  }

  @Test("fault 26: a connection on which not one byte comes is given up after ten seconds, and the next one serves")
  func notOneByte() async throws {
    try await secondServes(.init(greeting: [.stall("silence")]))
  }

  private func secondServes(_ first: FakeScript.Connection) async throws {
    let script = FakeScript([first, DaemonScript.serving(chunk: 7)], oneShots: DaemonScript.oneShots())
    try await withFake(script) { server in
      let daemon = try await Daemon.started(on: server)
      let report = try await eventually("the second connection serves") {
        await daemon.doctor()
      } until: {
        $0.isComplete && $0.reconnects > 0 && $0.screens.seeds > 0
      }
      #expect(report.reconnects == 1)
      #expect(report.missedDeadlines == 1)
      #expect(report.screens.seeds == 1)
      #expect(await daemon.explain(PaneID(number: 0))?.screen == DaemonScript.rows)
      await daemon.leave()
      await daemon.end()
    }
  }
}
