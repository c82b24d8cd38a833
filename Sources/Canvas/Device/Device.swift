#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A terminal's two descriptors and its settings.
struct Device {
  let input: Int32
  let output: Int32
  private let settings: termios

  /// - Throws: ``CanvasError/notATerminal``.
  init(input: Int32, output: Int32) throws(CanvasError) {
    var settings = termios()
    guard unsafe tcgetattr(input, &settings) == 0, isatty(output) == 1 else { throw .notATerminal }
    self.input = input
    self.output = output
    self.settings = settings
  }

  /// The other screen, no cursor, and pastes between brackets. Lines still wrap: without that a mark on the last cell
  /// of a row would go to the cell before it.
  static let entrance = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h"
  static let exit = "\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"

  func enter() {
    var raw = settings
    unsafe cfmakeraw(&raw)
    unsafe tcsetattr(input, TCSADRAIN, &raw)
    _ = write(Self.entrance)
  }

  func leave() {
    _ = write(Self.exit)
    var settings = settings
    unsafe tcsetattr(input, TCSADRAIN, &settings)
  }

  /// ``leave()`` for a program that is crashing: nothing is allocated and nothing waited for.
  func abandon(_ exit: [UInt8]) {
    _ = unsafe exit.withUnsafeBytes { unsafe put(output, $0.baseAddress, $0.count) }
    var settings = settings
    unsafe tcsetattr(input, TCSANOW, &settings)
  }

  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard unsafe ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Returns false when nobody is there any more.
  func write(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe put(output, bytes.baseAddress.map { unsafe $0 + sent }, bytes.count - sent)
      }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        var place = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&place, 1, 1000)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// What was typed. Nil when nobody can type any more.
  func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe get(input, &bytes, bytes.count)
      if count > 0 { return Array(bytes.prefix(count)) }
      if count < 0, errno == EINTR { continue }
      return count < 0 && errno == EAGAIN ? [] : nil
    }
  }
}

private func put(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

private func get(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
