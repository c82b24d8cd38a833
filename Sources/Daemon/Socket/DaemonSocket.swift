import NIOCore
import NIOPosix
import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The Unix socket of one daemon, and the lock that keeps a second one away.
final class DaemonSocket: Sendable {
  private let channel: any Channel
  private let path: String
  private let lock: Int32

  /// Takes the lock and listens.
  ///
  /// - Throws: ``DaemonRefusal`` when another daemon serves this tmux server.
  static func listen(at path: String, for daemon: Daemon, on loop: any EventLoop) async throws -> DaemonSocket {
    // The longest path that fits into a socket address is 104 bytes on macOS, 108 on Linux.
    guard path.utf8.count < 104 else { throw DaemonRefusal.pathTooLong(path) }
    let lock = try takeLock(path + ".lock")
    // With the lock in hand, a socket that lies there belongs to nobody.
    unsafe unlink(path)
    let mask = umask(0o177)
    defer { umask(mask) }
    let channel: any Channel
    do {
      channel = try await ServerBootstrap(group: loop)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(RequestHandler(daemon))
          }
        }
        .bind(unixDomainSocketPath: path)
        .get()
    } catch {
      drop(lock, path + ".lock")
      throw error
    }
    unsafe chmod(path, 0o600)
    return DaemonSocket(channel: channel, path: path, lock: lock)
  }

  /// Takes the lock that the file at the path is: one that was removed meanwhile is none.
  private static func takeLock(_ path: String) throws -> Int32 {
    while true {
      let lock = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard lock >= 0 else { throw SystemError("cannot open \(path)", code: errno) }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
        release(lock)
        throw DaemonRefusal.running
      }
      var (held, named) = (stat(), stat())
      if unsafe fstat(lock, &held) == 0, unsafe stat(path, &named) == 0, held.st_ino == named.st_ino,
        held.st_dev == named.st_dev
      {
        return lock
      }
      release(lock)
    }
  }

  /// The file goes while the lock is held, so that nobody's but ours is removed.
  private static func drop(_ lock: Int32, _ path: String) {
    unsafe unlink(path)
    release(lock)
  }

  private init(channel: any Channel, path: String, lock: Int32) {
    self.channel = channel
    self.path = path
    self.lock = lock
  }

  /// Stops listening, removes the socket and lets go of the lock.
  func close() async {
    try? await channel.close()
    unsafe unlink(path)
    Self.drop(lock, path + ".lock")
  }
}

/// Why a daemon does not start.
public enum DaemonRefusal: Error, CustomStringConvertible {
  case running
  /// One that was started with another runtime directory.
  case served(client: String)
  case pathTooLong(String)

  public var description: String {
    switch self {
    case .running: "an argosy daemon serves this tmux server already"
    case .served(let client):
      "an argosy daemon serves this tmux server already (its client is \(client)), started with another XDG_RUNTIME_DIR"
    case .pathTooLong(let path): "\(path) is too long for a Unix socket; set XDG_RUNTIME_DIR to a shorter directory"
    }
  }
}

/// The system's `close`, which a method called `close` would hide.
private func release(_ descriptor: Int32) {
  close(descriptor)
}
