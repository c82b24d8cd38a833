/// What a worktree holds: everything that a person must know before it goes.
public struct WorktreeFacts: Hashable, Sendable {
  /// A list that was cut: `count` is the whole, `listed` its beginning.
  public struct Capped<Element: Hashable & Sendable>: Hashable, Sendable {
    public var count: Int
    public var listed: [Element]

    public init(count: Int, listed: [Element]) {
      self.count = count
      self.listed = listed
    }
  }

  /// A file that is not as it was committed.
  public struct Change: Hashable, Sendable {
    /// From the worktree's top. A directory in which nothing is tracked ends with a slash.
    public let path: String
    /// git's two letters: index and worktree; `??` for an untracked file.
    public let status: String
  }

  public struct Commit: Hashable, Sendable {
    /// The short id.
    public let id: String
    public let subject: String
  }

  /// Whether what was committed is in the default branch.
  public enum Integration: String, Hashable, Sendable {
    /// Every commit is in it; also when there was none.
    case contained
    /// Its changes are in it as other commits: squashed, rebased or picked.
    case equivalent
    case missing
    /// There is no default branch to compare with.
    case unknown
  }

  public var path: String
  /// The directory is there.
  public var exists: Bool
  /// The repository has it in its list.
  public var isRegistered: Bool
  /// Nil when HEAD is on none; during a rebase, the branch that is rebased.
  public var branch: String?
  /// The full id; nil where nothing is committed.
  public var head: String?
  public var changes = Capped<Change>(count: 0, listed: [])
  /// Commits of HEAD that are neither upstream nor on any branch of the remote's; without a remote, not in the default
  /// branch. They would be lost with the branch.
  public var unpushed = Capped<Commit>(count: 0, listed: [])
  /// The branch that HEAD is compared with: its upstream, else the default branch.
  public var comparedWith: String?
  public var integration = Integration.unknown
  /// Why it is locked, maybe empty; nil when it is not.
  public var lock: String?
  public var operation: HeadOperation?

  /// Nothing is lost when the worktree and ``branch`` go. Never true of a HEAD on no branch: what its branch holds is
  /// not told then.
  public var isDisposable: Bool {
    exists && isRegistered && branch != nil && changes.count == 0 && operation == nil && lock == nil
      && (unpushed.count == 0 || integration == .equivalent)
  }
}
