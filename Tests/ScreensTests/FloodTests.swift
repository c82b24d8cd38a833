import Foundation
import NIOCore
import NIOPosix
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import TmuxControl

/// Watches one pane as the daemon does: what was lost is asked for anew.
///
/// Confined to the loop.
private final class Watcher: ConnectionSink, @unchecked Sendable {
  private var screens: Screens
  private var connection = ControlConnection<PaneID>()
  private let tmux: TmuxVersion
  private let pane: PaneID
  private(set) var gaps = 0
  private(set) var reason: String?
  private var isAttached = false
  var transport: ControlTransport?

  init(_ pane: PaneID, tmux: TmuxVersion) {
    screens = Screens(tmux: tmux)
    screens.arrived(pane, columns: 80, rows: 24)
    self.pane = pane
    self.tmux = tmux
  }

  var rows: [String]? {
    screens.terminal(of: pane).map { terminal in (0..<terminal.rows).map { terminal.text(row: $0) } }
  }

  func received(_ bytes: [UInt8]) {
    connection.receive(bytes.span, self)
    settle()
  }

  func lost(_ panes: Set<PaneID>) {
    gaps += 1
    for pane in panes { screens.lostOutput(of: pane) }
    settle()
  }

  private func settle() {
    guard isAttached else { return }
    for pane in screens.takeStale(limit: 20) {
      guard let line = try? SeedTransaction.line(for: pane) else { continue }
      transport?.write(connection.send(line, for: pane))
    }
  }

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) { screens.output(bytes, of: pane, at: 0) }

  func answering(_ purpose: PaneID) { screens.seedBegan(purpose) }

  func answered(_ answer: Answer<PaneID>) {
    if answer.failure == nil {
      screens.seeded(answer.purpose, with: SeedTransaction.snapshot(from: answer.replies, tmux: tmux))
    } else {
      screens.seedRefused(answer.purpose)
    }
  }

  func notified(_ notification: TmuxControl.Notification) {
    switch notification {
    case .sessionChanged: isAttached = true
    case .pause(let pane): screens.paused(pane)
    default: break
    }
  }

  func ended(_ reason: String?) { self.reason = reason ?? "the end" }
}

@Suite("A flood while the loop is held up", .timeLimit(.minutes(5)))
struct FloodTests {
  @Test("the program goes on, and the screen is known again afterwards")
  func heldUp() async throws {
    // No echo, and no prompt: what is on the screen is what was printed last.
    let script = """
      stty -echo; read go; yes 0123456789 | head -c 12000000; echo; echo last; echo > "$HOME/done"; read go
      """
    try await withTmux(command: script) { server in
      let version = try #require(TmuxVersion(try await server.run("-V")))
      let pane = try #require(PaneID(try await server.run("display-message", "-p", "#{pane_id}")))
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      let loop = group.next()
      let watcher = Watcher(pane, tmux: version)
      var limits = ControlTransport.Limits()
      limits.ring = 512 << 10
      let transport = try await ControlTransport.start(
        tmux: server.tmux, arguments: ["-S", server.socket, "attach-session", "-E", "-f", "pause-after=5"],
        environment: server.environment, limits: limits, on: loop,
        received: { watcher.received($0) }, lost: { watcher.lost($0) },
        ended: { watcher.ended($0) })
      try await loop.submit { watcher.transport = transport }.get()
      transport.begin()
      func rows() async throws -> [String]? { try await loop.submit { watcher.rows }.get() }
      _ = try await eventually("a first seed", { try await rows() }, until: { $0 != nil })

      let gate = DispatchSemaphore(value: 0)
      loop.execute { gate.wait() }
      try await server.run("send-keys", "-t", "\(pane)", "Enter")
      let mark = server.directory.appendingPathComponent("done").path
      _ = try await eventually(
        "the end of the flood", { FileManager.default.fileExists(atPath: mark) }, until: { $0 })
      // The pane's last words, as tmux has them.
      let truth = try await eventually(
        "the last line", { try await server.run("capture-pane", "-p", "-t", "\(pane)") },
        until: { $0.split(separator: "\n").last == "last" })
      gate.signal()

      let expected = truth.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let known = try await eventually(
        "the screen", { try await rows()?.map { $0.trimmed } }, until: { $0 == expected.padded(to: 24) })
      #expect(known?.contains("last") == true)
      let (gaps, reason) = try await loop.submit { (watcher.gaps, watcher.reason) }.get()
      #expect(gaps > 0)
      #expect(reason == nil)
      #expect(transport.ringCounters.droppedBytes > 1 << 20)

      transport.detach()
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          transport.wait()
          continuation.resume()
        }
      }
      try await loop.submit { watcher.transport = nil }.get()
      try await group.shutdownGracefully()
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension [String] {
  fileprivate func padded(to height: Int) -> [String] {
    self + Array(repeating: "", count: Swift.max(0, height - count))
  }
}
