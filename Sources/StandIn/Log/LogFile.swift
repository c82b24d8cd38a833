/// The log on disk. Without a path nothing is written.
struct LogFile {
  private let file: Descriptor?

  init(path: String?) throws(SystemError) {
    if let path { file = try Descriptor.appending(to: path) } else { file = nil }
  }

  /// One write per line, so that several stand-ins can share a file and a reader never sees half a line of another.
  func write(_ entry: LogEntry) {
    file?.write(entry.line(at: Clock.realtime()))
  }
}
