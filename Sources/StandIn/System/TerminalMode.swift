#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Raw mode, and the way back.
struct TerminalMode {
  private let descriptor: Descriptor
  private let original: termios

  /// Nil when the descriptor is no terminal.
  init?(_ descriptor: Descriptor) {
    var mode = termios()
    guard unsafe tcgetattr(descriptor.number, &mode) == 0 else { return nil }
    self.descriptor = descriptor
    original = mode
  }

  func enterRaw() {
    var mode = original
    unsafe cfmakeraw(&mode)
    _ = unsafe tcsetattr(descriptor.number, TCSANOW, &mode)
  }

  func restore() {
    var mode = original
    _ = unsafe tcsetattr(descriptor.number, TCSADRAIN, &mode)
  }

  /// What the terminal says now; 80 by 24 when it does not know.
  static func size(of descriptor: Descriptor) -> Size {
    var size = winsize()
    guard unsafe ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }
}
