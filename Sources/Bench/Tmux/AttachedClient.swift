#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import TmuxControl

/// A `tmux -C attach` of the bench's own, read by whoever holds it.
final class AttachedClient {
  private let process: SpawnedProcess
  private let commands: Pipe
  private let stream: Pipe
  private var chunk = [UInt8](repeating: 0, count: WireMeasurement.chunk)

  /// - Parameter flags: tmux's flags of a client, with commas.
  /// - Throws: `Complaint` when it cannot be started.
  init(_ server: PrivateServer, session: String, flags: String) throws {
    do {
      commands = try Pipe()
      stream = try Pipe()
    } catch {
      throw Complaint("\(error)")
    }
    let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    process = try server.program.spawn(
      ["-u", "-C", "-S", server.socket, "attach-session", "-f", flags, "-t", session],
      input: commands.readEnd, output: stream.writeEnd, errors: nowhere)
    commands.closeReadEnd()
    stream.closeWriteEnd()
  }

  deinit {
    commands.closeWriteEnd()
    stream.closeReadEnd()
    // A busy server may never let a client go whose output nobody reads any more.
    process.signal(SIGKILL)
    process.wait()
  }

  /// Writes command lines.
  ///
  /// - Throws: `Complaint` when the client has gone.
  func send(_ bytes: [UInt8]) throws {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes[start...].withUnsafeBytes { unsafe write(commands.writeEnd, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Complaint("the tmux control client has gone: error \(errno)") }
      start += written
    }
  }

  /// Waits for bytes and hands them to a connection.
  ///
  /// - Parameter patience: seconds after which a silent server counts as hung.
  /// - Throws: `Complaint` when the server is silent or gone.
  func receive<Sink: ConnectionSink>(
    _ connection: inout ControlConnection<Sink.Purpose>, _ sink: Sink, within patience: Int32 = 30
  ) throws {
    var waiting = pollfd(fd: stream.readEnd, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&waiting, 1, patience * 1000)
    if ready < 0, errno == EINTR { return }
    guard ready > 0 else { throw Complaint("the tmux server said nothing for \(patience) s") }
    // Taken out for the call: what a span shows may not be reachable in another way.
    var chunk: [UInt8] = []
    swap(&chunk, &self.chunk)
    defer { swap(&chunk, &self.chunk) }
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(stream.readEnd, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { return }
    guard count > 0 else { throw Complaint("the tmux control client has ended") }
    connection.receive(chunk.span.extracting(0..<count), sink)
  }
}
