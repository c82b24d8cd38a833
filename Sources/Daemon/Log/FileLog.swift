public import Logging
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes log lines to a file, each in one `write`, so that lines of two threads never mix.
public struct FileLog: LogHandler {
  public var logLevel: Logger.Level = .info
  public var metadata: Logger.Metadata = [:]
  private let file: LogFile

  public init(_ file: LogFile) {
    self.file = file
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let merged = metadata.merging(event.metadata ?? [:]) { $1 }
    let details = merged.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    file.append("\(Timestamp.text(Clock.now)) \(event.level) \(event.message)\(details)")
  }
}

/// A log file that does not grow without end: past a megabyte it begins anew.
public final class LogFile: Sendable {
  private let descriptor: Int32
  private let written = Mutex(0)
  private static let limit = 1 << 20

  /// Opens for appending. A file that cannot be opened is not written; that is no reason not to work.
  public init(path: String) {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0 { written.withLock { $0 = Int(status.st_size) } }
  }

  func append(_ line: String) {
    guard descriptor >= 0 else { return }
    let bytes = Array((line.replacing("\n", with: "\\n") + "\n").utf8)
    written.withLock { written in
      if written > Self.limit {
        ftruncate(descriptor, 0)
        written = 0
      }
      _ = unsafe write(descriptor, bytes, bytes.count)
      written += bytes.count
    }
  }
}
