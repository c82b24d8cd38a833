/// What becomes of the bytes that a ``LineTracker`` has looked at, in the order of the stream.
protocol LineSink {
  /// These bytes stay.
  mutating func keep(_ bytes: Span<UInt8>)

  /// A line of the pane's output is dropped from here on.
  mutating func lose(_ pane: PaneID)

  /// So many bytes of that line are gone.
  mutating func drop(_ count: Int)
}

/// Tells, of the raw bytes of `tmux -C`, which begin a line of output outside of every reply block: the only lines
/// that may be dropped without misleading the parser behind.
///
/// What a captured pane shows is reply content, even where it looks like output; only `%end` or `%error` with the same
/// three numbers ends a block. How many lines a reply has is not known here: a pane that guesses the three numbers
/// makes its own capture end early for this tracker. The real end follows and sets it right; at worst rows of that
/// capture are missing, and the reply is refused for its shape.
///
/// A value; the same bytes have the same fate however they were cut into chunks.
struct LineTracker: Sendable {
  /// Longer lines are no block headers, and longer words no pane numbers: tmux writes less than half of that.
  static let headLimit = 96

  /// Where in a line the next byte stands.
  private enum Position {
    case start
    /// What came of the line was kept; so is the rest.
    case passing
    /// It may become a line of output: what came of it, the `head`, was neither kept nor dropped yet.
    case undecided
    case dropping
  }

  private var position = Position.start
  private var open: BlockHeader?
  /// The first bytes of a line that comes in parts. One more than the limit tells that it is longer.
  private var head: [UInt8] = []

  /// Whether a reply block is open.
  var isInBlock: Bool { open != nil }

  /// Takes the next bytes. Once `room` bytes of them were kept, lines of output that begin outside of blocks are lost.
  mutating func feed<Sink: LineSink>(_ chunk: Span<UInt8>, room: Int, to sink: inout Sink) {
    guard position == .undecided else { return goOn(chunk, from: 0, room: room, to: &sink) }
    decide(chunk, room: room, to: &sink)
  }

  /// The stream ended: what was held back is kept.
  mutating func finish<Sink: LineSink>(to sink: inout Sink) {
    if position == .undecided { sink.keep(head.span) }
    head = []
    position = .start
  }

  /// The line whose head was held back goes on.
  private mutating func decide<Sink: LineSink>(_ chunk: Span<UInt8>, room: Int, to sink: inout Sink) {
    var index = 0
    while position == .undecided, index < chunk.count {
      // A line that ends here is none of output: one of output is recognised before.
      if chunk[index] == 0x0A {
        position = .passing
        break
      }
      head.append(chunk[index])
      index += 1
      switch OutputHead(head.span, isComplete: false) {
      case .output(let pane):
        sink.lose(pane)
        sink.drop(head.count)
        position = .dropping
      case .other:
        position = .passing
      case .undecided:
        break
      }
    }
    guard position != .undecided else { return }
    if position == .passing { sink.keep(head.span) }
    goOn(chunk, from: index, room: room, to: &sink)
  }

  private mutating func goOn<Sink: LineSink>(_ chunk: Span<UInt8>, from start: Int, room: Int, to sink: inout Sink) {
    var index = start
    // What is kept from here on is handed on in one piece: mostly the whole chunk.
    var run = start
    var kept = 0
    if position == .passing {
      index = pass(chunk, from: index)
    } else if position == .dropping {
      index = skip(chunk, from: index, to: &sink)
      run = index
    }
    while index < chunk.count {
      let end = LineFramer.lineFeed(in: chunk, from: index)
      if kept + (index - run) >= room, open == nil, chunk[index] == 0x25 {
        let line = chunk.extracting(index..<(end ?? chunk.count))
        let head = OutputHead(line, isComplete: end != nil)
        if head != .other, run < index {
          sink.keep(chunk.extracting(run..<index))
          kept += index - run
        }
        if head == .undecided {
          remember(line)
          position = .undecided
          return
        }
        if case .output(let pane) = head {
          sink.lose(pane)
          position = .dropping
          index = skip(chunk, from: index, to: &sink)
          run = index
          continue
        }
      }
      guard let end else {
        remember(chunk.extracting(index..<chunk.count))
        position = .passing
        break
      }
      if chunk[index] == 0x25 { open = Self.block(after: chunk.extracting(index..<end), open) }
      index = end + 1
    }
    if run < chunk.count { sink.keep(chunk.extracting(run..<chunk.count)) }
  }

  /// Goes on with a line that is kept. Returns the offset behind it.
  private mutating func pass(_ chunk: Span<UInt8>, from start: Int) -> Int {
    let end = LineFramer.lineFeed(in: chunk, from: start)
    append(chunk.extracting(start..<(end ?? chunk.count)))
    guard let end else { return chunk.count }
    open = Self.block(after: head.span, open)
    position = .start
    return end + 1
  }

  /// Goes on with a line that is dropped. Returns the offset behind it.
  private mutating func skip<Sink: LineSink>(_ chunk: Span<UInt8>, from start: Int, to sink: inout Sink) -> Int {
    let end = LineFramer.lineFeed(in: chunk, from: start)
    let next = end.map { $0 + 1 } ?? chunk.count
    sink.drop(next - start)
    if end != nil { position = .start }
    return next
  }

  private mutating func remember(_ line: Span<UInt8>) {
    head.removeAll(keepingCapacity: true)
    append(line)
  }

  private mutating func append(_ part: Span<UInt8>) {
    let count = min(part.count, Self.headLimit + 1 - head.count)
    for index in 0..<max(0, count) { head.append(part[index]) }
  }

  /// The block that is open after a complete line was kept.
  private static func block(after line: Span<UInt8>, _ open: BlockHeader?) -> BlockHeader? {
    guard line.count <= headLimit, line.count > 1, line[0] == 0x25 else { return open }
    guard let open else {
      guard line[1] == 0x62, line.starts(with: "%begin ") else { return nil }
      return BlockHeader(line.extracting(droppingFirst: 7))
    }
    guard line[1] == 0x65 else { return open }
    let isEnd = line.starts(with: "%end ")
    guard isEnd || line.starts(with: "%error ") else { return open }
    return BlockHeader(line.extracting(droppingFirst: isEnd ? 5 : 7)) == open ? nil : open
  }
}
