import Foundation
import Screens
import TestSupport
import Testing
import TmuxControl

/// Output that tmux or we ourselves drop while panes print on: the screens are known in the end.
@Suite("Faults of overflow", .serialized)
struct OverflowFaults {
  private static let columns = 80
  private static let rows = 24

  @Test("fault 32: a storm of pauses at any age of the output ends in tmux's screens", arguments: TmuxBinaries.all)
  func pauses(tmux: String) async throws {
    // Whatever waits when more is printed is dropped and the pane held back, up to its next seed. One pane: when several
    // are held back at once, tmux 3.3a may never say so, nor anything else.
    try await flood(panes: 1, tmux: tmux, flags: "pause-after=0", pace: .init()) { client in
      let counters = await client.screenCounters
      return counters.pauses >= 20 && counters.seeds >= 20
    }
  }

  @Test("fault 33: a ring that overflows again and again while three panes print ends in tmux's screens")
  func ring() async throws {
    var limits = ControlTransport.Limits()
    limits.ring = 32 << 10
    try await flood(
      panes: 3, tmux: Programs.path(of: "tmux"), flags: "pause-after=5", pace: .init(limits: limits, delay: 4000)
    ) { client in
      guard let ring = await client.ringCounters else { return false }
      let losses = await client.screenCounters.lossesOfOutput
      return ring.overflows >= 5 && ring.droppedBytes > 1 << 20 && losses >= 5
    }
  }

  /// So many panes print without end while a client of this kind keeps their screens; when enough was dropped they stop,
  /// and the screens have to be tmux's.
  private func flood(
    panes count: Int, tmux: String, flags: String, pace: ControlClient.Pace,
    until isEnough: (ControlClient) async -> Bool
  ) async throws {
    try await withTmux(tmux: tmux) { server in
      let stop = server.directory.appendingPathComponent("stop").path
      var panes: [PaneID] = []
      for number in 0..<count {
        let pane = try await server.run(
          "new-window", "-d", "-P", "-F", "#{pane_id}",
          "yes \"$(printf '\\033[3\(number + 1)msome text of a flood \\033[m漢')\" & until [ -e \(stop) ]; do sleep 0.02; done;"
            + " kill $!; wait; printf '\\030\\033[m\\r\\nlast of \(number)'; exec sleep 1000")
        panes.append(try #require(PaneID(pane)))
      }
      try await withClient(of: server, flags: flags, pace: pace) { client in
        await client.keepScreens(of: panes, columns: Self.columns, rows: Self.rows)
        _ = try await eventually("enough was dropped") {
          await isEnough(client)
        } until: {
          $0
        }
        #expect(FileManager.default.createFile(atPath: stop, contents: nil))
        for (number, pane) in panes.enumerated() {
          _ = try await eventually("tmux shows the last of \(number)") {
            try await server.run("capture-pane", "-p", "-t", "\(pane)")
          } until: {
            $0.contains("last of \(number)")
          }
          let check = SeedCheck(client, pane, columns: Self.columns, rows: Self.rows)
          let result = try await eventually("the screen of \(pane) is known") {
            try await check.look()
          } until: {
            $0 != nil
          }
          #expect(result?.differences == [], "\(pane)")
        }
        #expect(await client.ends.isEmpty)
      }
    }
  }
}
