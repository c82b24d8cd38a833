/// One git repository with a checkout: the place that worktrees are made beside.
public struct GitRepository: Hashable, Sendable {
  public let git: GitProgram
  /// The top directory of the main checkout, without links; also when it was found from inside a worktree.
  public let top: String
  /// What all worktrees share: mostly `TOP/.git`.
  public let commonDirectory: String

  /// The repository that a directory lies in.
  ///
  /// - Throws: ``GitFailure``: `missing` for no directory, `noRepository`, `bare`, or git's words, such as those about a
  ///   directory that belongs to somebody else.
  public static func locate(_ directory: String, git: GitProgram) async throws(GitFailure) -> GitRepository {
    guard let place = FileKind.resolved(directory), FileKind(at: place) == .directory else {
      throw .missing(directory)
    }
    let answer = try await git.outcome(
      ["rev-parse", "--path-format=absolute", "--is-bare-repository", "--git-dir", "--git-common-dir"], in: place)
    guard answer.status == 0 else {
      let words = GitProgram.words(answer)
      throw words.hasPrefix("not a git repository") ? .noRepository(directory) : .refused(words)
    }
    let lines = answer.output.split(separator: "\n").map(String.init)
    guard lines.count == 3 else { throw .refused("unexpected answer of git rev-parse: \(answer.output.trimmed)") }
    let (isBare, own, common) = (lines[0] == "true", lines[1], lines[2])
    if isBare { throw .bare(directory) }
    if own == common {
      let top = try await git.outcome(["rev-parse", "--show-toplevel"], in: place)
      if top.status == 0 { return GitRepository(git: git, top: top.output.withoutLineEnd, commonDirectory: common) }
    }
    // From inside a linked worktree, or inside `.git` itself.
    guard common.hasSuffix("/.git"), let top = FileKind.resolved(String(common.dropLast(5))),
      try await git.outcome(["--git-dir", common, "config", "--bool", "core.bare"], in: top).output.trimmed != "true"
    else { throw .bare(directory) }
    return GitRepository(git: git, top: top, commonDirectory: common)
  }

  @discardableResult
  func run(_ arguments: [String], timeout: Duration = .seconds(60)) async throws(GitFailure) -> String {
    try await git.run(arguments, in: top, timeout: timeout)
  }

  func outcome(_ arguments: [String], timeout: Duration = .seconds(60)) async throws(GitFailure) -> BoundedRun.Outcome {
    try await git.outcome(arguments, in: top, timeout: timeout)
  }

  /// The commit that a name stands for; nil for none.
  func commit(_ name: String) async throws(GitFailure) -> String? {
    let answer = try await outcome(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
    return answer.status == 0 ? answer.output.trimmed : nil
  }
}

extension String {
  /// Only the line feed that a program ends its answer with: a path may end with a blank.
  var withoutLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
