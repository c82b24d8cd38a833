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
  private struct Opened {
    var descriptor: Int32
    var size = 0
  }

  private let path: String
  private let opened: Mutex<Opened?>
  private static let limit = 1 << 20

  /// Opens for appending. A file that cannot be opened is not written, and tried again with the next line; that is no
  /// reason not to work.
  public init(path: String) {
    self.path = path
    opened = Mutex(Self.open(path))
  }

  private static func open(_ path: String) -> Opened? {
    let descriptor = Self.descriptor(path)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    return Opened(descriptor: descriptor, size: unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0)
  }

  private static func descriptor(_ path: String) -> Int32 {
    #if canImport(Glibc)
      unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    #elseif canImport(Musl)
      unsafe Musl.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    #else
      unsafe Darwin.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    #endif
  }

  func append(_ line: String) {
    let bytes = Array((line.replacing("\n", with: "\\n") + "\n").utf8)
    opened.withLock { opened in
      guard var file = opened ?? Self.open(path) else { return }
      if file.size > Self.limit {
        ftruncate(file.descriptor, 0)
        file.size = 0
      }
      _ = unsafe write(file.descriptor, bytes, bytes.count)
      file.size += bytes.count
      opened = file
    }
  }
}
