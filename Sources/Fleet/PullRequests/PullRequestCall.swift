/// One run of `gh`, for one repository.
public struct PullRequestCall: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Has anything changed since the list that had this tag? That costs nothing while nothing has.
    case list(tag: String?)
    /// Everything about these.
    case details([Question])
  }

  /// A branch, and its pull request where that is known.
  public struct Question: Hashable, Sendable {
    public let branch: String
    /// Who owns the branch, where it is not the repository's own.
    public let owner: String?
    public let number: Int?

    public init(branch: String, owner: String? = nil, number: Int? = nil) {
      self.branch = branch
      self.owner = owner
      self.number = number
    }
  }

  /// An entry of the list: enough to see whether it is worth a closer look.
  public struct Entry: Hashable, Sendable {
    public let number: Int
    public let branch: String
    /// Who owns the branch, in small letters, where it is not the repository's own.
    public let owner: String?
    /// Seconds since 1970.
    public let updated: Int64

    public init(number: Int, branch: String, owner: String? = nil, updated: Int64) {
      self.number = number
      self.branch = branch
      self.owner = owner
      self.updated = updated
    }
  }

  public enum Answer: Hashable, Sendable {
    /// The list is the one that had the tag.
    case unchanged
    /// - Parameter isWhole: no older ones were left out.
    case list([Entry], tag: String?, isWhole: Bool)
    /// What was found; branches without a pull request are not in it.
    case details([PullRequest])
    case failed(GitHubFailure)
  }

  public let number: Int64
  public let repository: RepositoryName
  public let kind: Kind

  public init(number: Int64, repository: RepositoryName, kind: Kind) {
    self.number = number
    self.repository = repository
    self.kind = kind
  }
}
