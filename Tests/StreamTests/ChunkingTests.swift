import LabelledStreams
import TestSupport
import Testing

/// However the bytes of a stream are cut into pieces, the states are the same.
@Suite(.heavy)
struct ChunkingTests {
  /// One way of painting for each agent: each takes a while.
  static let streams =
    StreamTests.recorded
    + StreamTests.painted.filter { ["painted-scattered-80", "painted-appended-80"].contains($0.name) }

  /// The longest piece in bytes, and how much later than printed one may arrive, in nanoseconds.
  static let cuts: [(longest: Int, delay: UInt64)] = [(1, 0), (4_000, 2_000_000)]

  @Test("any cut leads to the same states", arguments: streams)
  func recut(stream: LabelledStream) throws {
    let recognizer = try StreamTests.recognizer(of: stream.agent)
    let whole = StreamReplay.passages(of: stream, with: recognizer).map(\.label)
    var generator = SeededGenerator(seed: UInt64(stream.byteCount))
    for (longest, delay) in stream.name.contains("painted") ? [(7, 0)] : Self.cuts {
      let cut = stream.recut(longest: longest, delay: delay, using: &generator)
      #expect(cut.byteCount == stream.byteCount)
      let found = StreamReplay.passages(of: cut, with: recognizer).map(\.label)
      #expect(found == whole, "\(stream) in pieces of \(longest) bytes, \(delay / 1_000_000) ms late")
    }
  }

  @Test("two frames that end in one piece are read as the second")
  func twoFrames() throws {
    let stream = try #require(StreamTests.recorded.first { $0.name == "standin-synchronized" })
    var joined = stream
    joined.events = []
    for event in stream.events {
      // What was printed within 10 ms comes in one read.
      if case .output(let bytes) = event.content, case .output(let last)? = joined.events.last?.content,
        let at = joined.events.last?.at, event.at - at < 10_000_000
      {
        joined.events[joined.events.count - 1] = .init(at: event.at, .output(last + bytes))
      } else {
        joined.events.append(event)
      }
    }
    let recognizer = try StreamTests.recognizer(of: "claude")
    #expect(
      StreamReplay.passages(of: joined, with: recognizer).map(\.label)
        == StreamReplay.passages(of: stream, with: recognizer).map(\.label))
  }
}
