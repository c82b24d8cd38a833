/// One unit that one agent carries to a result: a feature, later an issue, a spec, a phase.
public struct WorkItem: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    case feature
  }

  /// Where the item is between its order and its end.
  public enum Life: Hashable, Sendable, Codable {
    /// Waits for a free place.
    case queued
    /// Its worktree is made.
    case preparing
    /// Worktree there; agents come and go.
    case active
    /// A person ordered its end, and it is being carried out: the session is closed, then the worktree removed if
    /// nothing but the named is lost by it; nil keeps it.
    case ending(Ending, removing: Losses?)
    case ended(Ending)
  }

  public enum Ending: Hashable, Sendable, Codable {
    case complete(String)
    case failed(String)
    case cancelled(String)
    /// Over, and its worktree removed.
    case archived
  }

  public let id: ItemID
  public var kind: Kind
  /// Unique among the items that have not ended; also the session's first name and the worktree's.
  public var name: String
  public var description: String
  public var repository: Repository
  public var settings: ItemSettings
  public var workflow: Workflow
  public var isAutomatic: Bool
  /// The issue it came from.
  public var issue: Int?
  /// The item it follows up.
  public var follows: ItemID?

  public var life: Life
  /// How it first ended.
  public var outcome: Ending?
  public var stage: String
  public var progress: StageProgress
  /// A person said to go on whatever the gate of the stage under way says.
  public var passesGate: Bool
  public var history: [StageRecord]
  public var attempts: [Attempt]
  /// Extra words for the agent, one after the other, between commands: a failing check, comments.
  public var errands: [Errand]

  public var workspace: Workspace?
  public var session: AgentSession?
  public var team: Team?
  public var artifacts: [Artifact]
  public var pullRequest: PullRequest?
  /// What waits for a person, by what it is about, so that nothing is told twice.
  public var attention: [String: Attention]
  /// How often something was done without a person, by cause (invariant 5).
  public var spent: [String: Int]
  /// Deliveries in a row that were refused for a reason that may pass.
  public var refusals: Int
  /// The one effect with consequences that is under way (invariant 6).
  public var doing: WorkEffect?
  /// A person ordered another agent process, for this reason.
  public var orderedAttempt: Attempt.Reason?

  /// Nanoseconds since 1970.
  public var createdAt: Int64
  public var statusSince: Int64
  public var status: ItemStatus

  public var isOver: Bool {
    if case .ended = life { return true }
    return false
  }

  init(_ new: NewItem, at now: Moment) {
    id = new.id
    kind = new.kind
    name = new.name
    description = new.description
    repository = new.repository
    settings = new.settings
    workflow = new.workflow
    isAutomatic = new.isAutomatic
    issue = new.issue
    follows = new.follows
    life = .queued
    stage = workflow.path(isAutomatic: isAutomatic).first?.name ?? ""
    progress = .due
    passesGate = false
    history = []
    attempts = []
    errands = []
    artifacts = []
    attention = [:]
    spent = [:]
    refusals = 0
    createdAt = now.wall
    statusSince = now.wall
    status = .queued
  }

  /// The stages it passes.
  public var path: [Stage] { workflow.path(isAutomatic: isAutomatic) }

  public var currentStage: Stage? { path.first { $0.name == stage } }

  var stageIndex: Int? { path.firstIndex { $0.name == stage } }

  public var nextStage: Stage? {
    guard let index = stageIndex, index + 1 < path.count else { return nil }
    return path[index + 1]
  }

  public var previousStage: Stage? {
    guard let index = stageIndex, index > 0 else { return nil }
    return path[index - 1]
  }

  /// How often something may be done by itself.
  func budget(for cause: String) -> Int {
    cause == "start" ? ItemSettings.startsWithoutCommand : settings.attempts
  }

  /// The branch whose pull request is this item's.
  public var branch: String { workspace?.branch ?? "worktree-\(name)" }
}

/// What a repository's settings say for its items.
public struct ItemSettings: Hashable, Sendable, Codable {
  public enum Responder: String, Hashable, Sendable, Codable, CaseIterable {
    case person, agent
  }

  public var agent: String
  /// `ask`, `acceptEdits`, `auto`, `bypass`, `plan`: a word of the agent's launch rules.
  public var permissionMode: String
  public var models: [String: String]
  public var gates: [String: Stage.Gate]
  /// At most so many items of this repository at once.
  public var limit: Int
  public var base: String?
  public var onFailure: Responder
  public var onComments: Responder
  /// How often a failing check or comments go to the agent by themselves.
  public var attempts: Int
  public var notify: String?

  public init(
    agent: String = "claude", permissionMode: String = "bypass", models: [String: String] = [:],
    gates: [String: Stage.Gate] = [:], limit: Int = 5, base: String? = nil, onFailure: Responder = .person,
    onComments: Responder = .person, attempts: Int = 2, notify: String? = nil
  ) {
    self.agent = agent
    self.permissionMode = permissionMode
    self.models = models
    self.gates = gates
    self.limit = limit
    self.base = base
    self.onFailure = onFailure
    self.onComments = onComments
    self.attempts = attempts
    self.notify = notify
  }

  /// How often the agent is started by itself without ever taking a command.
  static let startsWithoutCommand = 3

  func gate(after stage: Stage) -> Stage.Gate {
    stage.gate == .human ? .human : gates[stage.name] ?? stage.gate
  }
}

/// Words for the agent beside the commands of the stages.
public struct Errand: Hashable, Sendable, Codable {
  public enum Progress: Hashable, Sendable, Codable {
    case due, sending
    case sent(at: Int64)
    case running
  }

  /// What it is about: the key of the attention that it replaces.
  public var about: String
  public var text: String
  public var progress: Progress

  public init(about: String, text: String) {
    self.about = about
    self.text = text
    progress = .due
  }
}

// MARK: Reading what an older argosy wrote

extension WorkItem {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(ItemID.self, forKey: .id)
    kind = try values.decode(.kind, or: .feature)
    name = try values.decode(String.self, forKey: .name)
    description = try values.decode(.description, or: "")
    repository = try values.decode(Repository.self, forKey: .repository)
    settings = try values.decode(.settings, or: ItemSettings())
    workflow = try values.decode(Workflow.self, forKey: .workflow)
    isAutomatic = try values.decode(.isAutomatic, or: false)
    issue = try values.decodeIfPresent(Int.self, forKey: .issue)
    follows = try values.decodeIfPresent(ItemID.self, forKey: .follows)
    life = try values.decode(Life.self, forKey: .life)
    outcome = try values.decodeIfPresent(Ending.self, forKey: .outcome)
    stage = try values.decode(String.self, forKey: .stage)
    progress = try values.decode(StageProgress.self, forKey: .progress)
    passesGate = try values.decode(.passesGate, or: false)
    history = try values.decode(.history, or: [])
    attempts = try values.decode(.attempts, or: [])
    errands = try values.decode(.errands, or: [])
    workspace = try values.decodeIfPresent(Workspace.self, forKey: .workspace)
    session = try values.decodeIfPresent(AgentSession.self, forKey: .session)
    team = try values.decodeIfPresent(Team.self, forKey: .team)
    artifacts = try values.decode(.artifacts, or: [])
    pullRequest = try values.decodeIfPresent(PullRequest.self, forKey: .pullRequest)
    attention = try values.decode(.attention, or: [:])
    spent = try values.decode(.spent, or: [:])
    refusals = try values.decode(.refusals, or: 0)
    doing = try values.decodeIfPresent(WorkEffect.self, forKey: .doing)
    orderedAttempt = try values.decodeIfPresent(Attempt.Reason.self, forKey: .orderedAttempt)
    createdAt = try values.decode(Int64.self, forKey: .createdAt)
    status = try values.decode(ItemStatus.self, forKey: .status)
    statusSince = try values.decode(.statusSince, or: createdAt)
  }
}

extension ItemSettings {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let usual = ItemSettings()
    agent = try values.decode(.agent, or: usual.agent)
    permissionMode = try values.decode(.permissionMode, or: usual.permissionMode)
    models = try values.decode(.models, or: usual.models)
    gates = try values.decode(.gates, or: usual.gates)
    limit = try values.decode(.limit, or: usual.limit)
    base = try values.decodeIfPresent(String.self, forKey: .base)
    onFailure = try values.decode(.onFailure, or: usual.onFailure)
    onComments = try values.decode(.onComments, or: usual.onComments)
    attempts = try values.decode(.attempts, or: usual.attempts)
    notify = try values.decodeIfPresent(String.self, forKey: .notify)
  }
}

extension Errand {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    about = try values.decode(String.self, forKey: .about)
    text = try values.decode(String.self, forKey: .text)
    progress = try values.decode(.progress, or: .due)
  }
}
