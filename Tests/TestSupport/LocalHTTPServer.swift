public import Foundation
internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A web server of one test's own, on a Unix socket: one answer to a connection, and no other company.
public final class LocalHTTPServer: Sendable {
  public struct Request: Sendable {
    public let method: String
    /// As it was asked for, with its slash.
    public let path: String
    /// Names in small letters.
    public let headers: [String: String]
    public let body: Data
  }

  public struct Response: Sendable {
    public var status: Int
    public var headers: [String: String]
    public var body: Data

    public init(status: Int, headers: [String: String], body: Data) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  public let socket: String
  private let listener: Int32
  private let heard = Mutex<[Request]>([])
  private let isStopped = Mutex(false)

  /// - Parameter answer: called on a thread of its own; nil closes the connection without a word.
  public init(socket path: String, answer: @escaping @Sendable (Request) -> Response?) throws {
    socket = path
    listener = streamSocket()
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard listener >= 0, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Programs.Failure(description: "no socket at \(path)")
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let result = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0, listen(listener, 16) == 0 else {
      close(listener)
      throw Programs.Failure(description: "cannot listen at \(path)")
    }
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if isStopped.withLock({ $0 }) {
          if connection >= 0 { close(connection) }
          close(listener)
          return
        }
        guard connection >= 0 else { continue }
        Thread.detachNewThread { [self] in serve(connection, answer) }
      }
    }
  }

  public var requests: [Request] { heard.withLock { $0 } }

  public func stop() {
    isStopped.withLock { isStopped in
      guard !isStopped else { return }
      isStopped = true
      // Wakes the thread that accepts, which closes it.
      shutdown(listener, Int32(SHUT_RDWR))
    }
  }

  private func serve(_ connection: Int32, _ answer: @Sendable (Request) -> Response?) {
    defer { close(connection) }
    guard let request = Self.read(connection) else { return }
    heard.withLock { $0.append(request) }
    guard let response = answer(request) else { return }
    var head = "HTTP/1.1 \(response.status) \(response.status == 200 ? "OK" : "Other")\r\nConnection: close\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    if response.status != 304 { head += "Content-Length: \(response.body.count)\r\n" }
    var rest = Array(head.utf8) + [13, 10] + Array(response.body)
    while !rest.isEmpty {
      let written = unsafe send(connection, rest, rest.count, Int32(MSG_NOSIGNAL))
      guard written > 0 else { return }
      rest.removeFirst(written)
    }
  }

  private static func read(_ connection: Int32) -> Request? {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = data.firstRange(of: Data("\r\n\r\n".utf8)) {
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          headers[line[..<colon].lowercased()] =
            line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        if data.distance(from: end.upperBound, to: data.endIndex) >= length {
          return Request(
            method: String(words[0]), path: String(words[1]), headers: headers,
            body: Data(data[end.upperBound...].prefix(length)))
        }
      }
      let count = unsafe recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      data.append(contentsOf: buffer[..<count])
    }
  }
}

private func streamSocket() -> Int32 {
  #if os(Linux)
    socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  #else
    socket(AF_UNIX, SOCK_STREAM, 0)
  #endif
}
