/// Something that git has begun in a worktree and not ended.
public struct HeadOperation: Hashable, Sendable {
  public enum Kind: String, Sendable, Hashable {
    case rebase, merge, cherryPick, revert, bisect
  }

  public let kind: Kind
  /// The branch that it is about while HEAD is on none; nil where HEAD is on it.
  public let branch: String?
}

extension GitRepository {
  /// What is under way in a worktree, by the files that git keeps of it. Nil for nothing.
  func headOperation(in worktree: String) async throws(GitFailure) -> HeadOperation? {
    let own = try await git.run(["rev-parse", "--absolute-git-dir"], in: worktree).withoutLineEnd
    for folder in ["rebase-merge", "rebase-apply"] where FileKind(at: "\(own)/\(folder)") == .directory {
      let name = String(
        decoding: FileBytes.contents(of: "\(own)/\(folder)/head-name", limit: 4096), as: UTF8.self
      ).withoutLineEnd
      let prefix = "refs/heads/"
      return HeadOperation(
        kind: .rebase, branch: name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil)
    }
    let marks: [(String, HeadOperation.Kind)] = [
      ("MERGE_HEAD", .merge), ("CHERRY_PICK_HEAD", .cherryPick), ("REVERT_HEAD", .revert), ("BISECT_LOG", .bisect),
    ]
    for (file, kind) in marks where FileKind(at: "\(own)/\(file)") != nil {
      return HeadOperation(kind: kind, branch: nil)
    }
    return nil
  }
}
