import Logging
import NIOCore
import NIOPosix
import World

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The daemon as a process: one event loop, the socket, and the signals that end it.
public enum DaemonProcess {
  /// Serves until the tmux server ends, somebody asks it to stop, or SIGTERM.
  ///
  /// - Parameter started: Called once the daemon is connected and can be asked.
  /// - Throws: ``DaemonRefusal`` when one runs already; a ``TmuxFailure`` when there is no tmux server.
  public static func serve(
    _ configuration: DaemonConfiguration, logPath: String, started: @Sendable () -> Void
  ) async throws {
    let log = Logger(label: "argosy") { _ in FileLog(LogFile(path: logPath)) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let daemon = try Daemon(configuration, on: loop, log: log)
    let socket = try await DaemonSocket.listen(at: configuration.socketPath, for: daemon, on: loop)
    let signals = EndSignals {
      Task {
        await daemon.leave()
        await daemon.end()
      }
    }
    log.info("started", metadata: ["version": "\(configuration.version)", "tmux": "\(configuration.server.socket)"])
    var failure: (any Error)?
    do {
      try await daemon.start()
      started()
      await daemon.untilEnd()
    } catch {
      log.error("\(error)")
      failure = error
    }
    signals.cancel()
    await socket.close()
    try await group.shutdownGracefully()
    if let failure { throw failure }
  }
}
