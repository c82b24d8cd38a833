#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A worktree that stands.
public struct AddedWorktree: Hashable, Sendable {
  public let path: String
  public let branch: String
  /// False when it stood already.
  public let isNew: Bool
  /// What a person should know, such as that their `post-checkout` hook failed; nil for nothing.
  public let remark: String?
}

extension GitRepository {
  /// Makes a worktree on a new branch.
  ///
  /// When it fails, what it made is gone again: directory, registration, branch and empty folders above.
  ///
  /// - Parameters:
  ///   - path: absolute; nothing may be there yet.
  ///   - commit: the full id of the commit to begin at.
  ///   - timeout: for everything that git does, a person's `post-checkout` hook included.
  /// - Throws: ``GitFailure``: `illegalBranch`, `pathExists`, `branchExists`, or git's words.
  public func addWorktree(
    at path: String, branch: String, commit: String, timeout: Duration = .seconds(300)
  ) async throws(GitFailure) -> AddedWorktree {
    try await check(path: path, branch: branch)
    guard FileKind(at: path) == nil else { throw .pathExists(path) }
    if try await worktree(at: path) != nil { throw .pathExists("\(path) (as git has it noted)") }
    guard try await self.commit("refs/heads/\(branch)") == nil else { throw .branchExists(branch) }
    return try await add(path, branch: branch, commit: commit, isBranchNew: true, timeout: timeout)
  }

  /// Makes a worktree, or goes on with the one that an earlier attempt made or began.
  ///
  /// Only for a path and a branch that are known to be ours. What stands is kept with everything in it; a directory that
  /// was removed by hand is made again on the branch, with its commits; a checkout that was cut short is finished.
  ///
  /// - Parameter commit: where the branch begins if it is not there any more.
  /// - Throws: ``GitFailure``: `otherBranch` or `branchInUse` where somebody switched branches, `pathExists` for foreign
  ///   files at the path.
  public func restoreWorktree(
    at path: String, branch: String, commit: String, timeout: Duration = .seconds(300)
  ) async throws(GitFailure) -> AddedWorktree {
    try await check(path: path, branch: branch)
    let known = try await worktree(at: path)
    if let known, FileKind(at: path) == .directory {
      // During a rebase HEAD is on no branch, and git's list does not tell which one is meant.
      var found = known.branch
      if found == nil { found = try await headOperation(in: path)?.branch }
      guard found == branch else { throw .otherBranch(path: path, wanted: branch, found: found) }
      guard known.isUnfinished else { return AddedWorktree(path: path, branch: branch, isNew: false, remark: nil) }
      // Nobody can have worked in it yet.
      try await git.run(["reset", "--hard", "--quiet"], in: path, timeout: timeout)
      try await run(["worktree", "unlock", "--", known.path])
      return AddedWorktree(
        path: path, branch: branch, isNew: true, remark: "a checkout that was cut short was finished")
    }
    if let known {
      if let reason = known.lock, !known.isUnfinished { throw .locked(path, reason: reason) }
      if known.isUnfinished { try await run(["worktree", "unlock", "--", known.path]) }
      try await run(["worktree", "remove", "--", known.path])
    }
    if let there = FileKind(at: path), there != .directory || !Self.isEmpty(path) { throw .pathExists(path) }
    guard try await self.commit("refs/heads/\(branch)") != nil else {
      return try await add(path, branch: branch, commit: commit, isBranchNew: true, timeout: timeout)
    }
    if let other = try await worktrees().first(where: { $0.branch == branch }) {
      throw .branchInUse(branch, path: other.path)
    }
    return try await add(path, branch: branch, commit: commit, isBranchNew: false, timeout: timeout)
  }

  private func check(path: String, branch: String) async throws(GitFailure) {
    guard try await isLegal(branch: branch) else { throw .illegalBranch(branch) }
    guard path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw .refused("\(path) is no absolute path")
    }
    guard !FileKind.resolvedAsFarAsItExists(path).isInside(commonDirectory) else {
      throw .refused("\(path) is in git's own directory")
    }
  }

  private func add(
    _ path: String, branch: String, commit: String, isBranchNew: Bool, timeout: Duration
  ) async throws(GitFailure) -> AddedWorktree {
    let folders = Self.missingFolders(above: path)
    do throws(GitFailure) {
      // Before anything is there that could show.
      try await exclude(worktree: path)
      try await addPatiently(path, branch: branch, commit: commit, isBranchNew: isBranchNew, timeout: timeout)
      return AddedWorktree(path: path, branch: branch, isNew: true, remark: nil)
    } catch {
      // git's exit code is that of a person's hook, which runs when all is done.
      if let made = try await worktree(at: path), made.branch == branch, made.lock == nil,
        FileKind(at: path) == .directory
      {
        return AddedWorktree(
          path: path, branch: branch, isNew: true, remark: "the worktree stands, but git complained: \(error)")
      }
      await undo(path, branch: isBranchNew ? branch : nil, commit: commit)
      for folder in folders { unsafe rmdir(folder) }
      throw error
    }
  }

  /// A branch that git made before it came upon another worktree in the making is taken at the next attempt.
  private func addPatiently(
    _ path: String, branch: String, commit: String, isBranchNew: Bool, timeout: Duration
  ) async throws(GitFailure) {
    let onBranch = ["worktree", "add", "--quiet", "--", path, branch]
    guard isBranchNew else {
      try await run(onBranch, timeout: timeout)
      return
    }
    do throws(GitFailure) {
      try await run(
        ["worktree", "add", "--quiet", "--no-track", "-b", branch, "--", path, commit], timeout: timeout)
    } catch {
      guard case .refused(let words) = error, words.contains("already exists") || GitProgram.metHalfAWorktree(words),
        FileKind(at: path) == nil, try await self.commit("refs/heads/\(branch)") == commit
      else { throw error }
      try await run(onBranch, timeout: timeout)
    }
  }

  /// Takes back what a failed attempt left. git itself removes what it made, unless it was killed.
  private func undo(_ path: String, branch: String?, commit: String) async {
    if let made = try? await worktree(at: path), made.isUnfinished {
      _ = try? await run(["worktree", "remove", "--force", "--force", "--", made.path])
    }
    // Only where it still begins: nobody has worked on it.
    if let branch { _ = try? await run(["update-ref", "-d", "refs/heads/\(branch)", commit]) }
  }

  /// The folders above a path that do not exist, the deepest first.
  private static func missingFolders(above path: String) -> [String] {
    var parts = path.split(separator: "/").dropLast()
    var missing: [String] = []
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      guard FileKind(at: folder) == nil else { break }
      missing.append(folder)
      parts.removeLast()
    }
    return missing
  }

  private static func isEmpty(_ directory: String) -> Bool {
    // rmdir would tell for sure and take it away: git makes it again.
    unsafe rmdir(directory) == 0
  }
}
