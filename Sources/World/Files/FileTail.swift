#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The last part of a file that others go on writing.
public struct FileTail: Sendable {
  public let bytes: [UInt8]
  /// Nanoseconds since 1970 of the last change.
  public let changedAt: Int64

  /// - Parameter limit: Bytes, from the end.
  /// - Returns: Nil when there is no such file, or it is none.
  public init?(of path: String, limit: Int) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let start = max(0, Int(status.st_size) - limit)
    var buffer = [UInt8](repeating: 0, count: min(limit, max(0, Int(status.st_size))))
    let count = unsafe pread(file, &buffer, buffer.count, off_t(start))
    guard count >= 0 else { return nil }
    bytes = Array(buffer.prefix(count))
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    changedAt = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
