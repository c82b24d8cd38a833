/// A repository in which work items have their worktrees.
public struct Repository: Hashable, Sendable, Codable {
  /// The main checkout's top directory.
  public var path: String
  public var defaultBranch: String
  /// Where its remote is hosted, and under which owner and name; nil without a remote that says so.
  public var host: String?
  public var owner: String?
  public var name: String?
  /// Where git keeps its references, and what it calls the remote.
  public var gitDirectory: String?
  public var remote: String?

  public init(
    path: String, defaultBranch: String, host: String? = nil, owner: String? = nil, name: String? = nil,
    gitDirectory: String? = nil, remote: String? = nil
  ) {
    self.gitDirectory = gitDirectory
    self.remote = remote
    self.path = path
    self.defaultBranch = defaultBranch
    self.host = host
    self.owner = owner
    self.name = name
  }

  /// As `gh` knows it; nil without a remote that says so.
  public var onServer: RepositoryName? {
    guard let host, let owner, let name else { return nil }
    return RepositoryName(host: host, owner: owner, name: name)
  }

  /// The directory in which git notes the branches that were pushed.
  public var pushedBranches: String? {
    guard let gitDirectory, let remote else { return nil }
    return "\(gitDirectory)/refs/remotes/\(remote)"
  }

  /// `owner/name` as S0-36 shows it; the directory's name where no remote tells.
  public var title: String {
    if let owner, let name { return "\(owner)/\(name)" }
    return path.split(separator: "/").last.map(String.init) ?? path
  }
}

/// Where a work item's files are: a worktree with a branch of its own (S0-37, S0-38).
public struct Workspace: Hashable, Sendable, Codable {
  public var path: String
  public var branch: String
  /// The commit the branch began at.
  public var base: String
  /// What the worktree's set-up had to say, if it has to be known.
  public var remarks: [String]

  public init(path: String, branch: String, base: String, remarks: [String] = []) {
    self.path = path
    self.branch = branch
    self.base = base
    self.remarks = remarks
  }
}

/// What would be lost with a worktree and its branch. An order to end an item names it, and only that may be lost (S0C-15).
public struct Losses: Hashable, Sendable, Codable {
  /// Paths with changes that no commit holds.
  public var uncommitted: [String]
  /// Subjects of commits that are on no remote and in no other branch.
  public var unpushed: [String]

  public init(uncommitted: [String] = [], unpushed: [String] = []) {
    self.uncommitted = uncommitted
    self.unpushed = unpushed
  }

  public var isEmpty: Bool { uncommitted.isEmpty && unpushed.isEmpty }

  /// Everything here was already named there.
  public func isCovered(by named: Losses) -> Bool {
    Set(uncommitted).isSubset(of: named.uncommitted) && Set(unpushed).isSubset(of: named.unpushed)
  }
}
