#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading and writing of file descriptors, without interruptions by signals.
struct Descriptor: Equatable {
  static let input = Descriptor(number: 0)
  static let output = Descriptor(number: 1)
  static let errors = Descriptor(number: 2)

  let number: Int32

  var isTerminal: Bool { isatty(number) == 1 }

  /// For appending lines to a log that others may read.
  static func appending(to path: String) throws(SystemError) -> Descriptor {
    try opened(path, unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
  }

  static func reading(_ path: String) throws(SystemError) -> Descriptor {
    try opened(path, unsafe open(path, O_RDONLY | O_CLOEXEC))
  }

  /// A named pipe to read commands from. It is made when it is missing, and held open for writing too: a pipe whose
  /// writers come and go must not look ended.
  static func namedPipe(_ path: String) throws(SystemError) -> Descriptor {
    if unsafe mkfifo(path, 0o600) != 0, errno != EEXIST { throw SystemError(path) }
    return try opened(path, unsafe open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC))
  }

  private static func opened(_ path: String, _ number: Int32) throws(SystemError) -> Descriptor {
    guard number >= 0 else { throw SystemError(path) }
    return Descriptor(number: number)
  }

  /// Nil when nothing is there now, empty at the end.
  func read() -> [UInt8]? {
    while true {
      var failed = false
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        #if canImport(Darwin)
          let got = unsafe Darwin.read(number, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          let got = unsafe Musl.read(number, buffer.baseAddress, buffer.count)
        #else
          let got = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        #endif
        failed = got < 0
        count = max(0, got)
      }
      guard failed else { return bytes }
      if errno == EAGAIN { return nil }
      // A terminal that is gone reads as an error: the same as its end.
      if errno != EINTR { return [] }
    }
  }

  /// False when nobody can receive it any more.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var left = bytes[...]
    while !left.isEmpty {
      let written = unsafe left.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          unsafe Darwin.write(number, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          unsafe Musl.write(number, buffer.baseAddress, buffer.count)
        #else
          unsafe Glibc.write(number, buffer.baseAddress, buffer.count)
        #endif
      }
      if written >= 0 {
        left = left.dropFirst(written)
      } else if errno == EAGAIN {
        _ = Poll.wait(for: [], writing: self, timeout: nil)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  func readToEnd() -> String {
    var all: [UInt8] = []
    while let bytes = read(), !bytes.isEmpty { all += bytes }
    return String(decoding: all, as: UTF8.self)
  }
}

/// A call of the system that failed, with the thing it was about.
struct SystemError: Error, CustomStringConvertible {
  var subject: String
  var code: Int32

  init(_ subject: String) {
    self.subject = subject
    code = errno
  }

  var description: String { "\(subject): \(unsafe String(cString: strerror(code)))" }
}
