import Fleet
internal import Recognition

/// Pull requests out of the server's JSON. What is missing or of another type is left out; only without a number or a
/// branch there is none.
enum PullRequestReader {
  /// Of what was asked, everything that was found.
  static func found(_ query: PullRequestQuery, in repository: JSONValue) -> [PullRequest] {
    query.aliases.compactMap { alias, question in
      guard let value = repository[alias] else { return nil }
      let candidates = question.number == nil ? value["nodes"]?.array.filter { isMeant($0, question) } ?? [] : [value]
      guard var found = best(of: candidates.compactMap(pullRequest)) else { return nil }
      // The branch may have got another name on the server; here it has this one.
      found.branch = question.branch
      return found
    }
  }

  private static func isMeant(_ value: JSONValue, _ question: PullRequestCall.Question) -> Bool {
    guard let owner = question.owner else { return value["isCrossRepository"]?.bool != true }
    return value["headRepositoryOwner"]?["login"]?.string?.lowercased() == owner.lowercased()
  }

  private static func best(of candidates: [PullRequest]) -> PullRequest? {
    candidates.max { ($0.state.isOpen ? 1 : 0, $0.number) < ($1.state.isOpen ? 1 : 0, $1.number) }
  }

  static func pullRequest(_ value: JSONValue) -> PullRequest? {
    guard let number = value["number"]?.integer, let branch = value["headRefName"]?.string else { return nil }
    let rollup = value["commits"]?["nodes"]?.array.last?["commit"]?["statusCheckRollup"]
    let reviews = value["reviews"]?["nodes"]?.array ?? []
    let threads = value["reviewThreads"]?["nodes"]?.array ?? []
    let comments =
      (value["comments"]?["nodes"]?.array ?? []) + threads.flatMap { $0["comments"]?["nodes"]?.array ?? [] }
      // The text of a review that decides nothing is a comment like any other.
      + reviews.filter { $0["state"]?.string == "COMMENTED" }
    return PullRequest(
      number: Int(clamping: number), url: value["url"]?.string ?? "", title: text(value["title"]),
      author: login(value), branch: branch, head: value["headRefOid"]?.string ?? "",
      base: value["baseRefName"]?.string ?? "", state: state(value),
      checks: (rollup?["contexts"]?["nodes"]?.array ?? []).compactMap(check), decision: decision(value),
      reviews: reviews.compactMap(review).sorted { $0.at < $1.at },
      comments: comments.compactMap(comment).sorted { $0.at < $1.at }, mergeable: mergeable(value),
      updated: time(value["updatedAt"]) ?? 0, mergedAt: time(value["mergedAt"]))
  }

  // MARK: Words

  private static func state(_ value: JSONValue) -> PullRequest.State {
    switch value["state"]?.string {
    case "MERGED": .merged
    case "CLOSED": .closed
    default: value["isDraft"]?.bool == true ? .draft : .open
    }
  }

  private static func mergeable(_ value: JSONValue) -> PullRequest.Mergeability {
    switch value["mergeable"]?.string {
    case "MERGEABLE": .yes
    case "CONFLICTING": .conflicting
    default: .unknown
    }
  }

  private static func decision(_ value: JSONValue) -> PullRequest.Decision? {
    switch value["reviewDecision"]?.string {
    case "APPROVED": .approved
    case "CHANGES_REQUESTED": .changesRequested
    case "REVIEW_REQUIRED": .required
    default: nil
    }
  }

  // MARK: Checks

  private static func check(_ value: JSONValue) -> PullRequest.Check? {
    if let context = value["context"]?.string {
      let bucket = bucket(ofState: value["state"]?.string)
      let at = time(value["createdAt"])
      return .init(
        name: context, bucket: bucket, started: at, completed: bucket == .pending ? nil : at,
        link: value["targetUrl"]?.string)
    }
    guard let name = value["name"]?.string else { return nil }
    let isDone = value["status"]?.string == "COMPLETED"
    return .init(
      name: name, workflow: value["checkSuite"]?["workflowRun"]?["workflow"]?["name"]?.string,
      bucket: isDone ? bucket(ofConclusion: value["conclusion"]?.string) : .pending,
      id: value["databaseId"]?.integer, started: time(value["startedAt"]), completed: time(value["completedAt"]),
      link: value["detailsUrl"]?.string)
  }

  private static func bucket(ofState state: String?) -> PullRequest.Check.Bucket {
    switch state {
    case "SUCCESS": .pass
    case "ERROR", "FAILURE": .fail
    default: .pending
    }
  }

  private static func bucket(ofConclusion conclusion: String?) -> PullRequest.Check.Bucket {
    switch conclusion {
    case "SUCCESS", "NEUTRAL": .pass
    case "SKIPPED": .skipped
    case "FAILURE", "CANCELLED", "TIMED_OUT", "ACTION_REQUIRED", "STARTUP_FAILURE": .fail
    default: .pending
    }
  }

  // MARK: What people say

  private static func review(_ value: JSONValue) -> PullRequest.Review? {
    let states: [String: PullRequest.Review.State] = [
      "APPROVED": .approved, "CHANGES_REQUESTED": .changesRequested, "COMMENTED": .commented, "DISMISSED": .dismissed,
    ]
    // One that is PENDING was not handed in yet.
    guard let id = value["id"]?.string, let state = value["state"]?.string.flatMap({ states[$0] }) else { return nil }
    return .init(
      id: id, author: login(value), state: state, text: text(value["body"]), at: time(value["submittedAt"]) ?? 0)
  }

  private static func comment(_ value: JSONValue) -> PullRequest.Comment? {
    let text = text(value["body"])
    guard let id = value["id"]?.string, !text.isEmpty else { return nil }
    return .init(
      id: id, author: login(value), isBot: value["author"]?["__typename"]?.string == "Bot", text: text,
      at: time(value["createdAt"]) ?? time(value["submittedAt"]) ?? 0, path: value["path"]?.string,
      line: value["line"]?.integer.map { Int(clamping: $0) })
  }

  private static func login(_ value: JSONValue) -> String { value["author"]?["login"]?.string ?? "" }

  private static func time(_ value: JSONValue?) -> Int64? { value?.string.flatMap(GitHubTime.seconds(of:)) }

  /// As much of it as anybody reads.
  private static func text(_ value: JSONValue?) -> String { String((value?.string ?? "").prefix(16_000)) }
}
