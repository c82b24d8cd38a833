import Foundation

extension GitHubState.Pull {
  public func url(_ repository: String) -> String { "https://github.com/\(repository)/pull/\(number)" }

  /// As GraphQL shows it.
  public func node(repository: String) -> [String: Any] {
    let line = comments.filter { $0.path != nil }
    return [
      "number": number, "url": url(repository), "title": title, "author": Self.author(author), "headRefName": head,
      "headRefOid": headOid, "baseRefName": base, "state": state, "isDraft": draft,
      "isCrossRepository": headOwner != nil,
      "headRepositoryOwner": ["login": headOwner ?? String(repository.prefix { $0 != "/" })],
      "mergeable": mergeable, "reviewDecision": GitHubJSON.orNull(reviewDecision), "updatedAt": updatedAt,
      "mergedAt": GitHubJSON.orNull(mergedAt),
      "commits": [
        "nodes": [
          ["commit": ["statusCheckRollup": GitHubJSON.orNull(rollup(repository))]]
        ]
      ],
      "reviews": ["nodes": reviews.map(\.node)],
      "comments": ["nodes": comments.filter { $0.path == nil }.map(\.node)],
      "reviewThreads": ["nodes": line.map { ["comments": ["nodes": [$0.node]]] }],
    ]
  }

  private func rollup(_ repository: String) -> [String: Any]? {
    checks.isEmpty ? nil : ["contexts": ["nodes": checks.map { $0.node(repository: repository) }]]
  }

  /// As REST lists it.
  func entry(owner: String, repository: String) -> [String: Any] {
    [
      "number": number, "html_url": url(repository), "title": title, "state": state == "OPEN" ? "open" : "closed",
      "draft": draft, "updated_at": updatedAt, "created_at": createdAt, "merged_at": GitHubJSON.orNull(mergedAt),
      "head": ["ref": head, "sha": headOid, "user": ["login": headOwner ?? owner]], "base": ["ref": base],
      "user": ["login": author],
    ]
  }

  /// As `gh pr view --json` prints it, all fields of it.
  public func fields(repository: String) -> [String: Any] {
    var fields = node(repository: repository)
    fields["commits"] = nil
    fields["reviewThreads"] = nil
    fields["body"] = body
    fields["createdAt"] = createdAt
    fields["closedAt"] = GitHubJSON.orNull(closedAt)
    fields["reviewDecision"] = reviewDecision ?? ""
    fields["reviews"] = reviews.map(\.node)
    fields["latestReviews"] = reviews.map(\.node)
    fields["comments"] = comments.filter { $0.path == nil }.map(\.node)
    fields["labels"] = [Any]()
    fields["mergeStateStatus"] = mergeable == "CONFLICTING" ? "DIRTY" : "CLEAN"
    fields["statusCheckRollup"] = checks.map { check in
      check.node(repository: repository).merging(["workflowName": check.workflow ?? ""]) { mine, _ in mine }
    }
    return fields
  }

  static func author(_ login: String) -> [String: Any] {
    ["login": login, "__typename": login.hasSuffix("[bot]") ? "Bot" : "User"]
  }
}

extension GitHubState.Check {
  func node(repository: String) -> [String: Any] {
    let link = "https://github.com/\(repository)/actions/runs/1/job/\(id)"
    guard let workflow else {
      return [
        "__typename": "StatusContext", "context": name, "state": conclusion ?? "PENDING",
        "targetUrl": "https://ci.example.com/\(id)", "createdAt": GitHubJSON.orNull(startedAt),
      ]
    }
    return [
      "__typename": "CheckRun", "databaseId": id, "name": name, "status": status,
      "conclusion": GitHubJSON.orNull(conclusion), "startedAt": GitHubJSON.orNull(startedAt),
      "completedAt": GitHubJSON.orNull(completedAt), "detailsUrl": link,
      "checkSuite": ["workflowRun": ["workflow": ["name": workflow]]],
    ]
  }

  /// gh's word for how it is.
  public var bucket: String {
    guard status == "COMPLETED" else { return "pending" }
    return switch conclusion {
    case "SUCCESS", "NEUTRAL": "pass"
    case "SKIPPED": "skipping"
    case "CANCELLED": "cancel"
    case "FAILURE", "ERROR", "TIMED_OUT", "ACTION_REQUIRED": "fail"
    default: "pending"
    }
  }
}

extension GitHubState.Review {
  var node: [String: Any] {
    [
      "id": id, "author": GitHubState.Pull.author(author), "state": state, "body": body, "submittedAt": submittedAt,
    ]
  }
}

extension GitHubState.Comment {
  var node: [String: Any] {
    [
      "id": id, "author": GitHubState.Pull.author(author), "body": body, "createdAt": createdAt,
      "path": GitHubJSON.orNull(path), "line": GitHubJSON.orNull(line),
    ]
  }
}

extension GitHubState.Issue {
  public func url(_ repository: String) -> String { "https://github.com/\(repository)/issues/\(number)" }

  func entry(repository: String) -> [String: Any] {
    [
      "number": number, "title": title, "body": body, "state": state.lowercased(), "html_url": url(repository),
      "labels": labels.map { ["name": $0] },
    ]
  }

  /// As `gh issue view --json` prints it.
  public func fields(repository: String) -> [String: Any] {
    [
      "number": number, "title": title, "body": body, "state": state, "url": url(repository),
      "labels": labels.map { ["name": $0] }, "comments": [Any](),
    ]
  }
}
