import NIOCore
import NIOPosix
import Screens
import Terminal
import TestSupport
import TmuxControl

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  /// Screens in doubt are asked for at once, as the daemon does.
  private var keepsScreens = false
  private let pace: Pace
  private let loop: any EventLoop
  private nonisolated let executor: any SerialExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  /// How fast what was read is taken, and how much is held until then.
  struct Pace: Sendable {
    var limits = ControlTransport.Limits()
    /// Microseconds that every chunk takes.
    var delay: UInt32 = 0

    /// For those who sleep, so that nobody else has to.
    static let slowLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  }

  /// - Parameter tmux: the version whose screens are kept.
  init(_ tmux: TmuxVersion = .v3_3, pace: Pace = Pace()) {
    self.tmux = tmux
    self.pace = pace
    ears = Ears(tmux: tmux)
    loop = (pace.delay > 0 ? Pace.slowLoop : MultiThreadedEventLoopGroup.singleton).next()
    executor = loop.executor
  }

  func start(_ program: String, _ arguments: [String], environment: [String: String]) async throws {
    let transport = try await ControlTransport.start(
      tmux: program, arguments: arguments, environment: environment, limits: pace.limits, on: loop,
      received: { [weak self] bytes in self?.assumeIsolated { $0.received(bytes) } },
      lost: { [weak self] panes in self?.assumeIsolated { $0.lost(panes) } },
      ended: { [weak self] reason in self?.assumeIsolated { $0.ended(reason) } })
    self.transport = transport
    transport.begin()
  }

  private func received(_ bytes: [UInt8]) {
    wire += bytes
    if pace.delay > 0 { usleep(pace.delay) }
    connection.receive(bytes.span, ears)
    seedWhatIsStale()
  }

  private func lost(_ panes: Set<PaneID>) {
    for pane in panes { ears.screens.lostOutput(of: pane) }
    seedWhatIsStale()
  }

  private func seedWhatIsStale() {
    guard keepsScreens else { return }
    for pane in ears.screens.takeStale(limit: 20) {
      guard let line = try? SeedTransaction.line(for: pane) else { continue }
      send((line, .seed(pane, nextNumber())))
    }
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

  /// From now on screens that are not known are asked for, as often as it takes.
  func keepScreens(of panes: [PaneID], columns: Int, rows: Int) {
    for pane in panes { ears.screens.arrived(pane, columns: columns, rows: rows) }
    keepsScreens = true
    seedWhatIsStale()
  }

  var screenCounters: Screens.Counters { ears.screens.counters }
  var ringCounters: RingCounters? { transport?.ringCounters }

  func basis(of question: Question) -> VerificationBasis? { ears.bases[question] }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Runs a test's body with a client attached to the first session of the server.
///
/// - Parameter flags: of the client; a pane is held back once so many seconds of its output wait.
func withClient<Result>(
  of server: PrivateTmux, flags: String = "pause-after=5", pace: ControlClient.Pace = .init(),
  _ body: (ControlClient) async throws -> Result
) async throws -> Result {
  let version = TmuxVersion(try await server.run("-V")) ?? .v3_3
  let client = ControlClient(version, pace: pace)
  try await client.start(
    server.tmux, ["-S", server.socket, "attach", "-E", "-f", flags, "-t", "$0"],
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
