#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A terminal that something is written to from outside, beside whatever else writes to it.
public struct TerminalDevice: Hashable, Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Writes all bytes in one go. Nothing is waited for: where a terminal takes nothing, nothing is told.
  ///
  /// - Returns: what went wrong; nil for nothing.
  public func write(_ bytes: [UInt8]) -> String? {
    // Only devices: a path that tmux told of may be another thing by now.
    guard path.hasPrefix("/dev/") else { return "\(path) is no terminal" }
    let descriptor = unsafe open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return "\(path) cannot be opened: \(Self.reason)" }
    defer { close(descriptor) }
    guard isatty(descriptor) == 1 else { return "\(path) is no terminal" }
    let count = unsafe bytes.withUnsafeBytes { bytes in unsafe systemWrite(descriptor, bytes) }
    if count == bytes.count { return nil }
    return count < 0 ? "\(path) cannot be written: \(Self.reason)" : "\(path) took only a part"
  }

  private static var reason: String { unsafe String(cString: strerror(errno)) }
}

/// Outside of the type, whose own function would hide the system's.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}
