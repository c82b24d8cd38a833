/// Why git did not do what it was asked, or was not asked at all. Each says what a person can do.
public enum GitFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case notInstalled
  /// There is no such directory.
  case missing(String)
  case noRepository(String)
  /// A repository without files of its own, in which nobody can work.
  case bare(String)
  /// git's own words.
  case refused(String)
  case silent(command: String, seconds: Int)
  case noDefaultBranch(String)
  /// Nothing was ever committed on the branch that a new one should begin at.
  case noCommits(String)
  case illegalBranch(String)
  case unknownReference(String)
  case pathExists(String)
  case branchExists(String)
  /// The branch is checked out at the path.
  case branchInUse(String, path: String)
  /// Another branch than ours stands in our worktree; nil for none.
  case otherBranch(path: String, wanted: String, found: String?)
  case protectedBranch(String)
  /// No worktree of this repository, so none of our business.
  case notAWorktree(String)
  case mainCheckout(String)
  case locked(String, reason: String)
  /// Files would be lost; with git's words.
  case unclean(String, String)
  /// The branch has commits that are nowhere else.
  case unmerged(String)
  /// The branch is not where it was when a person was told what would be lost.
  case moved(String, expected: String, found: String)

  public var description: String {
    switch self {
    case .notInstalled: "git was not found on PATH. Install it and try again."
    case .missing(let path): "there is no directory \(path)"
    case .noRepository(let path): "\(path) is not in a git repository. Go into one, or name it with --repo"
    case .bare(let path):
      "\(path) is a bare repository, without a checkout. Clone it, and name the clone with --repo"
    case .refused(let words): words.isEmpty ? "git refused without saying why" : words
    case .silent(let command, let seconds): "git \(command) was not done within \(seconds) s"
    case .noDefaultBranch(let path):
      "the default branch of \(path) cannot be found out. Name one with --base, or `base:` in .argosy.yml"
    case .noCommits(let branch): "nothing is committed on \(branch) yet: commit something first"
    case .illegalBranch(let name): "`\(name)` is no name that git takes for a branch"
    case .unknownReference(let name): "there is no branch, tag or commit `\(name)`"
    case .pathExists(let path): "\(path) exists already. Choose another name with --name, or move it away"
    case .branchExists(let branch):
      "the branch \(branch) exists already. Choose another name with --name, or, if it is done with, "
        + "remove it with: git branch -d \(branch)"
    case .branchInUse(let branch, let path): "the branch \(branch) is checked out at \(path)"
    case .otherBranch(let path, let wanted, let found):
      "\(path) should be on \(wanted), and is on \(found ?? "no branch"). To go on: git -C \(path) switch \(wanted)"
    case .protectedBranch(let branch): "\(branch) is a protected branch, which is never removed"
    case .notAWorktree(let path): "\(path) is not a worktree of this repository"
    case .mainCheckout(let path): "\(path) is the repository's own checkout, not a worktree beside it"
    case .locked(let path, let reason):
      "the worktree \(path) is locked\(reason.isEmpty ? "" : " (\(reason))"). To unlock it: git worktree unlock \(path)"
    case .unclean(_, let words): words
    case .unmerged(let branch): "the branch \(branch) has commits that are nowhere else"
    case .moved(let branch, let expected, let found):
      "the branch \(branch) went on from \(expected.prefix(10)) to \(found.prefix(10)). Look at it again first"
    }
  }
}
