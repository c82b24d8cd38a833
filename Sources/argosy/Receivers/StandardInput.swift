#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads what an agent writes to a program that it runs.
enum StandardInput {
  /// Reads one JSON object, to its own end or that of the input, whichever comes first: a writer may leave the pipe
  /// open. What goes beyond the limit is read and dropped, so that the writer is never left with a broken pipe.
  ///
  /// - Parameters:
  ///   - limit: Bytes.
  ///   - silence: Milliseconds without any byte after which nothing more is waited for.
  ///   - milliseconds: How long it may take in all.
  static func readObject(limit: Int, silence: Int64, within milliseconds: Int64) -> [UInt8] {
    guard isatty(STDIN_FILENO) == 0 else { return [] }
    var bytes: [UInt8] = []
    var object = ObjectEnd()
    var chunk = [UInt8](repeating: 0, count: 65536)
    let end = now() + milliseconds
    while true {
      var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let left = end - now()
      guard left > 0 else { return bytes }
      let ready = unsafe poll(&descriptor, 1, object.isReached ? 0 : Int32(clamping: min(left, silence)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return bytes }
      let count = unsafe systemRead(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      object.pass(chunk.prefix(count))
      bytes.append(contentsOf: chunk.prefix(min(count, limit - bytes.count)))
    }
  }

  /// Finds the bracket that closes the first object, without a look at anything else.
  struct ObjectEnd {
    private(set) var isReached = false
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    mutating func pass(_ bytes: some Sequence<UInt8>) {
      guard !isReached else { return }
      for byte in bytes {
        if isEscaped {
          isEscaped = false
        } else if isInString {
          if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") { isInString = false }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth <= 0 {
              isReached = true
              return
            }
          default: break
          }
        }
      }
    }
  }

  private static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// The system's `read`, which the method of that name hides.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}
