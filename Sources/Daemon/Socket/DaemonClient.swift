public import Foundation
public import Recognition
public import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The command line's side of the socket: blocking, because there is nothing else to do while waiting.
public final class DaemonClient {
  private let socket: Int32
  private var received: [UInt8] = []

  /// - Throws: ``SystemError`` when no daemon listens there.
  public convenience init(path: String) throws(SystemError) {
    try self.init(path: path, isPatient: true)
  }

  /// - Parameter isPatient: Waits for a daemon that is busy, or stopped. Otherwise nothing here ever waits.
  private init(path: String, isPatient: Bool) throws(SystemError) {
    socket = makeSocket()
    guard socket >= 0 else { throw SystemError("cannot make a socket", code: errno) }
    if !isPatient { _ = fcntl(socket, F_SETFL, O_NONBLOCK) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    let bytes = Array(path.utf8)
    guard bytes.count < capacity else {
      close(socket)
      throw SystemError("cannot use \(path)", code: ENAMETOOLONG)
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe connect(socket, address, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else {
      let error = errno
      close(socket)
      throw SystemError("cannot reach \(path)", code: error)
    }
  }

  deinit { close(socket) }

  /// Says something and waits for nothing: where nobody listens, or somebody does who cannot take it at once, it is
  /// lost.
  public static func tell(_ request: Request, at path: String) {
    guard let client = try? DaemonClient(path: path, isPatient: false) else { return }
    try? client.send(request)
  }

  /// Asks to be held, and waits for the decision. Nil at once where nobody listens, or nobody answers; nil when the
  /// daemon says so, goes away, or falls silent.
  ///
  /// - Parameter seconds: the most that is waited in all.
  public static func hold(_ request: Request, at path: String, within seconds: Double) -> HookDecision? {
    guard let client = try? DaemonClient(path: path, isPatient: false), (try? client.send(request)) != nil else {
      return nil
    }
    let end = Date().addingTimeInterval(seconds)
    // It answers within milliseconds, and then says every second that it is there.
    var silence = 2.0
    while true {
      let limit = min(end, Date().addingTimeInterval(silence))
      guard client.waitToRead(until: limit) else { return nil }
      do {
        switch try client.next()?.hold {
        case .waiting: silence = 3
        case .decided(let decision): return decision
        case .released, nil: return nil
        }
      } catch {
        // A line that has not come whole.
        guard error.code == ETIMEDOUT else { return nil }
      }
    }
  }

  private func waitToRead(until end: Date) -> Bool {
    if received.contains(0x0A) { return true }
    while true {
      let left = end.timeIntervalSinceNow
      guard left > 0 else { return false }
      var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&descriptor, 1, Int32(clamping: Int((left * 1000).rounded(.up))))
      if ready > 0 { return true }
      if ready < 0, errno != EINTR { return false }
    }
  }

  /// Whether somebody takes calls there.
  public static func isListening(at path: String) -> Bool { (try? DaemonClient(path: path, isPatient: false)) != nil }

  /// Asks, and waits for one answer, at most so many seconds.
  ///
  /// - Throws: ``SystemError`` when the daemon went away, does not answer, or its answer is not one.
  public func ask(_ request: Request, within seconds: Int = 15) throws(SystemError) -> Response {
    limitWaiting(to: seconds)
    defer { limitWaiting(to: 0) }
    try send(request)
    guard let response = try next() else { throw SystemError("the daemon hung up", code: ECONNRESET) }
    return response
  }

  /// The next answer, waited for until a moment.
  ///
  /// - Throws: ``SystemError`` with `ETIMEDOUT` when none came in time.
  public func next(until end: Date?) throws(SystemError) -> Response? {
    guard let end else { return try next() }
    let left = end.timeIntervalSinceNow
    guard left > 0 else { throw SystemError("it is too late", code: ETIMEDOUT) }
    // A century is no limit either, and can be counted.
    let whole = min(left, 3e9)
    limitWaiting(to: Int(whole), microseconds: max(1, Int(whole.truncatingRemainder(dividingBy: 1) * 1e6)))
    defer { limitWaiting(to: 0) }
    return try next()
  }

  /// Zero: no limit.
  private func limitWaiting(to seconds: Int, microseconds: Int = 0) {
    var time = timeval(tv_sec: seconds, tv_usec: .init(microseconds))
    unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  public func send(_ request: Request) throws(SystemError) {
    guard var bytes = try? Array(JSONEncoder().encode(request)) else {
      throw SystemError("cannot write the request", code: EINVAL)
    }
    bytes.append(0x0A)
    var sent = 0
    while sent < bytes.count {
      let rest = Array(bytes[sent...])
      let count = writeQuietly(socket, rest)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError("the daemon hung up", code: errno) }
      sent += count
    }
  }

  /// To be waited for until there is something to read, by whoever waits for other things too.
  public var descriptor: Int32 { socket }

  /// The answers that are there, without waiting for any; nil when the daemon has hung up.
  public func available() throws(SystemError) -> [Response]? {
    var hasEnded = false
    while !hasEnded {
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = unsafe recv(socket, &chunk, chunk.count, Int32(MSG_DONTWAIT))
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN || errno == EWOULDBLOCK { break }
      hasEnded = count <= 0
      received.append(contentsOf: chunk.prefix(max(0, count)))
    }
    var responses: [Response] = []
    while let response = try taken() { responses.append(response) }
    return hasEnded && responses.isEmpty ? nil : responses
  }

  /// An answer that has come whole.
  private func taken() throws(SystemError) -> Response? {
    guard let end = received.firstIndex(of: 0x0A) else { return nil }
    let line = Data(received[..<end])
    received.removeSubrange(...end)
    guard let response = try? JSONDecoder().decode(Response.self, from: line) else {
      throw SystemError("the daemon's answer is not understood (argosy down and argosy up restart it)", code: EPROTO)
    }
    return response
  }

  /// The next answer; nil when the daemon has hung up.
  public func next() throws(SystemError) -> Response? {
    while true {
      if let response = try taken() { return response }
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = unsafe read(socket, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
        throw SystemError(
          "the daemon is there but does not answer (if it stays so, end it and run argosy up)", code: ETIMEDOUT)
      }
      guard count > 0 else { return nil }
      received.append(contentsOf: chunk.prefix(count))
    }
  }
}

private func makeSocket() -> Int32 {
  #if canImport(Glibc)
    socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  #else
    socket(AF_UNIX, SOCK_STREAM, 0)
  #endif
}

/// Writes without the signal that would end the caller when the daemon has gone in the meantime.
private func writeQuietly(_ socket: Int32, _ bytes: [UInt8]) -> Int {
  #if canImport(Darwin)
    var on: Int32 = 1
    unsafe setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    return unsafe send(socket, bytes, bytes.count, 0)
  #else
    return unsafe send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  #endif
}
