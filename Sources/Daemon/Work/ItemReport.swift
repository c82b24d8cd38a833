public import Fleet
import Recognition
import TmuxUI

/// A work item as `--json` prints it. Stable: fields are added, never renamed or removed.
public struct ItemReport: Codable, Hashable, Sendable {
  public var id: String
  public var name: String
  public var kind: String
  public var description: String
  /// The catalogue's word: queued, starting, planning, working, needs_input …
  public var status: String
  /// When the status began: ISO 8601, UTC, milliseconds.
  public var since: String
  public var created: String
  /// The word of S0-36: coding, BLOCKED, reviewing, monitoring …
  public var word: String
  /// Why, in few words: the question, the failing check, the exit code. Empty where the status says it all.
  public var reason: String
  public var stage: String
  /// due, sending, sent, running, held, watching.
  public var progress: String
  public var stages: [String]
  /// phased or auto.
  public var mode: String
  public var repository: RepositoryReport
  public var worktree: String?
  public var branch: String
  public var session: SessionReport?
  public var pullRequest: PullRequestReport?
  public var attention: [AttentionReport]
  public var history: [StageReport]
  public var attempts: [AttemptReport]
  public var artifacts: [ArtifactReport]
  public var team: Team?
  public var issue: Int?
  /// The item that this one follows up.
  public var follows: String?
  /// What is being done for it right now: prepare, open, send, close, discard.
  public var doing: String?

  enum CodingKeys: String, CodingKey {
    case id, name, kind, description, status, since, created, word, reason, stage, progress, stages, mode, repository
    case worktree, branch, session, attention, history, attempts, artifacts, team, issue, follows, doing
    case pullRequest = "pull_request"
  }

  public struct RepositoryReport: Codable, Hashable, Sendable {
    public var path: String
    /// `owner/name`, or the directory's name.
    public var title: String
    public var defaultBranch: String

    enum CodingKeys: String, CodingKey {
      case path, title
      case defaultBranch = "default_branch"
    }
  }

  public struct SessionReport: Codable, Hashable, Sendable {
    public var session: String
    public var name: String
    public var window: String
    public var pane: String
    public var agent: String
    public var pid: Int32?
    /// live, exited, crashed, gone, closed.
    public var life: String
    public var exitCode: Int32?
    /// What the agent was last seen doing, and what it waits for.
    public var state: String
    public var kind: String?
    /// The agent's own id of the conversation.
    public var conversation: String?
    public var transcript: String?

    enum CodingKeys: String, CodingKey {
      case session, name, window, pane, agent, pid, life, state, kind, conversation, transcript
      case exitCode = "exit_code"
    }
  }

  public struct PullRequestReport: Codable, Hashable, Sendable {
    public var number: Int
    public var url: String
    /// open, draft, closed, merged.
    public var state: String
    /// pending, passing, failing, unknown.
    public var ci: String
    /// required, approved, changesRequested.
    public var review: String?
    /// yes, conflicting, unknown.
    public var mergeable: String
    public var comments: Int
    public var checks: [CheckReport]?
  }

  public struct CheckReport: Codable, Hashable, Sendable {
    public var name: String
    /// pass, fail, pending, skipped.
    public var state: String
    public var link: String?
  }

  public struct StageReport: Codable, Hashable, Sendable {
    public var stage: String
    public var started: String
    public var ended: String?
    public var outcome: String?
  }

  public struct AttemptReport: Codable, Hashable, Sendable {
    public var number: Int
    public var reason: String
    public var stage: String
    public var started: String
    public var ended: String?
    public var outcome: String?
  }

  public struct ArtifactReport: Codable, Hashable, Sendable {
    public var kind: String
    public var path: String
    public var at: String
  }
}

/// Something that waits for a person.
public struct AttentionReport: Codable, Hashable, Sendable {
  public var key: String
  /// permission, question, crash, ci-failing, decision-gate …
  public var kind: String
  public var text: String
  public var detail: [String]
  public var options: [StatusReport.OptionReport]
  public var askID: String?
  public var hint: String?
  public var since: String

  enum CodingKeys: String, CodingKey {
    case key, kind, text, detail, options, hint, since
    case askID = "ask_id"
  }

  init(_ key: String, _ attention: Attention) {
    self.key = key
    kind = attention.kind.rawValue
    text = PlainText.line(attention.text, limit: 500)
    detail = attention.detail.map { PlainText.line($0, limit: 500) }
    options = attention.options.map { StatusReport.OptionReport($0) }
    askID = attention.askID
    hint = attention.hint
    since = Timestamp.text(Moment(wall: attention.since, monotonic: 0))
  }
}

extension ItemReport {
  /// Nothing happens to it any more by itself.
  public var isOver: Bool {
    switch status {
    case "complete", "failed", "dependency_failed", "cancelled", "archived": true
    default: false
    }
  }

  public init(_ item: WorkItem) {
    id = "\(item.id)"
    name = item.name
    kind = item.kind.rawValue
    description = item.description
    status = item.status.rawValue
    since = Self.time(item.statusSince)
    created = Self.time(item.createdAt)
    word = DashboardWord(item).text
    reason = DashboardWord(item).reason
    stage = item.stage
    progress = Self.word(item.progress)
    stages = item.path.map(\.name)
    mode = item.isAutomatic ? "auto" : "phased"
    repository = RepositoryReport(
      path: item.repository.path, title: item.repository.title, defaultBranch: item.repository.defaultBranch)
    worktree = item.workspace?.path
    branch = item.branch
    session = item.session.map { SessionReport($0) }
    pullRequest = item.pullRequest.map { PullRequestReport($0) }
    attention = item.attention.sorted {
      ($0.value.kind, $0.value.since, $0.key) < ($1.value.kind, $1.value.since, $1.key)
    }
    .map { AttentionReport($0.key, $0.value) }
    history = item.history.map {
      StageReport(
        stage: $0.stage, started: Self.time($0.startedAt), ended: $0.endedAt.map(Self.time),
        outcome: $0.outcome?.rawValue)
    }
    attempts = item.attempts.map {
      AttemptReport(
        number: $0.number, reason: $0.reason.rawValue, stage: $0.stage, started: Self.time($0.startedAt),
        ended: $0.endedAt.map(Self.time), outcome: $0.outcome)
    }
    artifacts = item.artifacts.map { ArtifactReport(kind: $0.kind, path: $0.path, at: Self.time($0.at)) }
    team = item.team
    issue = item.issue
    follows = item.follows.map { "\($0)" }
    doing = item.doing?.deed.word
  }

  private static func time(_ wall: Int64) -> String { Timestamp.text(Moment(wall: wall, monotonic: 0)) }

  private static func word(_ progress: StageProgress) -> String {
    switch progress {
    case .due: "due"
    case .sending: "sending"
    case .sent: "sent"
    case .running: "running"
    case .held: "held"
    case .watching: "watching"
    }
  }
}

extension ItemReport.SessionReport {
  init(_ session: AgentSession) {
    self.session = "\(session.session)"
    name = PlainText.line(session.sessionName, limit: 200)
    window = "\(session.window)"
    pane = "\(session.pane)"
    agent = session.agent
    pid = session.pid
    (life, exitCode) =
      switch session.life {
      case .live: ("live", nil)
      case .exited: ("exited", 0)
      case .crashed(let code): ("crashed", code)
      case .gone: ("gone", nil)
      case .closed: ("closed", nil)
      }
    state = session.sight.state.rawValue
    kind = session.sight.kind?.rawValue
    conversation = session.conversation
    transcript = session.transcript
  }
}

extension ItemReport.PullRequestReport {
  init(_ pullRequest: PullRequest) {
    number = pullRequest.number
    url = pullRequest.url
    state = pullRequest.state.rawValue
    ci = pullRequest.ci.rawValue
    review = pullRequest.verdict?.rawValue
    mergeable = pullRequest.mergeable.rawValue
    comments = pullRequest.comments.count
    checks = pullRequest.checks.map {
      ItemReport.CheckReport(name: $0.name, state: $0.bucket.rawValue, link: $0.link)
    }
  }
}
