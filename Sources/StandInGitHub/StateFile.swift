import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The state on disk. Several processes may read and edit it at once.
public struct StateFile: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// A missing file is an empty GitHub.
  ///
  /// - Throws: for a file that cannot be read as one.
  public func read() throws -> GitHubState {
    guard let data = FileManager.default.contents(atPath: path) else { return GitHubState() }
    return try JSONDecoder().decode(GitHubState.self, from: data)
  }

  /// Reads, changes and writes, while nobody else does. Pull requests that came out otherwise, save for their checks,
  /// are updated now, as they are on GitHub.
  @discardableResult
  public func edit<Result>(_ body: (inout GitHubState) throws -> Result) throws -> Result {
    let lock = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw CocoaError(.fileWriteNoPermission) }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 { guard errno == EINTR else { throw CocoaError(.fileLocking) } }
    let before = try read()
    var state = before
    let result = try body(&state)
    state.touchChanged(since: before)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(state).write(to: URL(fileURLWithPath: path), options: .atomic)
    return result
  }
}

extension GitHubState {
  mutating func touchChanged(since before: GitHubState) {
    for (name, repository) in repositories {
      for (place, pull) in repository.pulls.enumerated() {
        guard let old = before.repositories[name]?.pulls.first(where: { $0.number == pull.number }) else { continue }
        var same = pull
        same.checks = old.checks
        guard same != old, pull.updatedAt == old.updatedAt else { continue }
        repositories[name]?.pulls[place].updatedAt = Self.later(than: old.updatedAt)
      }
    }
  }

  /// Now, but not the same second again.
  static func later(than text: String) -> String {
    let now = Date()
    guard let old = try? Date(text, strategy: .iso8601), old.timeIntervalSince(now) > -1 else {
      return now.formatted(.iso8601)
    }
    return old.addingTimeInterval(1).formatted(.iso8601)
  }

  public static var now: String { Date().formatted(.iso8601) }
}
