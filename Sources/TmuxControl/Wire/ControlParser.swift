/// The bytes of `tmux -C` to typed events: framing, classification, and the assembly of reply blocks.
///
/// A value without I/O; the same bytes give the same events however they were cut into chunks. Memory is bounded by
/// the longest line and the longest reply.
public struct ControlParser: Sendable {
  private var framer = LineFramer()
  private var block: OpenBlock?
  /// Where payloads are unescaped, one over the other.
  private var payload: [UInt8] = []

  public init() {}

  private struct OpenBlock: Sendable {
    let header: BlockHeader
    let content: BlockContent
    var lines: [[UInt8]] = []
  }

  /// Takes the next bytes of the stream, in chunks of any size.
  public mutating func feed(_ chunk: Span<UInt8>, to sink: inout some ControlSink) {
    // The framer is taken out for the call: its closure needs the rest of this value.
    var framer = LineFramer()
    swap(&framer, &self.framer)
    framer.feed(chunk) { line in self.line(line, to: &sink) }
    swap(&framer, &self.framer)
  }

  /// The stream ended. A torn last line may hold an `%exit` glued to it when the server was killed.
  public mutating func finish(to sink: inout some ControlSink) {
    let torn = framer.remainder
    framer = LineFramer()
    guard !torn.isEmpty else { return }
    line(torn.span, to: &sink)
  }

  private mutating func line(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    if block != nil {
      lineInBlock(line, to: &sink)
    } else {
      lineOutside(line, to: &sink)
    }
  }

  private mutating func lineOutside(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    if line.starts(with: "%output ") {
      output(line, to: &sink)
    } else if line.starts(with: "%extended-output ") {
      extendedOutput(line, to: &sink)
    } else if line.starts(with: "%begin ") {
      guard let header = BlockHeader(line.extracting(droppingFirst: 7)) else { return sink.event(.stray(line.copied)) }
      block = OpenBlock(header: header, content: sink.content(of: header))
      sink.event(.begin(header))
    } else if isExit(line) {
      exit(line, to: &sink)
    } else if line.starts(with: "%"), let notification = Notification(line: line) {
      sink.event(.notification(notification))
    } else {
      sink.event(.stray(line.copied))
    }
  }

  private mutating func lineInBlock(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    guard let open = block else { return }
    if let isError = closing(line, open) {
      block = nil
      sink.event(.block(Block(header: open.header, lines: open.lines, isError: isError)))
      return
    }
    // tmux ≤ 3.7 writes %pause and %continue inside the block of the command that caused them.
    if open.content == .open, line.starts(with: "%pause %") || line.starts(with: "%continue %"),
      let notification = Notification(line: line)
    {
      sink.event(.notification(notification))
      return
    }
    if open.content == .open, isExit(line) {
      // The client process ends in the middle of a reply when its server is killed.
      block = nil
      exit(line, to: &sink)
      return
    }
    block?.lines.append(line.copied)
  }

  /// Whether the line closes the block: true for an error, false for an end, nil when it is content.
  private func closing(_ line: Span<UInt8>, _ open: OpenBlock) -> Bool? {
    let isEnd = line.starts(with: "%end ")
    guard isEnd || line.starts(with: "%error "),
      BlockHeader(line.extracting(droppingFirst: isEnd ? 5 : 7)) == open.header
    else { return nil }
    guard isEnd else { return true }
    if case .counted(let expected) = open.content, open.lines.count < expected { return nil }
    return false
  }

  private mutating func output(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    var index = 8
    guard let pane = line.paneNumber(at: &index), index < line.count, line[index] == 0x20 else {
      return stray(line, to: &sink)
    }
    deliver(line.extracting(droppingFirst: index + 1), of: PaneID(number: pane), age: nil, to: &sink)
  }

  private mutating func extendedOutput(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    var index = 17
    guard let pane = line.paneNumber(at: &index), index < line.count, line[index] == 0x20 else {
      return stray(line, to: &sink)
    }
    index += 1
    var age: UInt64 = 0
    while index < line.count, line[index] >= 0x30, line[index] <= 0x39 {
      let (product, isTooLong) = age.multipliedReportingOverflow(by: 10)
      age = isTooLong ? .max - 9 : product &+ UInt64(line[index] &- 0x30)
      index += 1
    }
    // Newer versions may put fields between the age and the colon; the data begins after the first " : ".
    while index + 2 < line.count, !(line[index] == 0x20 && line[index + 1] == 0x3A && line[index + 2] == 0x20) {
      index += 1
    }
    guard index + 2 < line.count else { return stray(line, to: &sink) }
    deliver(line.extracting(droppingFirst: index + 3), of: PaneID(number: pane), age: age, to: &sink)
  }

  private mutating func deliver(
    _ escaped: Span<UInt8>, of pane: PaneID, age: UInt64?, to sink: inout some ControlSink
  ) {
    let count = OctalEscape.decode(escaped, over: &payload)
    sink.output(payload.span.extracting(..<count), of: pane, age: age)
    // A line of 20 MB must not pin 20 MB for months.
    if payload.count > ControlParser.keptPayload { payload = [] }
  }

  private static let keptPayload = 1 << 17

  private func stray(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    sink.event(.stray(line.copied))
  }

  private func isExit(_ line: Span<UInt8>) -> Bool {
    line.starts(with: "%exit") && (line.count == 5 || line[5] == 0x20)
  }

  private mutating func exit(_ line: Span<UInt8>, to sink: inout some ControlSink) {
    let reason = String(decoding: line.extracting(droppingFirst: 6).copied, as: UTF8.self)
    sink.event(.exit(reason: reason.isEmpty ? nil : reason))
  }
}
