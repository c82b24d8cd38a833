/// What was read from tmux and not taken yet: bounded, whatever comes and however long nobody takes it.
///
/// Up to the first limit every byte passes untouched. Beyond it, lines of output outside of reply blocks are dropped,
/// and a gap stands in their place that names their panes; replies and notifications go on, into a reserve. It lasts
/// until half of the ring was taken, so that one flood makes few gaps. When the reserve is full too, nothing of the
/// stream can be used any more.
struct WireRing: Sendable {
  enum Item: Hashable, Sendable {
    /// At most ``WireQueue/segmentSize`` bytes.
    case bytes([UInt8])
    /// These panes' output is not complete here. Stands between two lines, outside of reply blocks.
    case gap(Set<PaneID>)
    /// Nothing follows. The reason is nil when the stream just ended.
    case end(String?)
  }

  private let ordinary: Int
  private let whole: Int
  private var tracker = LineTracker()
  private var queue = WireQueue()
  private var isOverflowing = false
  private(set) var isEnded = false
  private(set) var counters = RingCounters()

  /// - Parameters:
  ///   - limit: Wire bytes that are held before output is dropped.
  ///   - reserve: Bytes beyond them for everything that is not output.
  init(limit: Int, reserve: Int) {
    ordinary = limit
    whole = limit + reserve
  }

  /// Bytes that it holds, and a bit for each gap.
  var held: Int { queue.held }

  var isEmpty: Bool { queue.isEmpty }

  /// Takes the next bytes of the stream. Returns false when it could not hold them: the connection is of no use now.
  mutating func append(_ chunk: Span<UInt8>) -> Bool {
    guard !isEnded else { return true }
    if isOverflowing, queue.held <= ordinary / 2 { isOverflowing = false }
    let lines = queue.droppedLines
    tracker.feed(chunk, room: isOverflowing ? 0 : ordinary - queue.held, to: &queue)
    if queue.droppedLines > lines, !isOverflowing {
      isOverflowing = true
      counters.overflows += 1
    }
    counters.droppedLines = queue.droppedLines
    counters.droppedBytes = queue.droppedBytes
    return queue.held <= whole
  }

  /// Nothing more comes, for this reason. What is there can still be taken.
  mutating func end(_ reason: String?) {
    guard !isEnded else { return }
    isEnded = true
    tracker.finish(to: &queue)
    queue.end(reason)
  }

  /// The oldest item that was not taken; nil when there is none.
  mutating func take() -> Item? { queue.take() }
}
