/// One line of what happened to an item, for the journal and whoever follows it.
public struct WorkRecord: Hashable, Sendable, Codable {
  /// The catalogue's words (7.3).
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case ordered = "item.ordered"
    case created = "item.created"
    case started = "item.started"
    case statusChanged = "item.status_changed"
    case stageStarted = "item.stage_started"
    case stageCompleted = "item.stage_completed"
    case completed = "item.completed"
    case failed = "item.failed"
    case cancelled = "item.cancelled"
    case archived = "item.archived"
    case spawned = "session.spawned"
    case exited = "session.exited"
    case crashed = "session.crashed"
    case gone = "session.gone"
    case closed = "session.closed"
    case renamed = "session.renamed"
    case adopted = "session.adopted"
    case sent = "message.sent"
    case refused = "message.refused"
    case unconfirmed = "message.unconfirmed"
    case opened = "attention.opened"
    case resolved = "attention.resolved"
    case artifact = "artifact.found"
    case team = "team.found"
    case pullRequest = "pr.changed"
    case trouble = "trouble"
  }

  public var item: ItemID
  public var name: String
  public var kind: Kind
  public var stage: String
  public var text: String
  /// Nanoseconds since 1970.
  public var at: Int64

  public init(item: ItemID, name: String, kind: Kind, stage: String, text: String, at: Int64) {
    self.item = item
    self.name = name
    self.kind = kind
    self.stage = stage
    self.text = text
    self.at = at
  }
}

/// What follows from an event.
public struct WorkOutcome: Hashable, Sendable {
  public var wishes: [WorkWish] = []
  public var records: [WorkRecord] = []
  /// Items that are not what they were.
  public var changed: Set<ItemID> = []
  public var refusal: OrderRefusal?

  public init() {}
}
