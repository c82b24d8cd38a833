extension GitHubState {
  /// A pull request. The words are GitHub's own.
  public struct Pull: Codable, Sendable, Hashable {
    public var number: Int
    public var title: String
    public var body: String
    public var head: String
    /// Who owns the branch, when it lies in a fork.
    public var headOwner: String?
    public var headOid: String
    public var base: String
    public var author: String
    /// OPEN, CLOSED or MERGED.
    public var state: String
    public var draft: Bool
    /// MERGEABLE, CONFLICTING or UNKNOWN.
    public var mergeable: String
    /// APPROVED, CHANGES_REQUESTED or REVIEW_REQUIRED; nil where no rule asks for reviews.
    public var reviewDecision: String?
    public var checks: [Check]
    public var reviews: [Review]
    public var comments: [Comment]
    public var createdAt: String
    public var updatedAt: String
    public var mergedAt: String?
    public var closedAt: String?

    public init(number: Int, head: String, title: String = "", base: String = "main", author: String = "agent") {
      self.number = number
      self.title = title
      body = ""
      self.head = head
      headOid = String(repeating: "a", count: 40)
      self.base = base
      self.author = author
      state = "OPEN"
      draft = false
      mergeable = "MERGEABLE"
      checks = []
      reviews = []
      comments = []
      createdAt = "2026-01-01T00:00:00Z"
      updatedAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        number: try fields.decode(Int.self, forKey: .number), head: try fields.decode(String.self, forKey: .head),
        title: try fields.value(.title, or: ""), base: try fields.value(.base, or: "main"),
        author: try fields.value(.author, or: "agent"))
      body = try fields.value(.body, or: body)
      headOwner = try fields.decodeIfPresent(String.self, forKey: .headOwner)
      headOid = try fields.value(.headOid, or: headOid)
      state = try fields.value(.state, or: state)
      draft = try fields.value(.draft, or: draft)
      mergeable = try fields.value(.mergeable, or: mergeable)
      reviewDecision = try fields.decodeIfPresent(String.self, forKey: .reviewDecision)
      checks = try fields.value(.checks, or: [])
      reviews = try fields.value(.reviews, or: [])
      comments = try fields.value(.comments, or: [])
      createdAt = try fields.value(.createdAt, or: createdAt)
      updatedAt = try fields.value(.updatedAt, or: createdAt)
      mergedAt = try fields.decodeIfPresent(String.self, forKey: .mergedAt)
      closedAt = try fields.decodeIfPresent(String.self, forKey: .closedAt)
    }
  }

  public struct Check: Codable, Sendable, Hashable {
    /// The number of the run, and of its job.
    public var id: Int
    public var name: String
    /// Nil: not a job but another system's status.
    public var workflow: String?
    /// QUEUED, IN_PROGRESS or COMPLETED.
    public var status: String
    /// SUCCESS, FAILURE, SKIPPED …; nil while it is not completed.
    public var conclusion: String?
    public var startedAt: String?
    public var completedAt: String?
    /// What the job printed.
    public var log: String?

    public init(
      id: Int, name: String, workflow: String? = "CI", status: String = "COMPLETED", conclusion: String? = "SUCCESS",
      startedAt: String? = "2026-01-01T00:00:00Z", completedAt: String? = nil, log: String? = nil
    ) {
      self.id = id
      self.name = name
      self.workflow = workflow
      self.status = status
      self.conclusion = status == "COMPLETED" ? conclusion : nil
      self.startedAt = startedAt
      self.completedAt = completedAt
      self.log = log
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        id: try fields.value(.id, or: 1), name: try fields.decode(String.self, forKey: .name),
        workflow: try fields.decodeIfPresent(String.self, forKey: .workflow),
        status: try fields.value(.status, or: "COMPLETED"),
        conclusion: try fields.decodeIfPresent(String.self, forKey: .conclusion),
        startedAt: try fields.decodeIfPresent(String.self, forKey: .startedAt),
        completedAt: try fields.decodeIfPresent(String.self, forKey: .completedAt),
        log: try fields.decodeIfPresent(String.self, forKey: .log))
    }
  }

  public struct Review: Codable, Sendable, Hashable {
    public var id: String
    public var author: String
    /// APPROVED, CHANGES_REQUESTED, COMMENTED or DISMISSED.
    public var state: String
    public var body: String
    public var submittedAt: String

    public init(id: String, author: String, state: String, body: String = "", at: String = "2026-01-01T00:00:00Z") {
      self.id = id
      self.author = author
      self.state = state
      self.body = body
      submittedAt = at
    }
  }

  public struct Comment: Codable, Sendable, Hashable {
    public var id: String
    public var author: String
    public var body: String
    public var createdAt: String
    /// The file that it is about; nil for one below the pull request.
    public var path: String?
    public var line: Int?

    public init(
      id: String, author: String, body: String, at: String = "2026-01-01T00:00:00Z", path: String? = nil,
      line: Int? = nil
    ) {
      self.id = id
      self.author = author
      self.body = body
      createdAt = at
      self.path = path
      self.line = line
    }
  }
}
