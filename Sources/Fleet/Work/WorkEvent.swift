/// What the coordinator is told.
public enum WorkEvent: Hashable, Sendable {
  /// A person wants something.
  case ordered(WorkOrder)
  /// An effect was done, or not.
  case done(EffectID, ItemID, DeedResult)
  /// The item's agent was seen doing something.
  case saw(ItemID, AgentSight)
  /// The item's agent process has ended; its code where the pane kept it.
  case ended(ItemID, code: Int32?)
  /// The item's pane, or its session, is not there any more.
  case gone(ItemID)
  /// The item's session has another name, or its pane another place.
  case moved(ItemID, sessionName: String)
  /// What the agent says of itself: its conversation, its transcript.
  case introduced(ItemID, conversation: String?, transcript: String?)
  case foundArtifact(ItemID, kind: String, path: String)
  case foundTeam(ItemID, Team)
  /// The pull request of its branch, with the end of the failing job's log where a check has failed.
  case pullRequest(ItemID, PullRequest, log: [String])
  /// argosy is up again: what of an item's session is left. Nil where nothing lives.
  case surveyed([ItemID: Survey])
  case woke
}

/// What is left of an item's session after argosy was away.
public struct Survey: Hashable, Sendable, Codable {
  /// Found by its mark or its ids; its `life` says whether an agent is in it.
  public var session: AgentSession?
  public var hasWorktree: Bool

  public init(session: AgentSession?, hasWorktree: Bool) {
    self.session = session
    self.hasWorktree = hasWorktree
  }
}

/// What a person can order.
public enum WorkOrder: Hashable, Sendable {
  case begin(NewItem)
  /// Let the next stage begin; with an answer on its way, as soon as the agent is done with that.
  case advance(ItemID, afterAnswer: Bool)
  /// The stage's command once more.
  case retry(ItemID)
  /// The stage before.
  case back(ItemID)
  /// Leave the stage out.
  case skip(ItemID)
  /// Continue a dead session's conversation.
  case resume(ItemID)
  /// It is done, whatever its pull request says.
  case finish(ItemID)
  /// End session, and worktree with branch unless they are kept.
  case stop(ItemID, keepsWorktree: Bool, named: Losses)
  /// Remove what an ended item left.
  case prune(ItemID)

  public var item: ItemID {
    switch self {
    case .begin(let item): item.id
    case .advance(let id, _), .retry(let id), .back(let id), .skip(let id), .resume(let id), .finish(let id),
      .stop(let id, _, _), .prune(let id):
      id
    }
  }
}

/// A feature as it is ordered: everything that had to be looked up was.
public struct NewItem: Hashable, Sendable, Codable {
  public var id: ItemID
  public var kind: WorkItem.Kind
  public var name: String
  public var description: String
  public var repository: Repository
  public var settings: ItemSettings
  public var workflow: Workflow
  public var isAutomatic: Bool
  public var issue: Int?
  public var follows: ItemID?

  public init(
    id: ItemID, kind: WorkItem.Kind = .feature, name: String, description: String, repository: Repository,
    settings: ItemSettings = ItemSettings(), workflow: Workflow, isAutomatic: Bool = false, issue: Int? = nil,
    follows: ItemID? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.description = description
    self.repository = repository
    self.settings = settings
    self.workflow = workflow
    self.isAutomatic = isAutomatic
    self.issue = issue
    self.follows = follows
  }
}

/// Why an order is not carried out. Nothing was changed.
public enum OrderRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownItem(ItemID)
  case nameTaken(String)
  case duplicate(ItemID)
  case over(name: String, ItemStatus)
  case notOver(name: String, ItemStatus)
  /// The agent is not at its prompt (S0C-12).
  case notIdle(name: String, state: String)
  case asking(name: String, question: String)
  case automatic(name: String)
  case underWay(name: String, String)
  case noStageBefore(name: String, stage: String)
  case noStageAfter(name: String, stage: String)
  case stillAlive(name: String)
  case nothingToResume(name: String)

  public var description: String {
    switch self {
    case .unknownItem(let id): "there is no item \(id)"
    case .nameTaken(let name): "\(name) is already being worked on; choose another name, or stop it first"
    case .duplicate(let id): "this was ordered before, as \(id)"
    case .over(let name, let status): "\(name) is \(status.rawValue) already"
    case .notOver(let name, let status): "\(name) is \(status.rawValue); stop it, or let it finish first"
    case .notIdle(let name, let state): "the agent of \(name) is not at its prompt (state: \(state))"
    case .asking(let name, let question):
      question.isEmpty
        ? "the agent of \(name) asks something; answer it first" : "the agent of \(name) asks: \(question)"
    case .automatic(let name): "\(name) runs in the automatic mode and goes on by itself"
    case .underWay(let name, let what): "\(name) is busy: \(what); order it again in a moment"
    case .noStageBefore(let name, let stage): "\(name) is in its first stage, \(stage)"
    case .noStageAfter(let name, let stage): "\(name) is in its last stage, \(stage)"
    case .stillAlive(let name): "the agent of \(name) is alive; there is nothing to resume"
    case .nothingToResume(let name): "\(name) never had an agent whose conversation could be continued; retry it"
    }
  }
}
