extension LabelledStream {
  /// The same bytes in other pieces, as pipes and schedulers may cut them: pieces that were printed at the same time are
  /// joined or divided anywhere, in the middle of a sequence or of a character too.
  ///
  /// - Parameters:
  ///   - longest: of a piece, in bytes.
  ///   - delay: how much later than printed a piece may arrive at most, in nanoseconds; never behind what follows.
  public func recut(
    longest: Int, delay: UInt64 = 0, using generator: inout some RandomNumberGenerator
  ) -> LabelledStream {
    var stream = self
    stream.events = []
    var held: [UInt8] = []
    var heldAt: UInt64 = 0
    func release(before end: UInt64, _ generator: inout some RandomNumberGenerator) {
      var start = 0
      var at = heldAt
      while start < held.count {
        let count = min(Int.random(in: 1...max(1, longest), using: &generator), held.count - start)
        if delay > 0, end > at { at += UInt64.random(in: 0...min(delay / 4, end - at), using: &generator) }
        at = min(at, heldAt + delay)
        stream.events.append(.init(at: at, .output(Array(held[start..<start + count]))))
        start += count
      }
      held = []
    }
    for event in events {
      guard case .output(let bytes) = event.content, held.isEmpty || heldAt == event.at else {
        release(before: event.at, &generator)
        if case .output(let bytes) = event.content {
          (held, heldAt) = (bytes, event.at)
        } else {
          stream.events.append(event)
        }
        continue
      }
      held += bytes
      heldAt = event.at
    }
    release(before: .max, &generator)
    return stream
  }
}
