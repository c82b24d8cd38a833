/// A repository on a server that `gh` can talk to.
public struct RepositoryName: Hashable, Codable, Sendable, Comparable, CustomStringConvertible {
  /// Such as `github.com`.
  public let host: String
  public let owner: String
  public let name: String

  public init(host: String = "github.com", owner: String, name: String) {
    self.host = host
    self.owner = owner
    self.name = name
  }

  /// `owner/name`, as people know it.
  public var description: String { "\(owner)/\(name)" }

  public static func < (one: Self, other: Self) -> Bool {
    (one.host, one.owner, one.name) < (other.host, other.owner, other.name)
  }
}
