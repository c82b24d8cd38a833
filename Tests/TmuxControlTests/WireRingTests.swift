import Testing

@testable import TmuxControl

@Suite("The ring between reader and loop")
struct WireRingTests {
  private func ring(_ limit: Int = 100, reserve: Int = 1000) -> WireRing { WireRing(limit: limit, reserve: reserve) }

  private func taken(_ ring: inout WireRing) -> [String] {
    var items: [String] = []
    while let item = ring.take() {
      switch item {
      case .bytes(let bytes): items.append(String(decoding: bytes, as: UTF8.self))
      case .gap(let panes): items.append("gap " + panes.sorted().map { "\($0)" }.joined(separator: " "))
      case .end(let reason): items.append("end \(reason ?? "-")")
      }
    }
    return items
  }

  private func line(_ pane: Int, _ length: Int = 30) -> String {
    let head = "%output %\(pane) "
    return head + String(repeating: "x", count: length - head.utf8.count - 1) + "\n"
  }

  /// Adds what has to have room.
  private func add(_ text: String, to ring: inout WireRing) { add(Array(text.utf8)[...], to: &ring) }

  private func add(_ bytes: ArraySlice<UInt8>, to ring: inout WireRing) {
    let fits = ring.append(bytes.span)
    #expect(fits)
  }

  @Test("without overflow every byte passes untouched", arguments: [1, 5, 4096, 100_000])
  func untouched(chunk: Int) {
    var random = SeededGenerator(seed: 7)
    let bytes = WireText.random(lines: 5000, using: &random)
    var ring = WireRing(limit: bytes.count, reserve: 0)
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + chunk)
      add(bytes[start..<end], to: &ring)
      start = end
    }
    #expect(ring.held == bytes.count)
    var taken: [UInt8] = []
    while case .bytes(let slice)? = ring.take() {
      #expect(slice.count <= 64 * 1024)
      taken += slice
    }
    #expect(taken == bytes)
    #expect(ring.isEmpty)
    #expect(ring.held == 0)
    #expect(ring.counters == RingCounters())
  }

  @Test("a gap stands where output is missing, replies and notifications keep their place")
  func gaps() {
    var ring = ring()
    let whole = line(1, 60) + line(2, 60)
    add(whole, to: &ring)
    add(line(1) + line(3) + "%sessions-changed\n" + line(1), to: &ring)
    add("%begin 1 2 1\n" + line(9) + "%end 1 2 1\n" + line(2) + line(2), to: &ring)
    ring.end(nil)
    #expect(
      taken(&ring) == [
        whole, "gap %1 %3", "%sessions-changed\n", "gap %1", "%begin 1 2 1\n" + line(9) + "%end 1 2 1\n", "gap %2",
        "end -",
      ])
    #expect(ring.held == 0)
    #expect(ring.counters.overflows == 1)
    #expect(ring.counters.droppedLines == 5)
    #expect(ring.counters.droppedBytes == 150)
  }

  @Test("output passes again once half of the ring was taken")
  func again() {
    var ring = ring()
    add(line(1, 100), to: &ring)
    add(line(1), to: &ring)
    #expect(taken(&ring) == [line(1, 100), "gap %1"])
    add(line(2), to: &ring)
    #expect(taken(&ring) == [line(2)])
    add(line(1, 100) + line(4), to: &ring)
    #expect(taken(&ring) == [line(1, 100), "gap %4"])
    #expect(ring.counters.overflows == 2)
  }

  @Test("the ring is full in the middle of a line: the line is whole")
  func middleOfLine() {
    var ring = ring()
    add(line(1, 90) + "%output %2 0123", to: &ring)
    add("456789", to: &ring)
    add("abc\n%output %2 gone", to: &ring)
    add("gone\n%exi", to: &ring)
    add("t\n", to: &ring)
    #expect(taken(&ring) == [line(1, 90) + "%output %2 0123456789abc\n", "gap %2", "%exit\n"])
  }

  @Test("the ring is full in the middle of a block: the block is whole")
  func middleOfBlock() {
    var ring = ring()
    let block = "%begin 1 2 1\n" + (0..<10).map { line($0) }.joined() + "%end 1 2 1\n"
    for byte in Array((block + line(5) + "%exit\n").utf8) { add([byte], to: &ring) }
    #expect(taken(&ring) == [block, "gap %5", "%exit\n"])
  }

  @Test("a line whose kind is not clear yet is held back, and nothing of it is lost")
  func heldBack() {
    var ring = ring()
    add(line(1, 100), to: &ring)
    add("%output", to: &ring)
    #expect(taken(&ring) == [line(1, 100)])
    add("s %1 x\n", to: &ring)
    #expect(taken(&ring) == ["%outputs %1 x\n"])
    add(line(1, 100) + "%outp", to: &ring)
    ring.end(nil)
    #expect(taken(&ring) == [line(1, 100) + "%outp", "end -"])
  }

  @Test("beyond the reserve nothing can be held: the stream ends with the reason, once")
  func exhausted() {
    var ring = ring(100, reserve: 200)
    add("%begin 1 2 1\n", to: &ring)
    add(String(repeating: "row\n", count: 70), to: &ring)
    let rows = Array(String(repeating: "row\n", count: 10).utf8)
    let fits = ring.append(rows.span)
    #expect(!fits)
    ring.end("too much")
    add("%end 1 2 1\n", to: &ring)
    ring.end("another")
    ring.end(nil)
    #expect(taken(&ring).last == "end too much")
    #expect(taken(&ring).isEmpty)
    #expect(ring.held == 0)
  }

  @Test("gaps are not free: alternating lines cannot grow it without end")
  func boundedGaps() {
    var ring = ring(100, reserve: 100_000)
    add(line(1, 100), to: &ring)
    var count = 0
    let bytes = Array((line(1) + "%exit\n").utf8)
    while ring.append(bytes.span), count < 10_000 { count += 1 }
    #expect(count < 1000)
  }

  @Test("a flood of output alone is held for ever")
  func flood() {
    var ring = ring()
    for number in 0..<10_000 { add(line(number % 9), to: &ring) }
    #expect(ring.held < 1000)
    #expect(taken(&ring).count == 2)
    #expect(ring.counters.droppedLines == 10_000 - 4)
  }

  @Test("any chunking has the same result", arguments: 0..<20)
  func chunking(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = WireText.random(lines: 300, using: &random)
    func items(_ chunk: Int) -> [WireRing.Item] {
      var ring = WireRing(limit: 3000, reserve: 1 << 20)
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + chunk)
        add(bytes[start..<end], to: &ring)
        start = end
      }
      ring.end(nil)
      var items: [WireRing.Item] = []
      while let item = ring.take() { items.append(item) }
      return items
    }
    let whole = items(bytes.count)
    #expect(whole.count > 3)
    for chunk in [1, 2, 11, 96, 1000] { #expect(items(chunk) == whole) }
  }
}
