import Terminal

/// A screen that reads bytes in this process: ours, or a peer.
protocol MeasuredScreen {
  mutating func feed(_ bytes: RawSpan)

  /// A row without trailing blanks.
  func text(row: Int) -> String
}

extension MeasuredScreen {
  /// Bytes in one call: what one read of a busy pane brings.
  static var chunk: Int { 65_536 }

  mutating func feed(_ input: [UInt8], times: Int) {
    for _ in 0..<times {
      var start = 0
      while start < input.count {
        let end = min(start + Self.chunk, input.count)
        feed(unsafe input.span.bytes.extracting(start..<end))
        start = end
      }
    }
  }

  var texts: [String] { (0..<ScreenSize.rows).map { text(row: $0) } }
}

/// The size of every screen measured here.
enum ScreenSize {
  static let columns = 80
  static let rows = 24
}

struct ArgosyScreen: MeasuredScreen {
  private var terminal = Terminal(columns: ScreenSize.columns, rows: ScreenSize.rows)

  mutating func feed(_ bytes: RawSpan) { terminal.feed(bytes) }

  func text(row: Int) -> String { terminal.text(row: row) }
}
