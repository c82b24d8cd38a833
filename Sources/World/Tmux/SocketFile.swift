#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which file a server's socket is: another one at the same path is another server's, or the same server's made anew.
public struct SocketFile: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64
  private let changed: Int

  /// Nil when there is none.
  public init?(_ server: ServerAddress) {
    var status = stat()
    guard unsafe lstat(server.socket, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
    #if canImport(Darwin)
      changed = Int(status.st_birthtimespec.tv_sec)
    #else
      // Numbers of files are used again at once on some file systems.
      changed = Int(status.st_ctim.tv_sec)
    #endif
  }
}
