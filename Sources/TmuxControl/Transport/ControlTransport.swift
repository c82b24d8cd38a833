public import NIOCore
internal import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process `tmux -u -C …` and its two pipes, on an event loop.
///
/// Pipes and not a pty: on a pty `-C` echoes its input. The reader never stops reading: a control client that does
/// freezes every program in its panes, or makes the server grow. Everything received is handed on in the same turn of
/// the loop.
public final class ControlTransport: Sendable {
  private let channel: any Channel
  private let process: SpawnedProcess

  /// The process id of the control client; tmux calls the client `client-<pid>`.
  public var pid: Int32 { process.pid }

  /// Starts tmux. Nothing is read before ``begin()``, so that nothing is received by a caller who does not yet hold the
  /// transport to answer with.
  ///
  /// - Parameters:
  ///   - tmux: Absolute path of the tmux program.
  ///   - arguments: What follows `tmux -u -C`: socket, command.
  ///   - received: Called on the loop with each chunk.
  ///   - ended: Called on the loop once, after the last chunk, when tmux has closed its output.
  /// - Throws: ``SystemError`` when tmux cannot be started.
  public static func start(
    tmux: String, arguments: [String], environment: [String: String], on loop: any EventLoop,
    received: @escaping @Sendable (ByteBuffer) -> Void, ended: @escaping @Sendable () -> Void
  ) async throws -> ControlTransport {
    let input = try Pipe()
    let output = try Pipe()
    let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    let process: SpawnedProcess
    do {
      process = try SpawnedProcess(
        .init(
          path: tmux, arguments: ["tmux", "-u", "-C"] + arguments, environment: environment, directory: "/",
          standardInput: input.readEnd, standardOutput: output.writeEnd, standardError: nowhere))
    } catch {
      input.closeReadEnd()
      input.closeWriteEnd()
      output.closeReadEnd()
      output.closeWriteEnd()
      throw error
    }
    input.closeReadEnd()
    output.closeWriteEnd()
    let channel = try await NIOPipeBootstrap(group: loop)
      .channelOption(.allowRemoteHalfClosure, value: false)
      .channelOption(.autoRead, value: false)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 64 * 1024))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ControlPipe(received: received, ended: ended))
        }
      }
      .takingOwnershipOfDescriptors(input: output.readEnd, output: input.writeEnd)
      .get()
    return ControlTransport(channel: channel, process: process)
  }

  private init(channel: any Channel, process: SpawnedProcess) {
    self.channel = channel
    self.process = process
  }

  /// Begins to read.
  public func begin() {
    channel.setOption(.autoRead, value: true).whenSuccess { [channel] in channel.read() }
  }

  /// Writes command lines. What cannot be written any more ends the connection, which `ended` tells.
  public func write(_ bytes: [UInt8]) {
    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
  }

  /// Detaches: tmux answers an empty line by leaving. The pipe is still read to its end.
  public func detach() {
    write([0x0A])
  }

  /// Ends the client process without its consent, for when it does not answer.
  public func terminate() {
    process.signal(SIGKILL)
  }

  /// Reaps the process. Blocks until it has ended.
  public func wait() {
    process.wait()
  }
}

private final class ControlPipe: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let received: @Sendable (ByteBuffer) -> Void
  private let ended: @Sendable () -> Void

  init(received: @escaping @Sendable (ByteBuffer) -> Void, ended: @escaping @Sendable () -> Void) {
    self.received = received
    self.ended = ended
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received(unwrapInboundIn(data))
  }

  func channelInactive(context: ChannelHandlerContext) {
    ended()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
