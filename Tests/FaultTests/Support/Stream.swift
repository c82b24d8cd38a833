import TmuxControl

/// A connection fed by hand, and what it says of it, one line for each thing.
struct Stream {
  private var connection = ControlConnection<String>()
  private let listener = Listener()

  var log: [String] { listener.log }
  var unanswered: Int { connection.unanswered }
  var counters: ControlCounters { connection.counters }

  /// Sends a line of commands that print one line each.
  mutating func send(_ purpose: String, commands: Int = 1) throws {
    try send(Array(repeating: Command.display("x"), count: commands), purpose)
  }

  mutating func send(_ commands: [Command], _ purpose: String) throws {
    guard let line = ControlLine(commands) else { throw Unexpected("a line without a command") }
    _ = connection.send(line, for: purpose)
  }

  mutating func receive(_ text: String) { receive(Array(text.utf8)) }

  mutating func receive(_ bytes: [UInt8], chunk: Int? = nil) {
    let size = chunk ?? max(bytes.count, 1)
    for start in stride(from: 0, to: bytes.count, by: size) {
      connection.receive(Array(bytes[start..<min(start + size, bytes.count)]).span, listener)
    }
  }

  mutating func finish() { connection.finish(listener) }
}

private final class Listener: ConnectionSink {
  var log: [String] = []

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    let copy = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    log.append("\(pane) printed \(String(decoding: copy, as: UTF8.self))")
  }

  func answering(_ purpose: String) {}

  func answered(_ answer: Answer<String>) {
    let failure =
      switch answer.failure {
      case nil: ""
      case .refused(let index, let message): " refused at \(index): \(message)"
      case .misshapen(let index, let lines): " misshapen at \(index): \(lines)"
      }
    log.append("\(answer.purpose) \(answer.replies.map(\.text))\(failure)")
  }

  func notified(_ notification: Notification) { log.append("\(notification)") }

  func ended(_ reason: String?) { log.append("ended: \(reason ?? "-")") }
}
