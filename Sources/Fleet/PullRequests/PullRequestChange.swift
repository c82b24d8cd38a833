/// One thing that happened to a pull request.
public enum PullRequestChange: Hashable, Codable, Sendable {
  case opened
  case reopened
  /// Nothing has failed, and not all is done.
  case checksRunning
  /// All that fail. Once for each commit, and again when what failed was run again and failed again.
  case checksFailing([PullRequest.Check])
  /// Some failed before, and these now too.
  case moreChecksFailing([PullRequest.Check])
  case checksPassing
  /// All that is new since the last look.
  case reviewComments([PullRequest.Comment])
  /// The reviews that ask for it, as far as they are new.
  case changesRequested([PullRequest.Review])
  case approved([PullRequest.Review])
  case conflict
  case conflictResolved
  case merged
  case closed
}

/// Whose comments are no news.
public struct RemarkFilter: Hashable, Codable, Sendable {
  /// An agent answers under the name under which it opened the pull request.
  public var ignoresAuthor: Bool
  public var ignoresBots: Bool
  /// Logins, without regard to case and to a `[bot]` at the end.
  public var ignored: Set<String>

  public init(ignoresAuthor: Bool = true, ignoresBots: Bool = false, ignored: Set<String> = []) {
    self.ignoresAuthor = ignoresAuthor
    self.ignoresBots = ignoresBots
    self.ignored = ignored
  }

  func lets(_ comment: PullRequest.Comment, on pullRequest: PullRequest) -> Bool {
    if ignoresBots, comment.isBot { return false }
    let author = Self.plain(comment.author)
    if ignoresAuthor, !author.isEmpty, author == Self.plain(pullRequest.author) { return false }
    return !ignored.contains { Self.plain($0) == author }
  }

  private static func plain(_ login: String) -> String {
    let login = login.lowercased()
    return login.hasSuffix("[bot]") ? String(login.dropLast(5)) : login
  }
}
