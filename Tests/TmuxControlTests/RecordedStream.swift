@testable import TmuxControl

/// Collects everything a parser says, as comparable values.
struct Recorder: ControlSink, Equatable {
  enum Entry: Equatable {
    case output(PaneID, [UInt8], age: UInt64?)
    case event(ControlEvent)
  }

  var entries: [Entry] = []
  var expected: Int?

  mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    entries.append(.output(pane, bytes.copied, age: age))
  }

  mutating func event(_ event: ControlEvent) {
    if case .begin = event { return }
    entries.append(.event(event))
  }

  mutating func content(of block: BlockHeader) -> BlockContent { expected.map { .counted($0) } ?? .open }

  var blocks: [Block] {
    entries.compactMap { if case .event(.block(let block)) = $0 { block } else { nil } }
  }

  var strays: [String] {
    entries.compactMap { if case .event(.stray(let line)) = $0 { String(decoding: line, as: UTF8.self) } else { nil } }
  }

  var notifications: [Notification] {
    entries.compactMap { if case .event(.notification(let notification)) = $0 { notification } else { nil } }
  }
}

func parse(_ text: String, expecting lines: Int? = nil) -> Recorder {
  parse(Array(text.utf8), expecting: lines)
}

func parse(_ bytes: [UInt8], expecting lines: Int? = nil, cutAt cuts: [Int] = []) -> Recorder {
  var parser = ControlParser()
  var recorder = Recorder(expected: lines)
  var start = 0
  for end in cuts.sorted() + [bytes.count] {
    parser.feed(Array(bytes[start..<end]).span, to: &recorder)
    start = end
  }
  parser.finish(to: &recorder)
  return recorder
}
