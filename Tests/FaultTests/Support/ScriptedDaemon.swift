import Foundation
import Logging
import NIOPosix
import TestSupport
import Testing
import World

@testable import Daemon

/// What a fake server says to a whole daemon: one session with one pane, which shows three rows.
enum DaemonScript {
  static let greeting: [FakeScript.Step] = [.hook([]), .hook([]), .hook([]), .text("%session-changed $1 _argosy\n")]

  static let identity = FakeScript.Answer(to: "display-message -p '#{session_id}", .reply(["$1\t@1\t%1\tclient-1"]))

  /// Nothing of the interface is loaded.
  static let interface = FakeScript.Answer(to: "display-message -p '#{?#{@argosy},", .reply(["0000000"]))

  static let panes = FakeScript.Answer(
    to: "list-panes -a -F '#{session_id}",
    .reply(
      [
        "$0\t@0\t%0\t1\t20\t3\t0\t1\t1\t5\t\t2000\t1\t\t\tfirst",
        "$1\t@0\t%0\t1\t20\t3\t0\t1\t0\t5\t1\t2000\t1\t\t\t_argosy",
      ]
        + ["$1\t@1\t%1\t1\t20\t3\t0\t1\t1\t5\t1\t2000\t1\t\t\t_argosy"]))

  static let state = FakeScript.Answer(
    to: "display-message -p -t '%0'",
    .reply([
      (["%0", "3", "20", "4", "1"] + Array(repeating: "0", count: 15) + ["", "8,16", "0", "2000", "1", "", "", "title"])
        .joined(separator: "\t")
    ]))

  static let screen = FakeScript.Answer(to: "capture-pane -p -e -N -t", .reply(rows))

  static let rows = ["told", "by a", "script"]

  /// A connection on which everything is answered.
  static func serving(after greeting: [FakeScript.Step] = greeting, chunk: Int? = nil) -> FakeScript.Connection {
    .init(greeting: greeting, answers: [identity, interface, panes, state, screen], chunk: chunk)
  }

  /// What the commands outside the connection are told.
  static func oneShots(
    pid: Int32 = ProcessInfo.processInfo.processIdentifier, version: String = "3.3a"
  ) -> [String: String] {
    ["display-message": "\(pid)\t1\t\(version)\t\n", "list-sessions": "$0\n", "list-clients": ""]
  }
}

extension Daemon {
  /// Starts a daemon on the fake server, again when the machine is too busy to run tmux in time.
  ///
  /// - Parameter program: in place of the fake server's own.
  static func started(on server: FakeServer, program: String? = nil) async throws -> Daemon {
    let directory = server.directory.path
    let configuration = DaemonConfiguration(
      server: ServerAddress(socket: server.socket), tmux: TmuxProgram(path: program ?? server.program),
      socketPath: "\(directory)/control", journalPath: "\(directory)/journal", itemsPath: "\(directory)/items",
      unknownScreensPath: "\(directory)/unknown", executable: "/bin/true", version: "0", environment: [:])
    let started = try await eventually("a daemon starts") { () -> Daemon? in
      let daemon = try Daemon(
        configuration, on: MultiThreadedEventLoopGroup.singleton.next(),
        log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      do {
        try await daemon.start()
      } catch TmuxFailure.silent {
        await daemon.end()
        return nil
      } catch {
        await daemon.end()
        throw error
      }
      return daemon
    } until: {
      $0 != nil
    }
    return try #require(started)
  }
}
