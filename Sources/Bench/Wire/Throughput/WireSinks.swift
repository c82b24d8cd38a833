import Terminal
import TmuxControl

/// What command lines were sent for.
enum Question: Sendable {
  case capture
}

struct WireCounts: Equatable {
  var outputBytes = 0
  var answers = 0
  var failures = 0
  var notifications = 0
  /// The connection ended by itself: the stream was not understood.
  var ends = 0
}

/// Counts what a stream held: what remains is the cost of reading it. Or feeds a terminal of 80x24 besides, as the
/// daemon does.
final class CountingSink: ConnectionSink {
  private(set) var counts = WireCounts()
  private var terminal: Terminal?

  init(withTerminal: Bool = false) {
    if withTerminal { terminal = Terminal(columns: ScreenSize.columns, rows: ScreenSize.rows) }
  }

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    counts.outputBytes &+= bytes.count
    terminal?.feed(unsafe bytes.bytes)
  }

  func answering(_ purpose: Question) {}

  func answered(_ answer: Answer<Question>) {
    counts.answers += 1
    if answer.failure != nil { counts.failures += 1 }
  }

  func notified(_ notification: Notification) { counts.notifications += 1 }

  func ended(_ reason: String?) { counts.ends += 1 }
}

/// Keeps what the pane printed, to hold it against what was packed.
final class KeepingSink: ConnectionSink {
  private(set) var bytes: [UInt8] = []

  func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    for index in bytes.indices { self.bytes.append(bytes[index]) }
  }

  func answering(_ purpose: Question) {}

  func answered(_ answer: Answer<Question>) {}

  func notified(_ notification: Notification) {}

  func ended(_ reason: String?) {}
}
