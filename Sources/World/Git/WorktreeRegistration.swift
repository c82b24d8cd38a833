/// A worktree as the repository's own list has it.
public struct WorktreeRegistration: Hashable, Sendable {
  /// Absolute path, as git noted it.
  public var path: String
  /// The commit that is checked out; nil in a repository without one.
  public var head: String?
  /// The short name of the branch; nil when HEAD is detached, also during a rebase.
  public var branch: String?
  /// Why it is locked, maybe empty; nil for one that is not.
  public var lock: String?
  /// The first of the list is the repository's own checkout.
  public var isMain = false

  /// git locks a worktree so while it makes it. One that stays so was cut short.
  var isUnfinished: Bool { lock == "initializing" }

  /// Reads `git worktree list --porcelain`, with `separator` behind each line and an empty line behind each worktree.
  static func list(_ text: String, separator: Character) -> [WorktreeRegistration] {
    var list: [WorktreeRegistration] = []
    var startsNext = true
    for line in text.split(separator: separator, omittingEmptySubsequences: false) {
      if line.isEmpty {
        startsNext = true
        continue
      }
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(parts[1]) : ""
      if startsNext {
        guard parts[0] == "worktree" else { continue }
        list.append(WorktreeRegistration(path: value, isMain: list.isEmpty))
        startsNext = false
        continue
      }
      guard let last = list.indices.last else { continue }
      switch parts[0] {
      case "HEAD": list[last].head = value.contains { $0 != "0" } ? value : nil
      case "branch":
        list[last].branch = value.hasPrefix("refs/heads/") ? String(value.dropFirst("refs/heads/".count)) : value
      case "locked": list[last].lock = value
      default: break
      }
    }
    return list
  }
}

extension GitRepository {
  /// Every worktree that the repository knows, its own checkout first, also those whose directory is gone.
  public func worktrees() async throws(GitFailure) -> [WorktreeRegistration] {
    let answer = try await outcome(["worktree", "list", "--porcelain", "-z"])
    if answer.status == 0 { return WorktreeRegistration.list(answer.output, separator: "\0") }
    // `-z` came with git 2.36.
    return WorktreeRegistration.list(try await run(["worktree", "list", "--porcelain"]), separator: "\n")
  }

  /// The worktree at a path, however the path is written.
  func worktree(at path: String) async throws(GitFailure) -> WorktreeRegistration? {
    let place = FileKind.resolvedAsFarAsItExists(path)
    return try await worktrees().first { $0.path == path || FileKind.resolvedAsFarAsItExists($0.path) == place }
  }
}
