extension GitRepository {
  /// What came of removing something.
  public enum Removal: Hashable, Sendable {
    case removed
    /// It was gone already.
    case absent
  }

  /// Removes a linked worktree of this repository; its branch stays.
  ///
  /// git does it, which refuses while files are changed or untracked. Files that git ignores go with it.
  ///
  /// - Parameters:
  ///   - force: also with changed and untracked files. A person has been told of them.
  ///   - protected: a worktree that stands on one of these is none of ours.
  /// - Throws: ``GitFailure``: `notAWorktree`, `mainCheckout`, `protectedBranch`, `locked` (also with force), `unclean`.
  @discardableResult
  public func removeWorktree(
    _ path: String, force: Bool, protected: ProtectedBranches, timeout: Duration = .seconds(300)
  ) async throws(GitFailure) -> Removal {
    guard let known = try await worktree(at: path) else {
      guard FileKind(at: path) != nil else { return .absent }
      throw .notAWorktree(path)
    }
    if known.isMain || FileKind.resolvedAsFarAsItExists(known.path) == top { throw .mainCheckout(path) }
    if let branch = known.branch, protected.contains(branch) { throw .protectedBranch(branch) }
    if let reason = known.lock { throw .locked(path, reason: reason) }
    let answer = try await outcome(
      ["worktree", "remove"] + (force ? ["--force"] : []) + ["--", known.path], timeout: timeout)
    guard answer.status == 0 else {
      let words = GitProgram.words(answer)
      throw words.contains("contains modified or untracked files") ? .unclean(path, words) : .refused(words)
    }
    return .removed
  }

  /// Removes a branch.
  ///
  /// - Parameters:
  ///   - commit: where the branch was when its commits were looked at. It goes even if they are nowhere else, unless it
  ///     went on since then. Nil: it goes only if its commits are in its upstream or in the main checkout.
  /// - Throws: ``GitFailure``: `protectedBranch`, `branchInUse`, `moved`, `unmerged`.
  @discardableResult
  public func deleteBranch(
    _ branch: String, lastSeenAt commit: String?, protected: ProtectedBranches
  ) async throws(GitFailure) -> Removal {
    guard try await isLegal(branch: branch) else { throw .illegalBranch(branch) }
    if protected.contains(branch) { throw .protectedBranch(branch) }
    guard let tip = try await self.commit("refs/heads/\(branch)") else { return .absent }
    if let other = try await worktrees().first(where: { $0.branch == branch }) {
      throw .branchInUse(branch, path: other.path)
    }
    if let commit, commit != tip { throw .moved(branch, expected: commit, found: tip) }
    let answer = try await outcome(["branch", "--quiet", commit == nil ? "--delete" : "-D", "--", branch])
    guard answer.status == 0 else {
      let words = GitProgram.words(answer)
      throw words.contains("not fully merged") ? .unmerged(branch) : .refused(words)
    }
    return .removed
  }
}
