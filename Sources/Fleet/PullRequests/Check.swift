extension PullRequest {
  /// One thing that a server tries on a commit: a job of a workflow, or another system's status.
  public struct Check: Hashable, Codable, Sendable {
    public enum Bucket: String, Codable, Sendable {
      case pass, fail, pending, skipped
    }

    public var name: String
    /// Nil for a status that no workflow reported.
    public var workflow: String?
    public var bucket: Bucket
    /// The server's number of this run of it; a later run has a higher one.
    public var id: Int64?
    /// Seconds since 1970.
    public var started: Int64?
    public var completed: Int64?
    /// Where a person reads more.
    public var link: String?

    public init(
      name: String, workflow: String? = nil, bucket: Bucket, id: Int64? = nil, started: Int64? = nil,
      completed: Int64? = nil, link: String? = nil
    ) {
      self.name = name
      self.workflow = workflow
      self.bucket = bucket
      self.id = id
      self.started = started
      self.completed = completed
      self.link = link
    }

    /// The job whose log tells why it failed; nil for what is no job of GitHub Actions.
    public var job: Int64? {
      guard let link, link.contains("/actions/runs/") else { return nil }
      let parts = link.split(separator: "/")
      guard let place = parts.lastIndex(of: "job"), place + 1 < parts.count else { return nil }
      return Int64(parts[place + 1].prefix { $0.isASCII && $0.isNumber })
    }
  }
}

extension PullRequest.Check {
  /// What stays the same from run to run.
  struct Key: Hashable {
    let name: String
    let workflow: String?
  }

  var key: Key { Key(name: name, workflow: workflow) }

  func isSameRun(as other: Self) -> Bool { key == other.key && id == other.id && started == other.started }

  /// Whether `other` tells of a later run, or of a later moment of the same.
  func isOlder(than other: Self) -> Bool {
    if let id, let otherID = other.id, id != otherID { return id < otherID }
    switch (started, other.started) {
    case (let mine?, let theirs?) where mine != theirs: return mine < theirs
    // One that waits to begin is later than any that began, unless it is that very run.
    case (nil, _?): return id != nil && id == other.id
    case (_?, nil): return id == nil || id != other.id
    default: break
    }
    switch (completed, other.completed) {
    case (nil, _?): return true
    case (let mine?, let theirs?): return mine < theirs
    default: return false
    }
  }

  /// The newest of each name and workflow, in the order in which the names came.
  static func newest(of checks: [Self]) -> [Self] {
    var places: [Key: Int] = [:]
    var result: [Self] = []
    for check in checks {
      if let place = places[check.key] {
        if !check.isOlder(than: result[place]) { result[place] = check }
      } else {
        places[check.key] = result.count
        result.append(check)
      }
    }
    return result
  }
}
