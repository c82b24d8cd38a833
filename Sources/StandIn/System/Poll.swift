#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// poll(2), the only place where the stand-in waits.
enum Poll {
  /// The descriptors that have something to read. Empty after the time, or when a signal came.
  static func wait(for reading: [Descriptor], writing: Descriptor? = nil, timeout: Nanoseconds?) -> [Descriptor] {
    var entries = reading.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
    if let writing { entries.append(pollfd(fd: writing.number, events: Int16(POLLOUT), revents: 0)) }
    // Rounded up: waking before the time would spin.
    let milliseconds = timeout.map { Int32(clamping: ($0 + .millisecond - 1) / .millisecond) } ?? -1
    guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
    return zip(reading, entries).filter { $0.1.revents != 0 }.map(\.0)
  }
}
