import Fleet
import TmuxUI

/// What was found when a person asked for an item's pull request.
public struct RefreshReport: Codable, Hashable, Sendable {
  public var item: String
  public var name: String
  /// `owner/name`, or the directory's name.
  public var repository: String
  public var branch: String
  /// found: as it is now; none: the branch has no pull request; unknown: it could not be asked, and what is told is
  /// what was known before.
  public var outcome: String
  /// Why it is unknown, in words for a person.
  public var reason: String?
  /// With unknown: when it will be asked again by itself, where the server wants to be left alone until then. ISO 8601,
  /// UTC, milliseconds.
  public var until: String?
  public var pullRequest: ItemReport.PullRequestReport?

  enum CodingKeys: String, CodingKey {
    case item, name, repository, branch, outcome, reason, until
    case pullRequest = "pull_request"
  }

  /// - Parameter reason: nil: it was asked for.
  init(_ item: WorkItem, reason: String? = nil, until: String? = nil) {
    self.item = "\(item.id)"
    name = item.name
    repository = item.repository.title
    branch = item.branch
    outcome = reason != nil ? "unknown" : item.pullRequest == nil ? "none" : "found"
    self.reason = reason.map { PlainText.line($0, limit: 300) }
    self.until = until
    pullRequest = item.pullRequest.map { ItemReport.PullRequestReport($0) }
  }
}
