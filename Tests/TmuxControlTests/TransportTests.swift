import Foundation
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import TmuxControl

/// A control client that is a shell script, on a loop that can be held up. `-u` and `-C` are options of shells, too.
private final class Stage {
  enum Delivery: Hashable, Sendable {
    case bytes([UInt8])
    case gap(Set<PaneID>)
    case end(String?)
  }

  let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private(set) var transport: ControlTransport?
  private let deliveries: AsyncStream<Delivery>
  private let gate = DispatchSemaphore(value: 0)

  init(_ script: String, limits: ControlTransport.Limits = .init()) async throws {
    let (deliveries, continuation) = AsyncStream.makeStream(of: Delivery.self)
    self.deliveries = deliveries
    transport = try await ControlTransport.start(
      tmux: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], limits: limits,
      on: group.next(), received: { continuation.yield(.bytes($0)) }, lost: { continuation.yield(.gap($0)) },
      ended: { continuation.yield(.end($0)) })
  }

  /// From here on the loop does nothing.
  func holdLoop() {
    group.next().execute { [gate] in gate.wait() }
  }

  func releaseLoop() { gate.signal() }

  /// Waits for the end of the script, on a thread of its own.
  func reap() async {
    guard let transport else { return }
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        transport.wait()
        continuation.resume()
      }
    }
  }

  func untilEnd() async -> [Delivery] {
    var all: [Delivery] = []
    for await delivery in deliveries {
      all.append(delivery)
      if case .end = delivery { break }
    }
    return all
  }

  func forget() { transport = nil }

  func close() async throws {
    try await group.shutdownGracefully()
  }
}

extension [Stage.Delivery] {
  fileprivate var text: String {
    let bytes = flatMap { delivery -> [UInt8] in
      guard case .bytes(let bytes) = delivery else { return [] }
      return bytes
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite("Transport", .timeLimit(.minutes(3)))
struct TransportTests {
  @Test("what was written before the end is delivered, then the end, once")
  func inOrder() async throws {
    let stage = try await Stage(
      "awk 'BEGIN { for (i = 0; i < 50000; i++) print \"%output %1 \" i; printf \"%%exit\" }'")
    stage.transport?.begin()
    let deliveries = await stage.untilEnd()
    #expect(deliveries.text == (0..<50000).map { "%output %1 \($0)\n" }.joined() + "%exit")
    #expect(deliveries.last == .end(nil))
    #expect(deliveries.filter { if case .end = $0 { true } else { false } }.count == 1)
    #expect(stage.transport?.ringCounters == RingCounters())
    await stage.reap()
    try await stage.close()
  }

  @Test("a loop that is held up does not stop the writer; it finds a gap and everything else in order")
  func heldUp() async throws {
    var limits = ControlTransport.Limits()
    limits.ring = 256 << 10
    limits.reserve = 1 << 20
    // 40 times what ring, reserve and pipe hold together; every 10000th line is a notification.
    let count = 1_500_000
    let stage = try await Stage(
      """
      exec awk 'BEGIN { for (i = 0; i < \(count); i++) {
        if (i % 10000 == 5000) print "%session-renamed $1 n" i
        printf "%%output %%%d %d yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\\n", i % 3, i } }'
      """, limits: limits)
    stage.holdLoop()
    stage.transport?.begin()
    await stage.reap()
    stage.releaseLoop()
    let deliveries = await stage.untilEnd()
    #expect(deliveries.last == .end(nil))
    let counters = try #require(stage.transport?.ringCounters)
    // What the pipe still held when the loop began to take may overflow once more.
    #expect((1...2).contains(counters.overflows))
    #expect(counters.droppedBytes > 40 << 20)

    var next = 0
    var seen: UInt64 = 0
    var names: [Int] = []
    for delivery in deliveries {
      switch delivery {
      case .bytes(let bytes):
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("%session") {
          names.append(try #require(Int(line.split(separator: "n").last ?? "")))
        }
      case .gap(let panes):
        #expect(panes == [PaneID(number: 0), PaneID(number: 1), PaneID(number: 2)])
      case .end:
        break
      }
    }
    #expect(names == Array(stride(from: 5000, to: count, by: 10_000)))
    // Without a gap between them, two numbers follow each other.
    var rest = ""
    for delivery in deliveries {
      if case .gap = delivery {
        #expect(rest.isEmpty)
        next = -1
      }
      guard case .bytes(let bytes) = delivery else { continue }
      rest += String(decoding: bytes, as: UTF8.self)
      guard let end = rest.lastIndex(of: "\n") else { continue }
      for line in rest[..<end].split(separator: "\n") where line.hasPrefix("%output ") {
        let number = try #require(Int(line.split(separator: " ")[2]))
        if next >= 0, number != next { Issue.record("\(number) instead of \(next)") }
        next = number + 1
        seen += 1
      }
      rest = String(rest[rest.index(after: end)...])
    }
    #expect(seen + counters.droppedLines == UInt64(count))
    try await stage.close()
  }

  @Test("what must not be dropped and cannot be held ends the connection, and the client")
  func exhausted() async throws {
    var limits = ControlTransport.Limits()
    limits.ring = 64 << 10
    limits.reserve = 64 << 10
    let stage = try await Stage("echo '%begin 1 1 1'; exec yes", limits: limits)
    stage.holdLoop()
    stage.transport?.begin()
    await stage.reap()
    stage.releaseLoop()
    let deliveries = await stage.untilEnd()
    #expect(deliveries.text.hasPrefix("%begin 1 1 1\ny\ny\n"))
    #expect(deliveries.last == .end("more came than could be held"))
    try await stage.close()
  }

  @Test("commands arrive in their order")
  func commands() async throws {
    let stage = try await Stage("head -n 1000; exec true")
    stage.transport?.begin()
    for number in 0..<999 { stage.transport?.write(Array("command \(number)\n".utf8)) }
    stage.transport?.detach()
    let deliveries = await stage.untilEnd()
    #expect(deliveries.text == (0..<999).map { "command \($0)\n" }.joined() + "\n")
    await stage.reap()
    try await stage.close()
  }

  @Test("a client that does not read its commands does not block the loop: the connection is given up")
  func unread() async throws {
    var limits = ControlTransport.Limits()
    limits.commands = 256 << 10
    let stage = try await Stage("echo '%sessions-changed'; exec tail -f /dev/null", limits: limits)
    stage.transport?.begin()
    let command = [UInt8](repeating: 0x20, count: 1024)
    for _ in 0..<1024 { stage.transport?.write(command) }
    let deliveries = await stage.untilEnd()
    #expect(deliveries.last == .end("tmux does not read its commands"))
    await stage.reap()
    try await stage.close()
  }

  @Test("terminate ends a client that goes on and on")
  func terminate() async throws {
    let stage = try await Stage("exec yes '%output %1 y'")
    stage.transport?.begin()
    stage.transport?.terminate()
    #expect(await stage.untilEnd().last == .end(nil))
    await stage.reap()
    try await stage.close()
  }

  @Test("a transport that was given up before it began leaves no pipe open")
  func neverBegun() async throws {
    let stage = try await Stage("exec cat")
    let pid = try #require(stage.transport?.pid)
    stage.forget()
    // It ends because its input has.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var status: Int32 = 0
        unsafe waitpid(pid, &status, 0)
        continuation.resume()
      }
    }
    try await stage.close()
  }

  @Test("everything else on the loop gets its turn under a flood")
  func turns() async throws {
    let stage = try await Stage("exec yes '%output %1 yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'")
    stage.transport?.begin()
    let loop = stage.group.next()
    for _ in 0..<100 {
      try await loop.scheduleTask(in: .microseconds(10)) {}.futureResult.get()
    }
    stage.transport?.terminate()
    #expect(await stage.untilEnd().last == .end(nil))
    await stage.reap()
    try await stage.close()
  }
}
