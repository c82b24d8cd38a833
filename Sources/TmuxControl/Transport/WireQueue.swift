internal import DequeModule

/// The items of a ``WireRing`` in their order.
struct WireQueue: LineSink {
  /// One turn of the loop.
  static let segmentSize = 64 * 1024
  /// About what a gap costs, with the short array of bytes behind it, and each pane in it.
  static let gapCost = 192
  static let paneCost = 16

  private var items: Deque<WireRing.Item> = []
  /// What follows the items: bytes, then a gap. They grow until something else has to come behind them.
  private var tail: [UInt8] = []
  private var gap: Set<PaneID> = []
  private(set) var held = 0
  private(set) var droppedLines: UInt64 = 0
  private(set) var droppedBytes: UInt64 = 0

  var isEmpty: Bool { items.isEmpty && tail.isEmpty && gap.isEmpty }

  mutating func keep(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else { return }
    if !gap.isEmpty { close() }
    var start = 0
    while start < bytes.count {
      if tail.count >= Self.segmentSize { close() }
      let end = min(bytes.count, start + Self.segmentSize - tail.count)
      unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { unsafe tail.append(contentsOf: $0) }
      start = end
    }
    held += bytes.count
  }

  mutating func lose(_ pane: PaneID) {
    droppedLines += 1
    if gap.isEmpty { held += Self.gapCost }
    if gap.insert(pane).inserted { held += Self.paneCost }
  }

  mutating func drop(_ count: Int) {
    droppedBytes += UInt64(count)
  }

  mutating func end(_ reason: String?) {
    close()
    items.append(.end(reason))
  }

  mutating func take() -> WireRing.Item? {
    if items.isEmpty { close() }
    guard let item = items.popFirst() else { return nil }
    switch item {
    case .bytes(let bytes): held -= bytes.count
    case .gap(let panes): held -= Self.gapCost + Self.paneCost * panes.count
    case .end: break
    }
    return item
  }

  private mutating func close() {
    if !tail.isEmpty {
      items.append(.bytes(tail))
      tail = []
    }
    if !gap.isEmpty {
      items.append(.gap(gap))
      gap = []
    }
  }
}
