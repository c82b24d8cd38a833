import Fleet
import Foundation
internal import Recognition

/// An answer of the server, as `gh api --include` prints it: the head, an empty line, the body.
struct GitHubReply: Sendable {
  let status: Int
  /// Names in small letters.
  let headers: [String: String]
  let body: [UInt8]
  private let errors: String

  /// - Throws: ``GitHubFailure``, when gh printed no answer of a server.
  init(_ output: GitHub.Output) throws(GitHubFailure) {
    let message = Self.shortened(output.errors)
    guard output.text.starts(with: Array("HTTP/".utf8)) else { throw Self.failure(of: output, message) }
    var lines: [String] = []
    var rest = output.text[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 10) ?? rest.endIndex
      let line = String(decoding: rest[..<end], as: UTF8.self).trimmed
      rest = rest[end...].dropFirst()
      if line.isEmpty { break }
      lines.append(line)
    }
    let words = lines[0].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { throw .garbage(lines[0]) }
    self.status = status
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...]).trimmed
    }
    self.headers = headers
    body = Array(rest)
    errors = message
  }

  private static func failure(of output: GitHub.Output, _ message: String) -> GitHubFailure {
    let isLogin = message.contains("gh auth login") || message.contains("authentication")
    if output.status == 4 || isLogin { return .notLoggedIn(message) }
    if output.status == 0 { return .garbage(shortened(String(decoding: output.text.prefix(200), as: UTF8.self))) }
    if message.hasPrefix("unknown") { return .garbage(message) }
    return .network(message.isEmpty ? "gh ended without a word" : message)
  }

  // MARK: Reading

  var isUnchanged: Bool { status == 304 }

  /// The body of an answer that is one.
  ///
  /// - Throws: ``GitHubFailure``, by the status where that tells of a failure.
  func json() throws(GitHubFailure) -> JSONValue {
    if let failure { throw failure }
    guard let value = JSONValue(body) else { throw .garbage(Self.shortened(String(decoding: body, as: UTF8.self))) }
    return value
  }

  /// Nil for an answer that can be read.
  var failure: GitHubFailure? {
    switch status {
    case 200..<300: nil
    case 401: .notLoggedIn(message)
    case 403, 429: isRateLimited ? .rateLimited(seconds: secondsToWait) : .noSuchRepository(message)
    case 404, 410, 451: .noSuchRepository(message)
    case 500...: .network(message)
    default: .garbage(message)
    }
  }

  private var isRateLimited: Bool {
    status == 429 || headers["retry-after"] != nil || headers["x-ratelimit-remaining"] == "0"
      || message.lowercased().contains("rate limit")
  }

  /// How long the server wants to be left alone, by its own clock: this machine's may be wrong.
  var secondsToWait: Int? {
    if let seconds = headers["retry-after"].flatMap({ Int($0) }) { return max(0, seconds) }
    guard let reset = headers["x-ratelimit-reset"].flatMap({ Int64($0) }) else { return nil }
    let now = headers["date"].flatMap(GitHubTime.seconds(ofHeader:)) ?? Int64(Date().timeIntervalSince1970)
    let (wait, isOverflow) = reset.subtractingReportingOverflow(now)
    return isOverflow ? nil : Int(clamping: max(0, wait))
  }

  /// What the server says of it, or gh.
  private var message: String {
    let told = JSONValue(body)?["message"]?.string ?? errors
    return told.isEmpty ? "HTTP \(status)" : Self.shortened("\(told) (HTTP \(status))")
  }

  static func shortened(_ text: String) -> String { String(text.trimmed.prefix(300)) }
}
