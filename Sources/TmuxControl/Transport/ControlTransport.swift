public import NIOCore
internal import NIOPosix
internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process `tmux -u -C …` and its two pipes, on an event loop.
///
/// Pipes and not a pty: on a pty `-C` echoes its input. A thread reads, and never stops reading: a control client that
/// does freezes every program in its panes, or makes the server grow. The loop takes what was read in order, at most
/// 64 KB a turn, so that everything else on it goes on under a flood.
public final class ControlTransport: Sendable {
  private let commands: any Channel
  private let wakes: any Channel
  private let reader: PipeReader
  private let process: SpawnedProcess
  private let limits: Limits
  /// Bytes that tmux has not read yet, beside what its pipe holds.
  private let unsent = Mutex(0)

  /// How much is held before something is given up, in bytes.
  public struct Limits: Hashable, Sendable {
    /// Wire bytes that were read and not taken: beyond it, output of panes is dropped. Small, because every answer of
    /// tmux waits behind them: a loop that is slower than what comes should be late by little, and drop the rest.
    public var ring = 1 << 20
    /// Beside the ring, for what must not be dropped: beyond it, the connection is given up.
    public var reserve = 16 << 20
    /// Commands that tmux does not read: beyond it, the connection is given up.
    public var commands = 4 << 20

    public init() {}
  }

  /// The process id of the control client; tmux calls the client `client-<pid>`.
  public var pid: Int32 { process.pid }

  /// What was dropped so far because the loop did not keep up.
  public var ringCounters: RingCounters { reader.counters }

  /// Whether the loop has taken everything that was read. While it has not, an answer may be there already.
  public var isCaughtUp: Bool { reader.isEmpty }

  /// Starts tmux. Nothing is read before ``begin()``, so that nothing is received by a caller who does not yet hold the
  /// transport to answer with.
  ///
  /// - Parameters:
  ///   - tmux: Absolute path of the tmux program.
  ///   - arguments: What follows `tmux -u -C`: socket, command.
  ///   - received: Called on the loop with each chunk.
  ///   - lost: Called on the loop between two chunks, and between two lines: output of these panes was dropped here.
  ///   - ended: Called on the loop once, after the last chunk, when tmux has closed its output, or with a reason when
  ///     the connection was given up.
  /// - Throws: ``SystemError`` when tmux cannot be started.
  public static func start(
    tmux: String, arguments: [String], environment: [String: String], limits: Limits = Limits(),
    on loop: any EventLoop, received: @escaping @Sendable ([UInt8]) -> Void,
    lost: @escaping @Sendable (Set<PaneID>) -> Void, ended: @escaping @Sendable (String?) -> Void
  ) async throws -> ControlTransport {
    let (input, output, wake) = try pipes()
    let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    let process: SpawnedProcess
    do {
      process = try SpawnedProcess(
        .init(
          path: tmux, arguments: ["tmux", "-u", "-C"] + arguments, environment: environment, directory: "/",
          standardInput: input.readEnd, standardOutput: output.writeEnd, standardError: nowhere))
    } catch {
      for pipe in [input, output, wake] {
        pipe.closeReadEnd()
        pipe.closeWriteEnd()
      }
      throw error
    }
    input.closeReadEnd()
    output.closeWriteEnd()
    let reader = PipeReader(
      input: output.readEnd, bell: wake.writeEnd, ring: WireRing(limit: limits.ring, reserve: limits.reserve),
      exhausted: { process.signal(SIGKILL) })
    // Two channels: when tmux closes its input, what it wrote before is still read.
    let commands = try await NIOPipeBootstrap(group: loop).takingOwnershipOfDescriptor(output: input.writeEnd).get()
    let wakes = try await NIOPipeBootstrap(group: loop)
      .channelOption(.maxMessagesPerRead, value: 1)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            RingTaker(
              reader: reader, received: received, lost: lost,
              ended: { reason in
                commands.close(promise: nil)
                ended(reason)
              }))
        }
      }
      .takingOwnershipOfDescriptor(input: wake.readEnd)
      .get()
    return ControlTransport(commands: commands, wakes: wakes, reader: reader, process: process, limits: limits)
  }

  private static func pipes() throws -> (Pipe, Pipe, Pipe) {
    var pipes: [Pipe] = []
    do {
      for _ in 0..<3 { pipes.append(try Pipe()) }
    } catch {
      for pipe in pipes {
        pipe.closeReadEnd()
        pipe.closeWriteEnd()
      }
      throw error
    }
    return (pipes[0], pipes[1], pipes[2])
  }

  private init(
    commands: any Channel, wakes: any Channel, reader: PipeReader, process: SpawnedProcess, limits: Limits
  ) {
    self.commands = commands
    self.wakes = wakes
    self.reader = reader
    self.process = process
    self.limits = limits
  }

  deinit {
    guard !reader.hasBegun else { return }
    commands.close(promise: nil)
    wakes.close(promise: nil)
  }

  /// Begins to read.
  public func begin() {
    reader.begin()
  }

  /// Writes command lines, and never waits for tmux to read them. What cannot be written any more ends the connection,
  /// which `ended` tells.
  public func write(_ bytes: [UInt8]) {
    let waiting = unsent.withLock { unsent in
      unsent += bytes.count
      return unsent
    }
    guard waiting <= limits.commands else { return giveUp("tmux does not read its commands") }
    commands.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { [self] _ in unsent.withLock { $0 -= bytes.count } }
  }

  /// Detaches: tmux answers an empty line by leaving. The pipe is still read to its end.
  public func detach() {
    write([0x0A])
  }

  /// Ends the client process without its consent, for when it does not answer.
  public func terminate() {
    process.signal(SIGKILL)
  }

  /// Ends the connection for this reason, whether or not tmux ever closes its output: the server holds the pipe, too,
  /// and one that stands still does not let go of it.
  public func giveUp(_ reason: String) {
    reader.end(reason)
    terminate()
  }

  /// Reaps the process. Blocks until it has ended.
  public func wait() {
    process.wait()
  }
}
