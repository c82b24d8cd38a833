import Foundation
import Logging
import Screens
import NIOPosix
import TestSupport
import Testing
import TmuxControl
import World

@testable import Daemon

/// The whole daemon on a server that plays a script.
@Suite("Faults of a silent server")
struct SilenceFaults {
  private static let greeting: [FakeScript.Step] = [
    .hook([]), .hook([]), .hook([]), .text("%session-changed $1 _argosy\n"),
  ]

  private static let identity = FakeScript.Answer(
    to: "display-message -p '#{session_id}", .reply(["$1\t@1\t%1\tclient-1"]))

  private static let panes = FakeScript.Answer(
    to: "list-panes -a -F '#{session_id}",
    .reply(
      ["$0\t@0\t%0\t1\t20\t3\t0\t1\t1\t5\t\t2000\t1\tfirst", "$1\t@0\t%0\t1\t20\t3\t0\t1\t0\t5\t1\t2000\t1\t_argosy"]
        + ["$1\t@1\t%1\t1\t20\t3\t0\t1\t1\t5\t1\t2000\t1\t_argosy"]))

  private static let state = FakeScript.Answer(
    to: "display-message -p -t '%0'",
    .reply([
      (["%0", "3", "20", "4", "1"] + Array(repeating: "0", count: 15) + ["", "8,16", "0", "2000", "1", "", "", "title"])
        .joined(separator: "\t")
    ]))

  private static let screen = FakeScript.Answer(to: "capture-pane -p -e -N -t", .reply(["told", "by a", "script"]))

  @Test("fault 19: a server that never answers is given up after ten seconds, and the next connection serves")
  func neverAnswered() async throws {
    let script = FakeScript(
      [
        .init(greeting: Self.greeting, answers: [Self.identity, .init(to: "list-panes", .stall("silence"))]),
        .init(greeting: Self.greeting, answers: [Self.identity, Self.panes, Self.state, Self.screen], chunk: 7),
      ],
      oneShots: [
        "display-message": "\(ProcessInfo.processInfo.processIdentifier)\t1\t3.3a\t\n", "list-sessions": "$0\n",
        "list-clients": "",
      ])
    try await withFake(script) { server in
      let daemon = try await start(server)
      let report = try await eventually("the second connection serves") {
        await daemon.doctor()
      } until: {
        $0.isComplete && $0.reconnects > 0 && $0.screens.seeds > 0
      }
      #expect(report.reconnects == 1)
      #expect(report.screens.seeds == 1)
      #expect(await daemon.explain(PaneID(number: 0))?.screen == ["told", "by a", "script"])
      await daemon.leave()
      await daemon.end()
    }
  }

  /// Starts a daemon, again when the machine is too busy to run tmux in time.
  private func start(_ server: FakeServer) async throws -> Daemon {
    let directory = server.directory.path
    let configuration = DaemonConfiguration(
      server: ServerAddress(socket: server.socket), tmux: TmuxProgram(path: server.program),
      socketPath: "\(directory)/control", journalPath: "\(directory)/journal", executable: "/bin/true", version: "0",
      environment: [:])
    let started = try await eventually("a daemon starts", within: .seconds(120)) { () -> Daemon? in
      let daemon = try Daemon(
        configuration, on: MultiThreadedEventLoopGroup.singleton.next(),
        log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      do {
        try await daemon.start()
      } catch TmuxFailure.silent {
        await daemon.end()
        return nil
      }
      return daemon
    } until: {
      $0 != nil
    }
    return try #require(started)
  }
}
