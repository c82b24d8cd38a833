import Testing

@testable import TmuxControl

@Suite("The pace of reading")
struct ReadingPaceTests {
  private static let millisecond: UInt64 = 1_000_000

  /// The rests after reads of these sizes, so many nanoseconds apart.
  private func rests(_ sizes: [Int], apart gap: UInt64) -> [UInt64] {
    var pace = ReadingPace()
    var now: UInt64 = 1_000_000_000
    return sizes.map { size in
      let rest = pace.rest(after: size, at: now)
      now += gap
      return rest
    }
  }

  @Test("a redraw in a few pieces is read at once")
  func redraw() {
    #expect(rests(Array(repeating: 900, count: ReadingPace.patience), apart: 100_000).allSatisfy { $0 == 0 })
  }

  @Test("lines that come apart are read at once, however many")
  func slow() {
    #expect(rests(Array(repeating: 100, count: 1000), apart: 6 * Self.millisecond).allSatisfy { $0 == 0 })
  }

  @Test("a stream of small pieces gathers")
  func stream() {
    let rests = rests(Array(repeating: 100, count: 100), apart: 500_000)
    #expect(rests.prefix(ReadingPace.patience).allSatisfy { $0 == 0 })
    #expect(rests.dropFirst(ReadingPace.patience).allSatisfy { $0 == ReadingPace.rest })
  }

  @Test("a flood is never kept waiting")
  func flood() {
    #expect(rests(Array(repeating: 65536, count: 1000), apart: 1000).allSatisfy { $0 == 0 })
  }

  @Test("a large read, or a silence, ends the stream")
  func ends() {
    let small = Array(repeating: 100, count: 40)
    let rests = rests(small + [65536] + small, apart: 500_000)
    #expect(rests[40..<56].allSatisfy { $0 == 0 })
    #expect(rests.last == ReadingPace.rest)
  }
}
