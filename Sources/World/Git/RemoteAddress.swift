/// Where a remote lives, as its URL says: host, owner and name. Never a password.
public struct RemoteAddress: Hashable, Sendable, CustomStringConvertible {
  /// Lower case; an alias of a person's ssh configuration stays what it is.
  public let host: String
  /// `octo`; groups in groups have slashes.
  public let owner: String
  public let name: String

  /// `octo/hello`.
  public var description: String { "\(owner)/\(name)" }

  /// Reads `https://host/owner/name.git`, `ssh://git@host:22/owner/name` and `git@host:owner/name.git`.
  ///
  /// Nil for a path of this machine, and for anything with another shape.
  public init?(url: String) {
    guard let (host, path) = Self.parts(url) else { return nil }
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 2, var name = parts.last, !parts.contains(".."), !host.isEmpty else { return nil }
    if name.hasSuffix(".git") { name.removeLast(4) }
    guard !name.isEmpty, !url.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
      return nil
    }
    let lowered = host.lowercased()
    // The name under which GitHub answers ssh on the port of https.
    self.host = lowered == "ssh.github.com" || lowered == "www.github.com" ? "github.com" : lowered
    owner = parts.dropLast().joined(separator: "/")
    self.name = name
  }

  private static func parts(_ url: String) -> (host: String, path: String)? {
    if let scheme = url.firstRange(of: "://") {
      guard ["https", "http", "ssh", "git", "git+ssh", "ssh+git"].contains(url[..<scheme.lowerBound].lowercased())
      else { return nil }
      let rest = url[scheme.upperBound...]
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      let authority = rest[..<slash].split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      let host = authority.prefix { $0 != ":" }
      return (String(host), String(rest[slash...]))
    }
    // `host:path`; a slash before the colon makes it a path.
    guard let colon = url.firstIndex(of: ":"), !url[..<colon].contains("/") else { return nil }
    let host = url[..<colon].split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return (String(host), String(url[url.index(after: colon)...]))
  }
}
