#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads what an agent writes to a program that it runs.
enum StandardInput {
  /// Reads to the end, or until the time is over; what goes beyond the limit is read and dropped, so that the writer is
  /// never left with a broken pipe.
  ///
  /// - Parameters:
  ///   - limit: Bytes.
  ///   - milliseconds: How long to wait for the end.
  static func read(limit: Int, within milliseconds: Int32) -> [UInt8] {
    guard isatty(STDIN_FILENO) == 0 else { return [] }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    let end = now() + Int64(milliseconds)
    while true {
      var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let left = end - now()
      guard left > 0 else { return bytes }
      let ready = unsafe poll(&descriptor, 1, Int32(clamping: left))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return bytes }
      let count = unsafe systemRead(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: chunk.prefix(min(count, limit - bytes.count)))
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
