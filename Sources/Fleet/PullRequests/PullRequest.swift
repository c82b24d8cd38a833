/// A pull request, as far as anything follows from it. Times are seconds since 1970.
public struct PullRequest: Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable {
    case open, draft, closed, merged

    public var isOpen: Bool { self == .open || self == .draft }
  }

  public enum Mergeability: String, Codable, Sendable {
    case yes, conflicting, unknown
  }

  /// What the rules of the repository make of its reviews.
  public enum Decision: String, Codable, Sendable {
    case required, approved, changesRequested
  }

  public var number: Int
  public var url: String
  public var title: String
  /// Login of who opened it; empty for an account that is no more.
  public var author: String
  /// The branch that is to be merged, without its owner.
  public var branch: String
  /// The commit at the branch's tip.
  public var head: String
  public var base: String
  public var state: State
  /// One for each name and workflow: of several runs the newest.
  public private(set) var checks: [Check]
  /// Nil where no rule asks for reviews.
  public var decision: Decision?
  /// In the order in which they were handed in.
  public var reviews: [Review]
  /// What was said, oldest first: below the pull request, at a line, or as the text of a review that decides nothing.
  public var comments: [Comment]
  /// The last that was known; see ``isMergeabilityPending``.
  public var mergeable: Mergeability
  /// The server works this out when asked, and has no answer yet.
  public var isMergeabilityPending: Bool
  /// When anything but a check changed last.
  public var updated: Int64
  public var mergedAt: Int64?

  public init(
    number: Int, url: String = "", title: String = "", author: String = "", branch: String, head: String = "",
    base: String = "", state: State = .open, checks: [Check] = [], decision: Decision? = nil, reviews: [Review] = [],
    comments: [Comment] = [], mergeable: Mergeability = .unknown, updated: Int64 = 0, mergedAt: Int64? = nil
  ) {
    self.number = number
    self.url = url
    self.title = title
    self.author = author
    self.branch = branch
    self.head = head
    self.base = base
    self.state = state
    self.checks = Check.newest(of: checks)
    self.decision = decision
    self.reviews = reviews
    self.comments = comments
    self.mergeable = mergeable
    isMergeabilityPending = mergeable == .unknown && state.isOpen
    self.updated = updated
    self.mergedAt = mergedAt
  }

  /// Replaces the checks; of several runs of one the newest stays.
  public mutating func setChecks(_ checks: [Check]) { self.checks = Check.newest(of: checks) }
}

// MARK: Summaries

extension PullRequest {
  /// All checks in one word.
  public enum CI: String, Codable, Sendable {
    /// There are no checks.
    case unknown
    case pending, failing, passing
  }

  /// One failure is a failure, whatever still runs. Skipped checks stand in nobody's way.
  public var ci: CI {
    if checks.isEmpty { return .unknown }
    if checks.contains(where: { $0.bucket == .fail }) { return .failing }
    return checks.contains { $0.bucket == .pending } ? .pending : .passing
  }

  public var failingChecks: [Check] { checks.filter { $0.bucket == .fail } }

  public var hasRunningChecks: Bool { checks.contains { $0.bucket == .pending } }

  /// What its reviews come to. Where no rule decides, each reviewer's last word counts.
  public var verdict: Decision? {
    if let decision { return decision }
    var last: [String: Review.State] = [:]
    for review in reviews where review.state != .commented { last[review.author] = review.state }
    if last.values.contains(.changesRequested) { return .changesRequested }
    return last.values.contains(.approved) ? .approved : nil
  }
}

// MARK: Reading what an older argosy wrote

extension PullRequest {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    number = try values.decode(Int.self, forKey: .number)
    url = try values.decode(.url, or: "")
    title = try values.decode(.title, or: "")
    author = try values.decode(.author, or: "")
    branch = try values.decode(.branch, or: "")
    head = try values.decode(.head, or: "")
    base = try values.decode(.base, or: "")
    state = try values.decode(State.self, forKey: .state)
    checks = try values.decode(.checks, or: [])
    decision = try values.decodeIfPresent(Decision.self, forKey: .decision)
    reviews = try values.decode(.reviews, or: [])
    comments = try values.decode(.comments, or: [])
    mergeable = try values.decode(.mergeable, or: .unknown)
    isMergeabilityPending = try values.decode(.isMergeabilityPending, or: false)
    updated = try values.decode(.updated, or: 0)
    mergedAt = try values.decodeIfPresent(Int64.self, forKey: .mergedAt)
  }
}
