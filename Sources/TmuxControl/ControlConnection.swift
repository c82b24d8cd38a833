/// What receives everything that a control connection learns.
public protocol ConnectionSink: AnyObject {
  associatedtype Purpose: Sendable

  /// Bytes that a pane printed, unescaped; valid only during the call. `age` as in ``ControlSink``.
  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?)

  /// The first reply of a line has begun: output that comes from here on is newer than the reply.
  func answering(_ purpose: Purpose)

  func answered(_ answer: Answer<Purpose>)

  func notified(_ notification: Notification)

  /// `%exit`, or a breach of the protocol: nothing more will come that can be used.
  func ended(_ reason: String?)
}

/// Both directions of one control connection, without I/O: bytes in, bytes out.
public struct ControlConnection<Purpose: Sendable>: Sendable {
  private var parser = ControlParser()
  private var link = Link<Purpose>()

  public init() {}

  /// What the stream held so far.
  public var counters: ControlCounters { link.counters }

  /// Lines that were sent and not answered yet.
  public var unanswered: Int { link.correlator.count }

  /// Notes that the line is being sent for this purpose, and returns its bytes. Lines must be written in this order.
  public mutating func send(_ line: ControlLine, for purpose: Purpose) -> [UInt8] {
    link.correlator.sent(line, for: purpose)
    return line.bytes
  }

  /// Takes the next bytes from tmux, in chunks of any size.
  ///
  /// The sink may not call back into this connection: what it wants to send, it keeps until the call is over.
  public mutating func receive<Sink: ConnectionSink>(_ chunk: Span<UInt8>, _ sink: Sink)
  where Sink.Purpose == Purpose {
    link.counters.wireBytes &+= UInt64(chunk.count)
    var relay = Relay(sink: sink, link: link.taken())
    parser.feed(chunk, to: &relay)
    link = relay.link
  }

  /// The stream ended, with or without `%exit`; with a reason when that was not tmux's doing.
  public mutating func finish<Sink: ConnectionSink>(_ sink: Sink, reason: String? = nil) where Sink.Purpose == Purpose {
    var relay = Relay(sink: sink, link: link.taken())
    parser.finish(to: &relay)
    relay.end(reason)
    link = relay.link
  }
}

/// Counts since a connection began.
public struct ControlCounters: Hashable, Sendable, Codable {
  public var wireBytes: UInt64 = 0
  public var outputBytes: UInt64 = 0
  public var outputLines: UInt64 = 0
  public var ownBlocks: UInt64 = 0
  public var hookBlocks: UInt64 = 0
  public var notifications: UInt64 = 0
  public var strayLines: UInt64 = 0
  /// The last stray line, cut to 200 bytes.
  public var lastStray: String?
}

/// What outlives one call of `receive`.
private struct Link<Purpose: Sendable>: Sendable {
  var correlator = Correlator<Purpose>()
  var counters = ControlCounters()
  var hasEnded = false

  /// Moves the value out, so that it is changed in place and never copied.
  mutating func taken() -> Link {
    var other = Link()
    swap(&self, &other)
    return other
  }
}

/// Between the parser and the sink: pairs blocks with the lines they answer.
private struct Relay<Sink: ConnectionSink>: ControlSink {
  let sink: Sink
  var link: Link<Sink.Purpose>

  mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    guard !link.hasEnded else { return }
    link.counters.outputLines &+= 1
    link.counters.outputBytes &+= UInt64(bytes.count)
    sink.output(bytes, of: pane, age: age)
  }

  mutating func content(of block: BlockHeader) -> BlockContent {
    block.isOwn ? link.correlator.nextContent() : .open
  }

  mutating func event(_ event: ControlEvent) {
    guard !link.hasEnded else { return }
    switch event {
    case .begin(let header):
      if header.isOwn, let purpose = link.correlator.opening { sink.answering(purpose) }
    case .block(let block):
      take(block)
    case .notification(let notification):
      link.counters.notifications &+= 1
      sink.notified(notification)
    case .stray(let line):
      link.counters.strayLines &+= 1
      link.counters.lastStray = String(decoding: line.prefix(200), as: UTF8.self)
    case .exit(let reason):
      end(reason)
    }
  }

  mutating func end(_ reason: String?) {
    guard !link.hasEnded else { return }
    link.hasEnded = true
    sink.ended(reason)
  }

  private mutating func take(_ block: Block) {
    guard block.header.isOwn else {
      link.counters.hookBlocks &+= 1
      return
    }
    link.counters.ownBlocks &+= 1
    do {
      if let answer = try link.correlator.received(block) { sink.answered(answer) }
    } catch {
      end("the server broke the protocol: \(error)")
    }
  }
}
