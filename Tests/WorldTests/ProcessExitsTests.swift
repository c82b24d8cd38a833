import Synchronization
import TestSupport
import Testing
import TmuxControl

@testable import World

@Suite("Process exits")
struct ProcessExitsTests {
  /// Collects what is told.
  private final class Told: Sendable {
    private let pids = Mutex<[Int32]>([])
    var all: [Int32] { pids.withLock { $0 } }
    func add(_ pid: Int32) { pids.withLock { $0.append(pid) } }
  }

  @Test("the end of a process that is not our child is told once")
  func foreign() async throws {
    try await withTmux { server in
      let told = Told()
      let exits = try ProcessExits(ended: told.add)
      defer { exits.stop() }
      try await server.run("new-window", "exec sleep 3600")
      let first = try #require(Int32(try await server.run("display-message", "-p", "-t", ":0", "#{pane_pid}")))
      let second = try #require(Int32(try await server.run("display-message", "-p", "-t", ":1", "#{pane_pid}")))
      exits.watch(first)
      exits.watch(second)
      exits.watch(second)
      #expect(told.all.isEmpty)
      try await server.run("kill-window", "-t", ":1")
      _ = try await eventually("the end was told") {
        told.all
      } until: {
        !$0.isEmpty
      }
      #expect(told.all == [second])
      try await server.run("kill-server")
      _ = try await eventually("the other end was told") {
        told.all
      } until: {
        $0.count > 1
      }
      #expect(told.all == [second, first])
    }
  }

  @Test("a process that is gone already is told at once")
  func gone() async throws {
    let shell = try Shell("exit 0")
    await shell.end()
    let told = Told()
    let exits = try ProcessExits(ended: told.add)
    exits.watch(shell.process.pid)
    #expect(told.all == [shell.process.pid])
    exits.stop()
  }

  @Test("many ends at once are all told")
  func many() async throws {
    let shells = try (0..<40).map { _ in try Shell("exec sleep 3600") }
    let told = Told()
    let exits = try ProcessExits(ended: told.add)
    for shell in shells { exits.watch(shell.process.pid) }
    for shell in shells { await shell.end() }
    _ = try await eventually("all ends were told") {
      told.all.count
    } until: {
      $0 >= shells.count
    }
    #expect(told.all.sorted() == shells.map(\.process.pid).sorted())
    exits.stop()
  }

  @Test("after the stop nothing is watched and nothing is left open")
  func stopped() async throws {
    let told = Told()
    let exits = try ProcessExits(ended: told.add)
    try await withShell("exec sleep 3600") { pid in
      exits.watch(pid)
      exits.stop()
      exits.stop()
      exits.watch(pid)
    }
    #expect(told.all.isEmpty)
  }
}
