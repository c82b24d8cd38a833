/// Something a program said that is not on the screen. Many of these tmux throws away; the bytes still carry them.
public enum Event: Sendable, Hashable {
  /// BEL.
  case bell
  /// An accepted title (OSC 0 or 2, APC, or popped from the title stack).
  case title(String)
  /// The alternate screen went on or off.
  case alternateScreen(Bool)
  /// A synchronized update (mode 2026) began or ended.
  case synchronizedUpdate(Bool)
  /// A desktop notification: OSC 9 and 777 (`notify;title;body`), or OSC 99; the text as sent after the number.
  case notification(code: Int, text: String)
  /// OSC 9;4: `state` 0 none, 1 value, 2 error, 3 busy, 4 paused; `percent` 0…100 where given.
  case progress(state: Int, percent: Int?)
  /// OSC 133: the letter (A prompt, B command, C output, D done) and what follows it.
  case promptMark(kind: String, parameters: String)
  /// OSC 7: the working directory, usually a file URL.
  case path(String)
  /// OSC 8: the start of a hyperlink, or with an empty address its end.
  case hyperlink(parameters: String, address: String)
  /// ED 2 or 3, or RIS: the program starts its picture anew.
  case screenCleared
}

/// The last 256 events; older ones are dropped. A ring, so that a flood of bells stays cheap.
struct EventQueue: Sendable {
  static let limit = 256
  /// Longest text kept with an event, in bytes.
  static let textLimit = 4_096

  private var events: [Event] = []
  private var oldest = 0

  var count: Int { events.count }

  mutating func append(_ event: Event) {
    if events.count < Self.limit {
      events.append(event)
    } else {
      events[oldest] = event
      oldest = (oldest + 1) % Self.limit
    }
  }

  mutating func drain() -> [Event] {
    defer {
      events = []
      oldest = 0
    }
    return Array(events[oldest...] + events[..<oldest])
  }
}
