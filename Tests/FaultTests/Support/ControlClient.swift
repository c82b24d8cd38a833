import NIOCore
import NIOPosix
import Screens
import Terminal
import TestSupport
import TmuxControl

/// A control connection over the real transport, to a real tmux or to the fake one.
actor ControlClient {
  nonisolated let tmux: TmuxVersion
  private let ears: Ears
  private(set) var isOver = false
  private var connection = ControlConnection<Question>()
  private var transport: ControlTransport?
  /// The bytes as they came.
  private(set) var wire: [UInt8] = []
  private var lastNumber = 0
  private let loop: any EventLoop
  private nonisolated let executor: any SerialExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  /// - Parameter tmux: the version whose screens are kept.
  init(_ tmux: TmuxVersion = .v3_3) {
    self.tmux = tmux
    ears = Ears(tmux: tmux)
    loop = MultiThreadedEventLoopGroup.singleton.next()
    executor = loop.executor
  }

  func start(_ program: String, _ arguments: [String], environment: [String: String]) async throws {
    let transport = try await ControlTransport.start(
      tmux: program, arguments: arguments, environment: environment, on: loop,
      received: { [weak self] bytes in self?.assumeIsolated { $0.received(bytes) } },
      lost: { _ in }, ended: { [weak self] reason in self?.assumeIsolated { $0.ended(reason) } })
    self.transport = transport
    transport.begin()
  }

  private func received(_ bytes: [UInt8]) {
    wire += bytes
    connection.receive(bytes.span, ears)
  }

  private func ended(_ reason: String?) {
    connection.finish(ears, reason: reason)
    isOver = true
  }

  // MARK: Out

  /// Sends lines in one write.
  func send(_ lines: (ControlLine, Question)...) { send(lines) }

  func send(_ lines: [(ControlLine, Question)]) {
    transport?.write(lines.flatMap { connection.send($0.0, for: $0.1) })
  }

  /// Writes other bytes than the line that an answer is expected to.
  func write(_ text: String, expecting line: (ControlLine, Question)? = nil) {
    if let line { _ = connection.send(line.0, for: line.1) }
    transport?.write(Array(text.utf8))
  }

  func terminate() { transport?.terminate() }

  /// Leaves, and waits until the process is gone.
  func leave() async {
    guard let transport else { return }
    if !isOver { transport.detach() }
    loop.scheduleTask(in: .seconds(10)) { transport.terminate() }
    await offPool { transport.wait() }
  }

  /// A number that no question has had.
  func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  // MARK: In

  var counters: ControlCounters { connection.counters }
  var unanswered: Int { connection.unanswered }
  var order: [Question] { ears.order }
  var notifications: [Notification] { ears.notifications }
  var ends: [String?] { ears.ends }

  /// The answer once it is there.
  func answer(to question: Question) async throws -> Answer<Question> {
    let answer = try await eventually("an answer to \(question)") {
      ears.answers[question]
    } until: {
      $0 != nil
    }
    guard let answer else { throw Unexpected("no answer to \(question)") }
    return answer
  }

  func ask(_ line: ControlLine, _ question: Question) async throws -> Answer<Question> {
    send((line, question))
    return try await answer(to: question)
  }

  func printed(by pane: PaneID) -> [UInt8] { ears.printed[pane] ?? [] }

  func forgetOutput(of pane: PaneID) { ears.forgetOutput(of: pane) }

  func change(_ body: (inout Screens) -> Void) { body(&ears.screens) }

  func basis(of question: Question) -> VerificationBasis? { ears.bases[question] }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Runs a test's body with a client attached to the first session of the server.
func withClient<Result>(
  of server: PrivateTmux, _ body: (ControlClient) async throws -> Result
) async throws -> Result {
  let version = TmuxVersion(try await server.run("-V")) ?? .v3_3
  let client = ControlClient(version)
  try await client.start(
    server.tmux, ["-S", server.socket, "attach", "-E", "-f", "pause-after=5", "-t", "$0"],
    environment: server.environment)
  _ = try await eventually("the client is attached") {
    await client.notifications
  } until: {
    $0.contains { if case .sessionChanged = $0 { true } else { false } }
  }
  return try await ended(client, body)
}

/// Runs a test's body with a client of the fake server.
func withClient<Result>(
  of server: FakeServer, _ body: (ControlClient) async throws -> Result
) async throws -> Result {
  let client = ControlClient()
  try await client.start(server.program, ["-S", server.socket], environment: [:])
  return try await ended(client, body)
}

private func ended<Result>(
  _ client: ControlClient, _ body: (ControlClient) async throws -> Result
) async throws -> Result {
  do {
    let result = try await body(client)
    await client.leave()
    return result
  } catch {
    await client.leave()
    throw error
  }
}
