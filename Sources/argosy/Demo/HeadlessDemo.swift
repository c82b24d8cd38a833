import ArgumentParser
import Foundation
import World

/// Plays the demo's fleet without a terminal, and holds what the options said against what the agents did.
struct HeadlessDemo {
  private let server: DemoServer

  init(_ server: DemoServer) {
    self.server = server
  }

  func run() async throws {
    let style = OutputStyle.detected
    print("Five agents on a private tmux server; each line is one change of @argosy_pane_status.")
    let players = try await server.start(DemoFleet.once)
    let began = Date()
    let watcher = OptionWatcher(tmux: server.tmux, address: server.address, panes: players.map(\.pane))
    var changes: [String: [OptionWatcher.Change]] = [:]
    var performances: [String: Performance] = [:]
    // The first look comes before the first state, however slow the machine is.
    _ = try await watcher.look()
    try await server.begin(players)
    let deadline = began.addingTimeInterval(60)
    var quietSince = Date()
    while Date() < deadline {
      let seen = try await watcher.look()
      if !seen.isEmpty { quietSince = Date() }
      for change in seen {
        changes[change.pane, default: []].append(change)
        let player = players.first { $0.pane == change.pane }
        Self.tell(change, player?.session ?? change.pane, since: began, style)
      }
      // At rest: every script has come to its end, and the options have had time to say so.
      if Date().timeIntervalSince(quietSince) > 2.5, Date().timeIntervalSince(began) > 8 {
        performances = try Self.performances(players)
        if players.allSatisfy({ (performances[$0.pane]?.isAtRest(at: Date()) ?? false) }) { break }
      }
    }
    performances = try Self.performances(players)
    let version = try await server.tmux.run(["display-message", "-p", "#{version}"], on: server.address)
    _ = await server.stop()
    var comparisons: [Comparison] = []
    for player in players {
      let expected = performances[player.pane]?.words ?? []
      comparisons.append(Comparison(player.session, expected: expected, seen: changes[player.pane] ?? []))
    }
    let table = LatencyTable(comparisons, tmux: version.split(separator: "\n").first.map(String.init) ?? "?")
    print("\n" + table.text)
    guard comparisons.allSatisfy(\.faults.isEmpty), comparisons.allSatisfy({ !$0.latencies.isEmpty }) else {
      throw ExitCode(1)
    }
  }

  private static func performances(_ players: [DemoServer.Player]) throws -> [String: Performance] {
    var performances: [String: Performance] = [:]
    for player in players { performances[player.pane] = try Performance(log: player.log) }
    return performances
  }

  private static func tell(_ change: OptionWatcher.Change, _ session: String, since began: Date, _ style: OutputStyle) {
    let time = String(format: "%7.3fs", Double(change.seen) / 1e9 - began.timeIntervalSince1970)
    let name = session.padding(toLength: 14, withPad: " ", startingAt: 0)
    let (from, to) = (change.from.isEmpty ? "-" : change.from, change.to.isEmpty ? "gone" : change.to)
    print("\(style.dim(time))  \(name)  \(from.padding(toLength: 8, withPad: " ", startingAt: 0)) → \(to)")
    fflush(nil)
  }
}
