#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Both ends of a pipe, closed on exec, so that no process we start can hold it open.
public struct Pipe: Sendable {
  public let readEnd: Int32
  public let writeEnd: Int32

  /// - Throws: ``SystemError`` when descriptors have run out.
  public init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw SystemError("cannot make a pipe", code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  public func closeReadEnd() { close(readEnd) }

  public func closeWriteEnd() { close(writeEnd) }
}
