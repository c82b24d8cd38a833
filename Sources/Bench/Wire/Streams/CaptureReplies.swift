import TmuxControl

/// Replies to `capture-pane -p -e -N` of a pane with a long history: rows with their escape sequences, not escaped.
struct CaptureReplies {
  private(set) var wire: [UInt8] = []
  /// What was asked, one command a line.
  private(set) var questions: [ControlLine] = []

  static let rows = 2000

  /// - Parameter length: bytes at least.
  init(bytes length: Int) {
    let rows = ColouredLines.bytes(length).split(separator: 0x0A).map { $0.dropLast() }
    var next = 0
    while wire.count < length {
      questions.append(ControlLine(.captureScreen(PaneID(number: 1), height: .exactly(Self.rows))))
      let numbers = "1700000000 \(questions.count) 1\n"
      wire.append(contentsOf: "%begin \(numbers)".utf8)
      for _ in 0..<Self.rows {
        wire.append(contentsOf: rows[next % rows.count])
        wire.append(0x0A)
        next += 1
      }
      wire.append(contentsOf: "%end \(numbers)".utf8)
    }
  }
}
