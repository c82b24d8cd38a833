extension GitRepository {
  /// Looks at a worktree without changing or locking anything.
  ///
  /// - Parameters:
  ///   - path: absolute. One that is gone is told as such, not thrown.
  ///   - branch: the default branch to compare with, as ``defaultBranch(timeout:)`` tells it; nil for none. It is not
  ///     fetched here.
  ///   - limit: how many changes and commits are listed; all are counted.
  /// - Throws: ``GitFailure``: git's words, when the worktree cannot be read.
  public func inspect(
    _ path: String, against branch: DefaultBranch?, limit: Int = 20
  ) async throws(GitFailure) -> WorktreeFacts {
    let known = try await worktree(at: path)
    var facts = WorktreeFacts(
      path: path, exists: FileKind(at: path) == .directory, isRegistered: known != nil, branch: known?.branch,
      head: known?.head, lock: known?.lock)
    // Without its registration git would look at whatever repository is around it.
    guard facts.exists, facts.isRegistered else { return facts }
    let status = WorktreeStatus(
      try await git.run(
        ["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal", "--ignore-submodules=none"],
        in: path, timeout: .seconds(120)), limit: limit)
    facts.changes = status.changes
    facts.head = status.head
    facts.operation = try await headOperation(in: path)
    facts.branch = status.branch ?? facts.operation?.branch
    guard let head = status.head else { return facts }
    var reference = branch?.reference
    if let name = reference, try await commit(name) == nil { reference = nil }
    facts.comparedWith = status.upstream ?? reference.map(Self.short)
    let remote = try await remote()
    var elsewhere = remote.map { ["--remotes=\($0)"] } ?? []
    // An upstream that is gone at the remote may be named still.
    if let upstream = status.upstream, try await commit("refs/remotes/\(upstream)") != nil {
      elsewhere.append("refs/remotes/\(upstream)")
    }
    if let reference { elsewhere.append(reference) }
    facts.unpushed = try await commits(of: head, not: elsewhere, limit: limit)
    if let reference { facts.integration = try await integration(of: head, in: reference) }
    return facts
  }

  private static func short(_ reference: String) -> String {
    for prefix in ["refs/remotes/", "refs/heads/"] where reference.hasPrefix(prefix) {
      return String(reference.dropFirst(prefix.count))
    }
    return reference
  }

  private func commits(
    of head: String, not known: [String], limit: Int
  ) async throws(GitFailure) -> WorktreeFacts.Capped<WorktreeFacts.Commit> {
    let range = [head] + (known.isEmpty ? [] : ["--not"] + known) + ["--"]
    let count = Int(try await run(["rev-list", "--count"] + range).trimmed) ?? 0
    guard count > 0, limit > 0 else { return .init(count: count, listed: []) }
    let log = try await run(["log", "-z", "--no-show-signature", "--format=%h%x09%s", "--max-count=\(limit)"] + range)
    let listed = log.split(separator: "\0").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      return WorktreeFacts.Commit(id: String(parts[0]), subject: parts.count > 1 ? String(parts[1]) : "")
    }
    return .init(count: count, listed: listed)
  }

  /// Whether the work on `head` is in the default branch, by commits or by content.
  func integration(of head: String, in reference: String) async throws(GitFailure) -> WorktreeFacts.Integration {
    if try await isAncestor(head, of: reference) { return .contained }
    // Merging what is in already changes nothing. git 2.38 learned to try this without a checkout.
    let merged = try await outcome(["merge-tree", "--write-tree", "--end-of-options", reference, head])
    if merged.status == 0, let tree = merged.output.split(separator: "\n").first,
      try await run(["rev-parse", "\(reference)^{tree}"]).trimmed == tree
    {
      return .equivalent
    }
    // Each commit for itself may be there, though what came after it changed the same lines again.
    let count = Int(try await run(["rev-list", "--count", head, "--not", reference, "--"]).trimmed) ?? .max
    guard count <= Self.comparedCommits else { return .missing }
    let marks = try await run(["cherry", reference, head]).split(separator: "\n")
    return !marks.isEmpty && marks.count == count && marks.allSatisfy { $0.hasPrefix("- ") } ? .equivalent : .missing
  }

  /// Comparing patches costs time for each commit.
  private static let comparedCommits = 100
}
