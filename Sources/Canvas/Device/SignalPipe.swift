import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Signals as bytes that can be waited for beside everything else: each its number.
final class SignalPipe {
  private let reader: Int32
  private let writer: Int32
  private var previous: [(number: Int32, action: sigaction)] = []

  /// Where the handler writes; a handler can be given nothing of its own.
  private static let target = Atomic<Int32>(-1)

  init(_ numbers: [Int32]) throws(CanvasError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .system("cannot make a pipe", errno) }
    (reader, writer) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    Self.target.store(writer, ordering: .releasing)
    for number in numbers {
      var (action, old) = (sigaction(), sigaction())
      Self.install(&action) { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(SignalPipe.target.load(ordering: .acquiring), &byte, 1)
        errno = saved
      }
      guard unsafe sigaction(number, &action, &old) == 0 else { continue }
      previous.append((number, old))
    }
  }

  /// To be polled.
  var descriptor: Int32 { reader }

  /// The signals since the last call.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(reader, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map { Int32($0) }
  }

  func close() {
    for (number, action) in previous {
      var action = action
      unsafe sigaction(number, &action, nil)
    }
    previous = []
    Self.target.store(-1, ordering: .releasing)
    release(reader)
    release(writer)
  }

  private static func install(_ action: inout sigaction, _ handler: @escaping @convention(c) (Int32) -> Void) {
    #if canImport(Darwin)
      unsafe action.__sigaction_u.__sa_handler = handler
    #else
      unsafe action.__sigaction_handler.sa_handler = handler
    #endif
  }
}

/// The system's `close`, which a method called `close` would hide.
private func release(_ descriptor: Int32) { close(descriptor) }
