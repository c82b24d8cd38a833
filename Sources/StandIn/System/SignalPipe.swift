#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals as bytes in a pipe, so that poll(2) sees them.
enum SignalPipe {
  static let hangup = UInt8(SIGHUP)
  static let windowChanged = UInt8(SIGWINCH)
  static let childEnded = UInt8(SIGCHLD)

  /// Made before the first handler is installed, so that a handler only reads a finished constant.
  private static let ends: (read: Int32, write: Int32) = {
    var pair: [Int32] = [-1, -1]
    _ = unsafe pipe(&pair)
    for end in pair {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (pair.first ?? -1, pair.last ?? -1)
  }()

  static var descriptor: Descriptor { Descriptor(number: ends.read) }

  static func install() {
    _ = ends
    for number in [SIGHUP, SIGINT, SIGTERM, SIGWINCH, SIGCHLD] {
      _ = signal(number) { number in
        // Only calls that a signal handler may make, and errno stays as the interrupted code left it.
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(SignalPipe.ends.write, &byte, 1)
        errno = saved
      }
    }
    // Whoever started us may have blocked them.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    _ = unsafe sigprocmask(SIG_SETMASK, &none, nil)
    // Output to a terminal that is gone is an error of write, and setting modes from the background is no stop.
    for number in [SIGPIPE, SIGTTOU] { _ = signal(number, SIG_IGN) }
  }

  static func received() -> [UInt8] { descriptor.read() ?? [] }
}
