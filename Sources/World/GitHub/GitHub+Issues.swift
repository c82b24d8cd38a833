public import Fleet
internal import Recognition

/// An issue, as far as an agent is told of it.
public struct GitHubIssue: Hashable, Sendable, Codable {
  public let number: Int
  public let title: String
  public let text: String
  public let url: String
  public let isOpen: Bool
  public let labels: [String]
}

extension GitHub {
  /// - Throws: ``GitHubFailure``; ``GitHubFailure/noSuchRepository(_:)`` also when there is no such issue, or it is a
  ///   pull request.
  public func issue(_ number: Int, in repository: RepositoryName) async throws(GitHubFailure) -> GitHubIssue {
    let path = "\(Self.path(of: repository))/issues/\(number)"
    let value = try GitHubReply(try await run(["api", path, "--include", "--hostname", repository.host])).json()
    guard value["pull_request"] == nil else { throw .noSuchRepository("#\(number) is a pull request") }
    guard value["number"]?.integer == Int64(number), let title = value["title"]?.string else {
      throw .garbage("no issue")
    }
    return GitHubIssue(
      number: number, title: title, text: value["body"]?.string ?? "", url: value["html_url"]?.string ?? "",
      isOpen: value["state"]?.string != "closed", labels: value["labels"]?.array.compactMap { $0["name"]?.string } ?? []
    )
  }
}
