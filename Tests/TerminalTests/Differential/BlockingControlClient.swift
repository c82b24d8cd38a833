import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A control client that waits: a command at a time, on a thread that may block.
final class BlockingControlClient {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let process: SpawnedProcess
  private let input: Pipe
  private let output: Pipe
  private var parser = ControlParser()
  private var heard = Heard()
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// For a hung server; nothing else comes near it.
  private let patience = Duration.seconds(60)

  init(tmux: String, socket: String, environment: [String: String]) throws {
    // A server that crashed must fail the test, not end it.
    signal(SIGPIPE, SIG_IGN)
    input = try Pipe()
    output = try Pipe()
    let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    process = try SpawnedProcess(
      .init(
        path: tmux, arguments: ["tmux", "-u", "-S", socket, "-C", "attach"], environment: environment,
        standardInput: input.readEnd, standardOutput: output.writeEnd, standardError: nowhere))
    input.closeReadEnd()
    output.closeWriteEnd()
    try wait("the client was attached") { $0.isAttached }
  }

  /// Detaches and waits for the process.
  func detach() {
    input.closeWriteEnd()
    process.wait()
    output.closeReadEnd()
  }

  /// Runs one command and returns the lines of its reply.
  func run(_ command: String) throws -> [[UInt8]] {
    heard.replies = []
    var bytes = Array((command + "\n").utf8)
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(input.writeEnd, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw Failure(description: "cannot write to tmux") }
      bytes.removeFirst(max(count, 0))
    }
    try wait("a reply to \(command)") { !$0.replies.isEmpty }
    let reply = heard.replies[0]
    guard !reply.isError else { throw Failure(description: "\(command): \(reply.text)") }
    return reply.lines
  }

  /// What the pane printed, once it is so many bytes. tmux writes its output here in the same turn in which it reads
  /// it itself: a command that is sent now is answered from a screen that holds all of it.
  func output(of pane: PaneID, count: Int) throws -> [UInt8] {
    try wait("\(count) bytes of output") { $0.output[pane, default: []].count >= count }
    return heard.output.removeValue(forKey: pane) ?? []
  }

  func forget(_ pane: PaneID) { heard.output[pane] = nil }

  private func wait(_ what: String, until condition: (Heard) -> Bool) throws {
    let end = ContinuousClock.now + patience
    while !condition(heard) {
      guard heard.exit == nil else { throw Failure(description: "tmux left while waiting for \(what)") }
      guard ContinuousClock.now < end else { throw Failure(description: "waited in vain for \(what)") }
      var ready = [pollfd(fd: output.readEnd, events: Int16(POLLIN), revents: 0)]
      guard unsafe poll(&ready, 1, 1000) > 0 else { continue }
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(output.readEnd, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "tmux ended while waiting for \(what)") }
      parser.feed(chunk.span.extracting(0..<count), to: &heard)
    }
  }
}

/// What a control stream said so far.
private struct Heard: ControlSink {
  var output: [PaneID: [UInt8]] = [:]
  var replies: [Block] = []
  var isAttached = false
  var exit: String?

  mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    unsafe bytes.withUnsafeBufferPointer { unsafe output[pane, default: []].append(contentsOf: $0) }
  }

  mutating func event(_ event: ControlEvent) {
    switch event {
    case .block(let block):
      if block.header.isOwn { replies.append(block) }
    case .notification(.sessionChanged): isAttached = true
    case .exit(let reason): exit = reason ?? ""
    default: break
    }
  }

  /// A screen may hold anything, also what looks like tmux's own words.
  mutating func content(of block: BlockHeader) -> BlockContent { block.isOwn ? .verbatim : .open }
}
