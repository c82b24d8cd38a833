/// A file that a stage left in the worktree.
public struct Artifact: Hashable, Sendable, Codable {
  /// `brainstorm`, `plan`, `todo`: the workflow's word.
  public var kind: String
  /// Within the worktree.
  public var path: String
  /// Nanoseconds since 1970: first seen.
  public var at: Int64

  public init(kind: String, path: String, at: Int64) {
    self.kind = kind
    self.path = path
    self.at = at
  }
}

/// The agents that an item's own agent called together (S0-10): they belong to the item, none of them is its session.
public struct Team: Hashable, Sendable, Codable {
  public var name: String
  public var members: [String]
  /// Tasks by their state: `pending`, `in_progress`, `completed`.
  public var tasks: [String: Int]

  public init(name: String, members: [String], tasks: [String: Int] = [:]) {
    self.name = name
    self.members = members
    self.tasks = tasks
  }
}

// MARK: Reading what an older argosy wrote

extension Team {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    members = try values.decode(.members, or: [])
    tasks = try values.decode(.tasks, or: [:])
  }
}
